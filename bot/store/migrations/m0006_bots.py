"""Updates belong to the bot that got them: another token or API server numbers its own anew.

Rows from before stand under bot 0 until the first bot that starts takes them over.
"""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


_SQL = """
CREATE TABLE bots (
    id {id},
    bot_id BIGINT NOT NULL,
    api TEXT NOT NULL,
    since {moment} NOT NULL,
    started_at {moment} NOT NULL
)

CREATE UNIQUE INDEX bots_identity ON bots (bot_id, api)

CREATE TABLE inbox_of_bots (
    bot BIGINT NOT NULL,
    update_id BIGINT NOT NULL,
    body TEXT NOT NULL,
    chat_id BIGINT,
    user_id BIGINT,
    received_at {moment} NOT NULL,
    done BOOLEAN NOT NULL,
    error TEXT,
    PRIMARY KEY (bot, update_id)
)

INSERT INTO inbox_of_bots (bot, update_id, body, chat_id, user_id, received_at, done, error)
SELECT 0, update_id, body, chat_id, user_id, received_at, done, error FROM inbox

DROP TABLE inbox

ALTER TABLE inbox_of_bots RENAME TO inbox

CREATE INDEX inbox_pending ON inbox (bot, update_id) WHERE done = false

CREATE INDEX inbox_chats ON inbox (bot, chat_id, update_id) WHERE done = false

CREATE INDEX inbox_received ON inbox (received_at)
"""
