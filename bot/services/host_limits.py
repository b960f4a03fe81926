"""Consideration for sites when readers ask: turns at a host, and nothing fetched twice."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.core.model.responses import Response
from bot.core.urls import normal
from bot.services.document_budget import FOR_READERS, DocumentBudget, Errand
from bot.services.ports import Clock, Fetcher

_EVERY = timedelta(seconds=10)
_AT_ONCE = 3
_LONGEST_WAIT = timedelta(seconds=60)
_HOSTS = 10_000
_FRESH = timedelta(minutes=5)
_KEPT_BYTES = 6 * 1024 * 1024  # one document of the largest size, or many of the usual


class HostRateLimiter:
    """Each host is asked for readers once in ten seconds, three times at once after a pause.

    However many chats ask, and for however many pages: a bot must be no tool against a site.
    """

    def __init__(
        self, clock: Clock, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._free: dict[str, datetime] = {}

    async def take(self, url: str) -> bool:
        """Wait for a turn at the host of `url`; False, at once, where that would take a minute."""
        host, now = urlsplit(normal(url)).netloc, self._clock()
        free = max(self._free.get(host, now), now)
        wait = free - (_AT_ONCE - 1) * _EVERY - now
        if wait > _LONGEST_WAIT:
            return False
        if len(self._free) >= _HOSTS:
            self._free = {name: at for name, at in self._free.items() if at > now}
        self._free[host] = free + _EVERY
        if wait > timedelta(0):
            await self._sleep(wait.total_seconds())
        return True


@dataclass(frozen=True, slots=True)
class ReaderLimits:
    """What holds for all readers together: turns at the hosts, and documents in hand."""

    turns: HostRateLimiter
    budget: DocumentBudget = field(default_factory=DocumentBudget)


class PrefetchedFetcher:
    """A `Fetcher` to which a document can be handed that was fetched a moment ago.

    A feed that a reader adds has just been read; its first poll takes what came then.
    """

    def __init__(self, fetcher: Fetcher, clock: Clock) -> None:
        self._fetcher, self._clock = fetcher, clock
        self._kept: OrderedDict[str, tuple[datetime, Response]] = OrderedDict()

    def keep(self, answer: Response) -> None:
        """The next `get` of the address that this came from gets it, once, within five minutes."""
        self._kept[answer.url] = self._clock() + _FRESH, replace(answer, permanent=False)
        while sum(len(kept.body) for _, kept in self._kept.values()) > _KEPT_BYTES:
            self._kept.popitem(last=False)

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        validators_url: str = "",
        errand: Errand = FOR_READERS,
    ) -> Response:
        """What was kept for this address, or what the web gives."""
        until, answer = self._kept.pop(url, (None, None))
        if until and answer and until > self._clock():
            return answer
        return await self._fetcher.get(
            url,
            etag=etag,
            last_modified=last_modified,
            validators_url=validators_url,
            errand=errand,
        )
