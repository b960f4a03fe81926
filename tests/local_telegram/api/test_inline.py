"""Inline mode: words behind the bot's name, cards offered, one chosen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.local_telegram.fixtures import Telegram

CARD = {
    "type": "article",
    "id": "7",
    "title": "Bridge closes",
    "description": "Harbour Post",
    "input_message_content": {"message_text": "<b>Bridge</b> closes", "parse_mode": "HTML"},
    "reply_markup": {"inline_keyboard": [[{"text": "Read", "url": "https://x.example/"}]]},
}


async def asked(telegram: Telegram, words: str = "bridge") -> tuple[str, int]:
    ada = await telegram.user("Ada")
    query = (await telegram.post("inline", user=ada.id, chat=ada.id, words=words))["query"]
    return str(query), ada.id


async def answer(telegram: Telegram, query: str, *cards: Any) -> dict[str, Any]:
    url = f"/bot{telegram.token}/answerInlineQuery"
    given = {"inline_query_id": query, "results": list(cards)}
    result: dict[str, Any] = (await telegram.http.post(url, json=given)).json()
    return result


async def test_a_chosen_card_is_a_message_of_who_asked(telegram: Telegram) -> None:
    url = f"/bot{telegram.token}/getUpdates"
    kinds = ["inline_query", "message", "chosen_inline_result"]
    await telegram.http.post(url, json={"allowed_updates": kinds})
    query, ada = await asked(telegram)
    assert (await answer(telegram, query, CARD))["ok"]
    shown = await telegram.events("inline")
    assert shown[0]["cards"] == [
        {"id": "7", "title": "Bridge closes", "description": "Harbour Post"}
    ]
    sent = await telegram.post("choose", query=query, card="7")
    assert (sent["from"], sent["text"], sent["via"]) == (ada, "Bridge closes", "precis_local_bot")
    assert sent["buttons"][0][0]["text"] == "Read"
    updates = (await telegram.http.post(url, json={})).json()["result"]
    first, message, chosen = (one for one in updates)
    assert first["inline_query"]["query"] == "bridge"
    assert message["message"]["via_bot"]["is_bot"] is True
    assert chosen["chosen_inline_result"]["result_id"] == "7"


@pytest.mark.parametrize(
    ("card", "said"),
    [
        (CARD | {"type": "photo"}, "only articles"),
        (CARD | {"id": "x" * 65}, "RESULT_ID_INVALID"),
        (CARD | {"title": ""}, "ARTICLE_TITLE_EMPTY"),
        (CARD | {"input_message_content": {"message_text": ""}}, "MESSAGE_EMPTY"),
        (
            CARD | {"input_message_content": {"message_text": "<b>", "parse_mode": "HTML"}},
            "can't parse entities",
        ),
        (CARD | {"input_message_content": {"message_text": "x" * 4097}}, "MESSAGE_TOO_LONG"),
    ],
)
async def test_a_bad_card_is_refused(telegram: Telegram, card: Any, said: str) -> None:
    query, _ = await asked(telegram)
    assert said in (await answer(telegram, query, card))["description"]


async def test_what_was_not_offered_cannot_be_chosen(telegram: Telegram) -> None:
    query, _ = await asked(telegram)
    assert "DUPLICATE" in (await answer(telegram, query, CARD, CARD))["description"]
    assert "too old" in (await answer(telegram, "inline-0", CARD))["description"]
    with pytest.raises(ValueError, match="no card"):
        await telegram.post("choose", query=query, card="7")
