from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram import WebhookInfo

from bot.chat.transport.client import TelegramClient
from bot.chat.transport.introduction import WebhookTarget
from bot.chat.transport.webhook_watch import WebhookWatch, complaint
from tests.chat.fake_telegram import FakeTelegram, Fault
from tests.chat.stories import NOW

URL = "https://news.example/hook"
HOOK = WebhookTarget(URL, "s" * 40, ("message",))
LATELY = int((NOW - timedelta(minutes=1)).timestamp())
LONG_AGO = int((NOW - timedelta(hours=1)).timestamp())


def state(url: str = URL, waiting: int = 0, failed: int | None = None) -> dict[str, Any]:
    known: dict[str, Any] = {"url": url, "has_custom_certificate": False}
    known["pending_update_count"] = waiting
    if failed:
        known |= {"last_error_date": failed, "last_error_message": "Connection refused"}
    return known


@pytest.mark.parametrize(
    ("known", "wrong"),
    [
        (state(), ""),
        (state(waiting=3), ""),  # they may be on their way
        (state(waiting=3, failed=LATELY), "Connection refused"),
        (state(waiting=3, failed=LONG_AGO), ""),
        (state(waiting=0, failed=LATELY), ""),  # the next try succeeded
        (state(url=""), "no webhook is set"),
        (state(url="https://elsewhere.example/"), "another address is set"),
    ],
)
def test_what_is_wrong_is_read_from_telegrams_own_account(
    known: dict[str, Any], wrong: str
) -> None:
    assert complaint(WebhookInfo.de_json(known, None), URL, NOW) == wrong


async def looked(
    bot: TelegramClient, telegram: FakeTelegram, *states: dict[str, Any]
) -> list[tuple[str, str]]:
    """(level, event) of what was logged while Telegram gave these accounts one after another."""
    watch = WebhookWatch(bot, HOOK, lambda: NOW)
    with capture_logs() as logs:
        for known in states:
            telegram.results["getWebhookInfo"] = known
            await watch.look()
    return [(one["log_level"], one["event"]) for one in logs]


async def test_updates_that_stop_arriving_are_told_once_and_that_they_come_again(
    bot: TelegramClient, telegram: FakeTelegram
) -> None:
    bad = state(waiting=3, failed=LATELY)
    assert await looked(bot, telegram, state(), bad, bad, state(), state()) == [
        ("error", "updates do not arrive by the webhook"),
        ("info", "updates arrive by the webhook again"),
    ]
    assert not telegram.of("setWebhook")


async def test_a_webhook_that_was_taken_away_is_set_again(
    bot: TelegramClient, telegram: FakeTelegram
) -> None:
    assert len(await looked(bot, telegram, state(url=""))) == 1
    (again,) = telegram.of("setWebhook")
    assert again.params["url"] == URL and not again.drop_pending_updates


async def test_a_telegram_that_does_not_answer_is_no_news_here(
    bot: TelegramClient, telegram: FakeTelegram
) -> None:
    telegram.fail("getWebhookInfo", Fault(502, body=b"<html>Bad Gateway</html>"))
    told = await looked(bot, telegram, state())
    assert [level for level, _ in told] == ["debug"]
