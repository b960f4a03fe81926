"""Our own look at the webhook: do updates arrive, or do they pile up at Telegram?"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from telegram import WebhookInfo
from telegram.error import TelegramError

from bot.chat.transport.client import TelegramClient
from bot.chat.transport.introduction import WebhookTarget
from bot.redaction import redacted
from bot.services.ports import Clock

log = structlog.get_logger(__name__)

_RECENT = timedelta(minutes=5)
"""A failure longer ago than this is over, since Telegram tries again within two minutes."""


def complaint(info: WebhookInfo, url: str, now: datetime) -> str:
    """What is wrong with the webhook that was to be at `url`: "" when nothing is."""
    if info.url != url:
        return "another address is set" if info.url else "no webhook is set"
    failed = info.last_error_date
    if info.pending_update_count and failed and failed > now - _RECENT:
        return info.last_error_message or "Telegram cannot deliver"
    return ""


class WebhookWatch:
    """Asks Telegram now and then; tells when updates stop arriving, and when they do again."""

    def __init__(self, client: TelegramClient, webhook: WebhookTarget, clock: Clock) -> None:
        self._client, self._webhook, self._clock = client, webhook, clock
        self._said = ""

    def complaint(self) -> str:
        """What was wrong at the last look, fit to be shown; "" for nothing."""
        return redacted(self._said)

    async def look(self) -> None:
        """One look. A webhook that somebody took away or moved is set again."""
        try:
            info = await self._client.get_webhook_info()
            wrong = complaint(info, self._webhook.url, self._clock())
            if info.url != self._webhook.url:
                await self._webhook.set(self._client)
        except TelegramError as error:  # the way to Telegram is told of where it is used
            log.debug("webhook not looked at", reason=redacted(error.message)[:200])
            return
        if wrong and wrong != self._said:
            log.error(
                "updates do not arrive by the webhook",
                reason=redacted(wrong)[:200],
                waiting=info.pending_update_count,
            )
        elif self._said and not wrong:
            log.info("updates arrive by the webhook again")
        self._said = wrong
