"""The chat page: its files, its events, the greeting, the group, and who may look."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import telegram as ptb

from tests.local_telegram.fixtures import Telegram, local_telegram


class Looker:
    """Someone with the page open: reads its events one by one."""

    def __init__(self, lines: AsyncIterator[str]) -> None:
        self.lines = lines

    async def next(self, kind: str) -> dict[str, Any]:
        async for line in self.lines:
            if line.startswith("data: "):
                event: dict[str, Any] = json.loads(line.removeprefix("data: "))
                if event["kind"] == kind:
                    return event
        raise AssertionError(f"the page was told no {kind}")


@asynccontextmanager
async def open_page(telegram: Telegram, **query: int) -> AsyncIterator[Looker]:
    async with telegram.http.stream("GET", "/events", params=query) as answer:
        assert answer.status_code == 200
        yield Looker(answer.aiter_lines())


@pytest.mark.parametrize(
    ("path", "kind", "holds"),
    [
        ("/", "text/html", 'src="/page/chat.js"'),
        ("/page/style.css", "text/css", "prefers-color-scheme: dark"),
        ("/page/message.css", "text/css", ".bubble"),
        ("/page/chat.js", "text/javascript", "EventSource"),
        ("/page/composer.js", "text/javascript", "suggest"),
        ("/page/log.js", "text/javascript", "append"),
        ("/page/message.js", "text/javascript", "bubble"),
        ("/page/icon.svg", "image/svg+xml", "<svg"),
    ],
)
async def test_the_page_is_served_from_the_package(
    telegram: Telegram, path: str, kind: str, holds: str
) -> None:
    answer = await telegram.http.get(path)
    assert answer.headers["content-type"].startswith(kind)
    assert holds in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    for word in ("https://", "http://"):
        assert word not in answer.text.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("path", ["/page/../server.py", "/page/secrets.txt", "/files/file-1"])
async def test_nothing_else_is_served(telegram: Telegram, path: str) -> None:
    assert (await telegram.http.get(path)).status_code == 404


@pytest.mark.parametrize("query", ["chat=5", "chat=x", "user=5"])
async def test_events_of_nobody(telegram: Telegram, query: str) -> None:
    assert (await telegram.http.get(f"/events?{query}")).status_code == 404


async def test_the_first_look_greets_once_and_only_an_empty_chat() -> None:
    async with local_telegram(greet=True) as telegram:
        for _ in range(2):
            async with open_page(telegram) as page:
                snapshot = await page.next("all")
            assert [m["text"] for m in snapshot["messages"]] == ["/start"]
        assert (await telegram.stats())["pending_updates"] == 1


async def test_without_greet_the_page_waits_for_the_person(telegram: Telegram) -> None:
    async with open_page(telegram) as page:
        assert (await page.next("all"))["messages"] == []


async def test_the_page_is_told_everything_as_it_happens(telegram: Telegram, bot: ptb.Bot) -> None:
    me = (await telegram.http.get("/rooms")).json()["me"]
    async with open_page(telegram) as page:
        snapshot = await page.next("all")
        assert (snapshot["bot"]["first_name"], snapshot["me"]["id"]) == ("Précis", me)
        await bot.set_my_commands([("digest", "My digest now")])
        told = await page.next("about")
        assert told["commands"] == [{"command": "digest", "description": "My digest now"}]
        await telegram.post("say", user=me, text="/digest")
        assert (await page.next("message"))["message"]["from_bot"] is False
        await bot.send_chat_action(me, "typing")
        assert (await page.next("action"))["action"] == "typing"
        markup = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("b", callback_data="d")]])
        sent = await bot.send_message(me, "<b>x</b>", parse_mode="HTML", reply_markup=markup)
        shown = (await page.next("message"))["message"]
        assert (shown["html"], shown["buttons"][0][0]["text"]) == ("<b>x</b>", "b")
        tap = {"user": me, "chat": me, "message": sent.message_id, "data": "d"}
        query = (await telegram.post("tap", **tap))["query"]
        await bot.answer_callback_query(query, "Done")
        answer = await page.next("answer")
        assert (answer["query"], answer["text"], answer["alert"]) == (query, "Done", False)
        await bot.edit_message_text("y", me, sent.message_id)
        changed = (await page.next("edited"))["message"]
        assert (changed["text"], changed["buttons"], changed["reworded"]) == ("y", [], True)
        await bot.delete_message(me, sent.message_id)
        assert (await page.next("deleted"))["message_id"] == sent.message_id


async def test_in_the_group_one_speaks_as_the_administrator_or_as_a_member(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    rooms = (await telegram.http.get("/rooms")).json()
    group, sam = rooms["rooms"][1]["chat"], rooms["rooms"][1]["people"][1]["id"]
    async with open_page(telegram, chat=group, user=sam) as page:
        snapshot = await page.next("all")
        assert [m["service"] for m in snapshot["messages"]] == ["Précis joined the group"]
        await telegram.post("say", user=sam, chat=group, text="/settings")
        assert (await page.next("message"))["message"]["name"] == "Sam"
    updates = await bot.get_updates()
    assert [bool(u.my_chat_member) for u in updates] == [True, False, False]
    assert (await bot.get_chat_member(group, sam)).status == "member"
    assert (await bot.get_chat_member(group, rooms["me"])).status == "creator"
    moved = (await telegram.post("migrate", chat=group))["id"]
    async with open_page(telegram, chat=group) as page:
        assert (await page.next("all"))["chat"]["id"] == moved


async def test_whoever_waits_for_news_is_woken_by_it(telegram: Telegram) -> None:
    ada = await telegram.user("Ada")
    revision = (await telegram.get("events"))["revision"]
    waiting = asyncio.create_task(telegram.get("events", since=revision, wait=30))
    await asyncio.sleep(0.05)
    said = await ada.say("news")
    last = (await waiting)["events"][-1]
    assert (last["kind"], last["chat"], last["message_id"]) == ("message", ada.id, said.id)
