"""Telling Telegram who we are, for as long as it takes; each kind of failure is told as itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application

from bot.chat.transport import outcomes
from bot.chat.transport.client import TelegramClient, is_no_bot_api
from bot.redaction import redacted

log = structlog.get_logger(__name__)

RETRY_SECONDS = (1.0, 2.0, 3.0, 5.0)
"""Pauses before Telegram is tried again; from the last on all are alike. People are waiting."""
_REJECTED_SECONDS = 60.0  # a rejected token is the operator's to mend


def retry_pause(failures: int, error: Exception | None = None) -> float:
    """Seconds until the next try after so many failures in a row, the last being `error`."""
    if isinstance(error, RetryAfter):
        return outcomes.seconds(error)
    return RETRY_SECONDS[min(failures, len(RETRY_SECONDS)) - 1]


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """Where Telegram is to bring updates, the secret it shows there, and their kinds."""

    url: str
    secret: str
    allowed: tuple[str, ...]

    async def set(self, client: TelegramClient) -> None:
        """Ask Telegram to bring updates here. Raises TelegramError."""
        await client.set_webhook(
            self.url, secret_token=self.secret, allowed_updates=list(self.allowed)
        )


class Introduction:
    """`publish` fills Telegram's menu of commands; `webhook` is None where we poll."""

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        client: TelegramClient,
        webhook: WebhookTarget | None,
        publish: Callable[[TelegramClient], Awaitable[object]],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._application, self._client = application, client
        self._webhook, self._publish, self._sleep = webhook, publish, sleep
        self._said = ""

    async def run(self) -> None:
        """Return once Telegram knows us; nothing that it or the network does ends this."""
        failures = 0
        while True:
            failures += 1
            try:
                await self._application.initialize()
            except TelegramError as error:
                await self._sleep(self._unknown(error, failures))
                continue
            try:
                if self._webhook:
                    await self._webhook.set(self._client)
                await self._publish(self._client)
            except TelegramError as error:
                await self._sleep(self._refused(error, failures))
                continue
            log.info("at work", bot=f"@{self._client.username}")
            return

    def _unknown(self, error: TelegramError, failures: int) -> float:
        """Not even our name was told: the address, the token, or the way there."""
        if is_no_bot_api(error):
            self._say("TELEGRAM_API_URL answers, but not as a Bot API; check the address", error)
        elif isinstance(error, InvalidToken):
            self._say("Telegram does not accept TELEGRAM_BOT_TOKEN; get it anew from @BotFather")
            return _REJECTED_SECONDS
        else:
            self._say("Telegram cannot be reached, trying on", error)
        return retry_pause(failures, error)

    def _refused(self, error: TelegramError, failures: int) -> float:
        """We are known, but our webhook or our menu is not taken."""
        if self._webhook and outcomes.is_refusal(error):
            self._say("Telegram refuses WEBHOOK_URL; no update arrives until it is right", error)
        else:
            self._say("Telegram cannot be reached, trying on", error)
        return retry_pause(failures, error)

    def _say(self, what: str, error: TelegramError | None = None) -> None:
        """Once for each kind of failure, not at every try."""
        if what == self._said:
            return
        self._said = what
        reason = redacted(error.message)[:200] if error else None
        log.error(what, **({"reason": reason} if reason else {}))
