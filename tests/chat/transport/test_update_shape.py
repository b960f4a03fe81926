"""Updates as Telegram sends them pass; those with a field of another kind do not."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chat.transport.update_shape import is_well_formed, parsed

USER = {"id": 5, "is_bot": False, "first_name": "R"}
CHAT = {"id": 5, "type": "private", "first_name": "R"}
MESSAGE: dict[str, Any] = {"message_id": 1, "date": 1_700_000_000, "chat": CHAT, "from": USER}
QUERY = {"id": "9", "from": USER, "chat_instance": "1", "data": "s:1"}


@pytest.mark.parametrize(
    "update",
    [
        {"message": MESSAGE | {"text": "hello", "reply_to_message": MESSAGE}},
        {"message": MESSAGE | {"sticker": {"anything": 1}}},
        {"channel_post": {"message_id": 1, "date": 0, "chat": CHAT | {"type": "channel"}}},
        {"callback_query": QUERY},
        {"callback_query": QUERY | {"message": {"message_id": 1, "date": 0, "chat": CHAT}}},
        {"inline_query": {"id": "1", "from": USER, "query": "", "offset": ""}},
        {"a_kind_to_come": {"id": 1}},
    ],
    ids=["reply", "sticker", "post", "tap", "old tap", "inline", "new"],
)
def test_what_telegram_sends_passes(update: dict[str, Any]) -> None:
    assert is_well_formed({"update_id": 1} | update)


@pytest.mark.parametrize(
    "update",
    [
        {"message": []},
        {"message": MESSAGE, "callback_query": QUERY},
        {"message": {"message_id": 1, "date": 1}},
        {"message": MESSAGE | {"text": 5}},
        {"message": MESSAGE | {"chat": None}},
        {"message": MESSAGE | {"from": USER | {"language_code": 1.5}}},
        {"message": MESSAGE | {"from": USER | {"id": True}}},
        {"message": MESSAGE | {"date": 10**12}},
        {"message": MESSAGE | {"entities": [{"type": "url"}]}},
        {"message": MESSAGE | {"reply_to_message": MESSAGE | {"caption": {}}}},
        {"callback_query": QUERY | {"data": []}},
    ],
    ids=range(11),
)
def test_a_field_of_another_kind_does_not(update: dict[str, Any]) -> None:
    assert not is_well_formed(update)


def test_what_is_no_object_is_no_update() -> None:
    assert not is_well_formed([MESSAGE])


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('{"text": "\\ud83e\\udd80 \\ud800 x"}', "🦀 \ufffd x"),
        ('{"text": "plain \\\\ud800"}', "plain \\ud800"),
    ],
    ids=["half", "written out"],
)
def test_halves_of_characters_are_replaced(body: str, text: str) -> None:
    assert parsed(body) == {"text": text}
