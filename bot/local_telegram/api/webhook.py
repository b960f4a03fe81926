"""Delivers updates to the bot's webhook: in order, again and again until the bot says 2xx."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass

import httpx

from bot.local_telegram.world.state import Json
from bot.local_telegram.world.telegram import Hook, Telegram

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True, slots=True)
class Backoff:
    """Seconds between two tries: from `first`, doubled, to at most `longest`."""

    first: float = 1.0
    longest: float = 60.0
    timeout: float = 60.0


class WebhookCaller:
    """One delivery at a time; an update leaves the queue only with the bot's 2xx."""

    def __init__(self, telegram: Telegram, backoff: Backoff) -> None:
        self.telegram = telegram
        self.backoff = backoff

    async def run(self) -> None:
        """Deliver whatever comes, for as long as the server lives."""
        while not self.telegram.hook.url:
            await self.telegram.hook_changed.wait()
        async with httpx.AsyncClient(trust_env=False, timeout=self.backoff.timeout) as client:
            while True:
                await self._drain(client)
                await self._news()

    async def _news(self) -> None:
        arrived = asyncio.ensure_future(self.telegram.updates.arrived.wait())
        changed = asyncio.ensure_future(self.telegram.hook_changed.wait())
        try:
            await asyncio.wait({arrived, changed}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrived.cancel()
            changed.cancel()

    async def _drain(self, client: httpx.AsyncClient) -> None:
        pause = self.backoff.first
        while self.telegram.hook.url and self.telegram.updates.pending:
            hook, update = self.telegram.hook, self.telegram.updates.pending[0]
            wait = await self._deliver(client, hook, update)
            if wait is None:
                pause = self.backoff.first
                self._confirm(update)
            else:
                await self._pause(wait or pause)
                pause = min(2 * pause, self.backoff.longest)

    def _confirm(self, update: Json) -> None:
        pending = self.telegram.updates.pending
        if pending and pending[0] is update:
            pending.popleft()

    async def _pause(self, seconds: float) -> None:
        """Wait, but not when the bot sets its webhook anew."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.telegram.hook_changed.wait(), seconds)

    async def _deliver(self, client: httpx.AsyncClient, hook: Hook, update: Json) -> float | None:
        """None when the bot took it; else the seconds it asked for, 0 when it named none."""
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers[HEADER] = hook.secret
        try:
            answer = await client.post(hook.url, content=json.dumps(update), headers=headers)
        except httpx.HTTPError as error:
            return self._failed(hook, str(error) or type(error).__name__, "")
        if answer.is_success:
            return None
        reason = f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        return self._failed(hook, reason, answer.headers.get("retry-after", ""))

    def _failed(self, hook: Hook, reason: str, retry_after: str) -> float:
        hook.last_error_date, hook.last_error = self.telegram.world.now(), reason
        return float(min(int(retry_after), 3600)) if retry_after.isdigit() else 0.0
