"""Updates by webhook: with the secret, in order, again until the bot takes them, none dropped."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import telegram as ptb
from telegram.error import BadRequest

from bot.local_telegram.api.webhook import Backoff
from tests.local_telegram.fixtures import Telegram, local_telegram


@dataclass
class Receiver:
    """A bot's webhook on loopback that answers with the statuses it was given, then with 200."""

    statuses: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    url: str = ""

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            lines = head.decode().splitlines()[1:-1]
            headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
            body = json.loads(await reader.readexactly(int(headers["content-length"])))
            self.texts.append(body["message"]["text"])
            self.secrets.append(headers.get("x-telegram-bot-api-secret-token"))
            status = self.statuses.pop(0) if self.statuses else "200 OK"
            writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())
            await writer.drain()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self.handle(reader, writer)
        except asyncio.IncompleteReadError:
            writer.close()
            await writer.wait_closed()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    hook = Receiver()
    server = await asyncio.start_server(hook.serve, "127.0.0.1", 0)
    hook.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    yield hook
    server.close()
    await server.wait_closed()


@pytest.fixture
async def hooked() -> AsyncIterator[tuple[Telegram, ptb.Bot]]:
    quick = Backoff(first=0.01, longest=0.02, timeout=2.0)
    async with (
        local_telegram(backoff=quick) as telegram,
        ptb.Bot(telegram.token, base_url=f"{telegram.url}/bot") as bot,
    ):
        yield telegram, bot


async def drained(telegram: Telegram) -> bool:
    return bool((await telegram.stats())["pending_updates"] == 0)


async def test_what_waited_and_what_comes_is_delivered_with_the_secret(
    hooked: tuple[Telegram, ptb.Bot], receiver: Receiver
) -> None:
    telegram, bot = hooked
    ada = await telegram.user("Ada")
    await ada.say("before")
    await bot.set_webhook(receiver.url, secret_token="s3cret_-", max_connections=4)
    await ada.say("after")
    await telegram.until(lambda: drained(telegram))
    assert receiver.texts == ["before", "after"]
    assert receiver.secrets == ["s3cret_-", "s3cret_-"]
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (receiver.url, 0, 4)
    assert info.last_error_date is None


async def test_a_refused_update_comes_again_until_it_is_taken(
    hooked: tuple[Telegram, ptb.Bot], receiver: Receiver
) -> None:
    telegram, bot = hooked
    ada = await telegram.user("Ada")
    receiver.statuses = ["500 Oops", "503 Busy\r\nRetry-After: 0", "302 Elsewhere"]
    await bot.set_webhook(receiver.url)
    await ada.say("one")
    await ada.say("two")
    await telegram.until(lambda: drained(telegram))
    assert receiver.texts == ["one", "one", "one", "one", "two"]
    assert receiver.secrets == [None] * 5
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 302 Elsewhere"


async def test_nothing_is_lost_while_nobody_listens_and_polling_takes_over(
    hooked: tuple[Telegram, ptb.Bot],
) -> None:
    telegram, bot = hooked
    ada = await telegram.user("Ada")
    await bot.set_webhook("http://127.0.0.1:9/hook", allowed_updates=["message"])
    await ada.say("one")

    async def failed() -> bool:
        return (await bot.get_webhook_info()).last_error_date is not None

    await telegram.until(failed)
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.allowed_updates) == (1, ("message",))
    await bot.delete_webhook()
    assert [u.message.text for u in await bot.get_updates() if u.message] == ["one"]


async def test_pending_updates_go_only_when_asked_to(
    hooked: tuple[Telegram, ptb.Bot],
) -> None:
    telegram, bot = hooked
    ada = await telegram.user("Ada")
    await ada.say("one")
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1
    await bot.set_webhook("")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


@pytest.mark.parametrize(
    ("url", "secret", "complaint"),
    [
        ("ftp://127.0.0.1/x", "", "An HTTPS URL must be provided for webhook"),
        ("https://example.org/x", "", "addresses of this machine only"),
        ("http://10.0.0.1/x", "", "addresses of this machine only"),
        ("http://127.0.0.1/x", "no spaces", "Secret token contains unallowed characters"),
        ("http://127.0.0.1/x", "x" * 257, "Secret token contains unallowed characters"),
    ],
)
async def test_webhooks_that_are_refused(
    bot: ptb.Bot, url: str, secret: str, complaint: str
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){complaint}"):
        await bot.set_webhook(url, secret_token=secret)
    assert await bot.set_webhook("http://localhost:9/x")
    assert await bot.delete_webhook()
