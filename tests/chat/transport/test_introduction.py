from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from structlog.testing import capture_logs

from bot.chat.transport.client import TelegramClient, build_application, telegram_client
from bot.chat.transport.introduction import Introduction, WebhookTarget, retry_pause
from tests.chat.fake_telegram import TOKEN, FakeTelegram, Fault

HOOK = WebhookTarget("https://news.example/hook", "s" * 40, ("message",))


class Sleeps:
    """Sleeps not at all, and remembers how long it should have."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


async def nothing(_: TelegramClient) -> None:
    """No menu."""


async def introduced(
    telegram: FakeTelegram,
    webhook: WebhookTarget | None = None,
    publish: Callable[[TelegramClient], Awaitable[object]] = nothing,
) -> tuple[list[str], list[float]]:
    """What was logged as wrong until Telegram knew us, and how long was waited."""
    client, sleeps = telegram_client(TOKEN, telegram.url), Sleeps()
    application = build_application(client)
    with capture_logs() as logs:
        await Introduction(application, client, webhook, publish, sleeps).run()
    await application.shutdown()
    return [str(one["event"]) for one in logs if one["log_level"] == "error"], sleeps.seconds


async def test_a_wrong_token_is_told_once_and_tried_again_each_minute(
    telegram: FakeTelegram,
) -> None:
    telegram.fail("getMe", *[Fault(401, "Unauthorized")] * 3)
    told, waited = await introduced(telegram)
    assert told == ["Telegram does not accept TELEGRAM_BOT_TOKEN; get it anew from @BotFather"]
    assert waited == [60.0] * 3


@pytest.mark.parametrize("status", [200, 404, 502])
async def test_a_wrong_address_is_told_as_that_and_not_as_a_wrong_token(
    telegram: FakeTelegram, status: int
) -> None:
    telegram.fail("getMe", *[Fault(status, body=b"<html>nginx</html>")] * 2)
    told, waited = await introduced(telegram)
    assert told == ["TELEGRAM_API_URL answers, but not as a Bot API; check the address"]
    assert waited == [1.0, 2.0]


async def test_a_webhook_that_telegram_refuses_is_told_and_tried_again(
    telegram: FakeTelegram,
) -> None:
    refusal = Fault(400, "Bad Request: bad webhook: HTTPS url must be provided for webhook")
    telegram.fail("setWebhook", *[refusal] * 2)
    told, waited = await introduced(telegram, HOOK)
    assert told == ["Telegram refuses WEBHOOK_URL; no update arrives until it is right"]
    assert waited == [1.0, 2.0]
    assert len(telegram.of("setWebhook")) == 3


async def test_a_telegram_that_is_away_is_waited_for_a_few_seconds_at_a_time(
    telegram: FakeTelegram,
) -> None:
    telegram.fail("getMe", *[Fault(drop=True)] * 6)
    told, waited = await introduced(telegram)
    assert told == ["Telegram cannot be reached, trying on"]
    assert waited == [1.0, 2.0, 3.0, 5.0, 5.0, 5.0]


async def test_telegrams_own_wish_for_a_pause_is_kept(telegram: FakeTelegram) -> None:
    telegram.fail("getMe", Fault(429, "Too Many Requests", {"retry_after": 17}))
    _, waited = await introduced(telegram)
    assert waited == [17.0]


def test_pauses_grow_to_five_seconds_and_no_further() -> None:
    assert [retry_pause(n) for n in (1, 2, 3, 4, 5, 500)] == [1.0, 2.0, 3.0, 5.0, 5.0, 5.0]
