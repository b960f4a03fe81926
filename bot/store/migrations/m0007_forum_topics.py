"""Each forum topic of a group is a place of its own, with its own settings and editions."""

from __future__ import annotations

from collections.abc import Mapping


def statements(_: Mapping[str, str]) -> str:
    """SQL: `chats.id` becomes the number of a place, `chat_id` is the chat as Telegram names it.

    A group that was set up in a topic is from now on that topic: its number is 2^62 and its old
    one, which no chat of Telegram's can have.
    """
    return """
ALTER TABLE chats ADD COLUMN chat_id BIGINT NOT NULL DEFAULT 0

UPDATE chats SET chat_id = id

UPDATE shown SET chat_id = 4611686018427387904 + abs(chat_id)
    WHERE chat_id IN (SELECT id FROM chats WHERE thread_id IS NOT NULL)

UPDATE editions SET chat_id = 4611686018427387904 + abs(chat_id)
    WHERE chat_id IN (SELECT id FROM chats WHERE thread_id IS NOT NULL)

UPDATE chats SET id = 4611686018427387904 + abs(id) WHERE thread_id IS NOT NULL

CREATE UNIQUE INDEX chats_place ON chats (chat_id, thread_id)
"""
