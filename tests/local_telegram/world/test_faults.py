"""Faults on demand: each shows in python-telegram-bot as it would with Telegram, and in the log."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import telegram as ptb
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from tests.local_telegram.fixtures import Telegram, local_telegram

# RetryAfter announces that its seconds will become a timedelta one day.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


@pytest.mark.parametrize(
    ("rule", "error", "text"),
    [
        ({"status": 500}, NetworkError, "Internal Server Error: restart"),
        ({"status": 503}, NetworkError, "Internal Server Error"),
        ({"status": 502}, NetworkError, "Bad Gateway"),
        ({"status": 403}, Forbidden, "Forbidden: bot was blocked by the user"),
        ({"status": 400, "description": "Bad Request: TOPIC_CLOSED"}, BadRequest, "Topic_closed"),
        ({"status": 429}, RetryAfter, "Flood control exceeded. Retry in 0:00:01"),
        ({"status": 429, "parameters": {"retry_after": 60}}, RetryAfter, "Flood control exceeded"),
        ({"kind": "html"}, NetworkError, "Bad Gateway"),
    ],
)
async def test_a_refused_call_takes_no_effect_and_the_next_one_does(
    telegram: Telegram, bot: ptb.Bot, rule: dict[str, Any], error: type[TelegramError], text: str
) -> None:
    ada, bob = await telegram.user("Ada"), await telegram.user("Bob")
    await telegram.fault(chat_id=ada.id, **rule)
    with pytest.raises(error, match=text):
        await bot.send_message(ada.id, "x")
    assert await ada.messages() == []
    await bot.send_message(bob.id, "y")
    first, second = await telegram.calls("sendMessage")
    assert (first["delivered"], first["answered"], first["fault"]) == (
        False,
        True,
        rule.get("kind", "status"),
    )
    assert (second["delivered"], second["answered"], second["status"]) == (True, True, 200)
    assert second["message_id"] == (await bob.messages())[0].id


@pytest.mark.parametrize(
    ("rule", "error", "answered"),
    [
        ({"kind": "reset"}, NetworkError, False),
        ({"kind": "timeout"}, TimedOut, False),
        ({"kind": "html", "delivered": True}, NetworkError, True),
        ({"status": 500, "delivered": True}, NetworkError, True),
    ],
)
async def test_a_message_arrives_although_the_answer_does_not(
    telegram: Telegram,
    bot: ptb.Bot,
    rule: dict[str, Any],
    error: type[TelegramError],
    answered: bool,
) -> None:
    ada = await telegram.user("Ada")
    await telegram.fault(**rule)
    with pytest.raises(error):
        await bot.send_message(ada.id, "x", read_timeout=0.3)
    assert [message.text for message in await ada.messages()] == ["x"]
    (call,) = await telegram.calls("sendMessage")
    assert (call["delivered"], call["answered"]) == (True, answered)


async def test_a_lost_connection_before_anything_happened(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    await telegram.fault(kind="reset", delivered=False)
    with pytest.raises(NetworkError):
        await bot.send_message(ada.id, "x")
    assert await ada.messages() == []


async def test_faults_last_as_often_as_said_or_until_healed(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    ada = await telegram.user("Ada")
    await telegram.fault(status=500, times=2, method="send*")
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(ada.id, "x")
    await bot.send_message(ada.id, "x")
    await telegram.fault(status=500, times=99, method="*")
    with pytest.raises(NetworkError):
        await bot.get_me()
    await telegram.post("heal")
    await bot.get_me()


async def test_a_slow_answer_comes_in_the_end(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    await telegram.fault(kind="delay", seconds=0.05)
    assert (await bot.send_message(ada.id, "x")).text == "x"


async def test_stopping_lets_nobody_wait() -> None:
    async with local_telegram() as telegram:
        ada = await telegram.user("Ada")
        await telegram.fault(kind="timeout")
        await telegram.fault(kind="delay", seconds=300)
        base = f"/bot{telegram.token}"
        body = {"chat_id": ada.id, "text": "x"}
        waiting = [
            asyncio.create_task(telegram.http.post(f"{base}/sendMessage", json=body)),
            asyncio.create_task(telegram.http.post(f"{base}/sendMessage", json=body)),
            asyncio.create_task(telegram.http.get(f"{base}/getUpdates?timeout=50")),
        ]
        await telegram.until(lambda: telegram.calls("getUpdates"))
        await telegram.server.stop()
        ended = await asyncio.gather(*waiting, return_exceptions=True)
        assert len(ended) == 3
        await telegram.server.stop()


async def test_a_429_on_demand_is_remembered_for_those_who_do_not_wait(
    telegram: Telegram, bot: ptb.Bot
) -> None:
    ada, bob = await telegram.user("Ada"), await telegram.user("Bob")
    await telegram.fault(status=429, parameters={"retry_after": 30}, chat_id=ada.id)
    for _ in range(3):
        with pytest.raises(RetryAfter):
            await bot.send_message(ada.id, "x")
    await bot.send_message(bob.id, "x")
    stats = await telegram.stats()
    assert stats["premature"] == 2


async def test_the_rates_are_those_of_telegram() -> None:
    async with local_telegram(limits=True, monotonic=lambda: 50.0) as telegram:
        ada = await telegram.user("Ada")
        async with ptb.Bot(telegram.token, base_url=f"{telegram.url}/bot") as bot:
            for _ in range(5):
                await bot.send_message(ada.id, "x")
            with pytest.raises(RetryAfter, match="Retry in 0:00:01"):
                await bot.send_message(ada.id, "x")
            await telegram.post("limits", active=False)
            await telegram.post("heal")
        assert (await telegram.stats())["refused"] == 1
