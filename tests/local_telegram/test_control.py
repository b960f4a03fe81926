from __future__ import annotations

from typing import Any

import pytest

from tests.local_telegram.fixtures import Telegram

# RetryAfter announces that its seconds will become a timedelta one day.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


@pytest.mark.parametrize(
    ("deed", "given", "complaint"),
    [
        ("fault", {"kind": "comet"}, "kind is one of status, timeout, html, reset, delay"),
        ("fault", {"sort": "x"}, "unknown sort; allowed: chat_id, delivered"),
        ("say", {"user": 1, "text": "x"}, "no chat 1"),
        ("say", {"text": "x"}, "missing a required argument: 'user'"),
        ("tap", {"user": 1, "chat": 2, "message": 3}, "no chat 2"),
        ("edit", {"chat": 424242, "message": 3, "text": "x"}, "no chat 424242"),
        ("change_chat", {"chat": 5, "colour": True}, "unknown colour"),
        ("change_topic", {"chat": 5, "topic": 6, "colour": True}, "unknown colour"),
        ("member", {"chat": 5, "user": 6, "status": "left"}, "no chat 5"),
        ("dance", {}, "no such deed"),
    ],
)
async def test_the_control_api_says_what_is_wrong(
    telegram: Telegram, deed: str, given: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        await telegram.post(deed, **given)


async def test_the_control_api_takes_objects_only(telegram: Telegram) -> None:
    answer = await telegram.http.post("/control/heal", content=b"[]")
    assert (answer.status_code, answer.json()) == (400, {"error": "a JSON object is expected"})


async def test_a_person_without_a_user_or_message_is_named(telegram: Telegram) -> None:
    ada = await telegram.user("Ada")
    with pytest.raises(ValueError, match="no user 5"):
        await telegram.post("say", user=5, chat=ada.id, text="x")
    with pytest.raises(ValueError, match=f"no message 9 in chat {ada.id}"):
        await telegram.post("edit", chat=ada.id, message=9, text="x")
    with pytest.raises(LookupError, match="no message with a button"):
        await ada.tap("Nothing")
    assert [chat["kind"] for chat in await telegram.get("chats")] == ["private"] * 3
