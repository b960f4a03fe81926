"""One request at a time for a host, whichever of several processes makes it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from bot.errors import StoreUnavailable
from bot.services.ports import Clock
from bot.services.reading.leadership import LeaseStore, is_dead

log = structlog.get_logger(__name__)

LEASE_SECONDS = 10.0
RENEW_SECONDS = 4.0
ASK_SECONDS = 0.2
_PREFIX = "host "


class HostTurns:
    """Turns at hosts by leases: a process that dies in its turn holds the host up for seconds."""

    def __init__(
        self,
        leases: LeaseStore,
        clock: Clock,
        owner: str,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._leases, self._clock, self._owner, self._sleep = leases, clock, owner, sleep

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until no other process is asking this host, and keep them waiting meanwhile.

        Raises StoreUnavailable.
        """
        name = _PREFIX + host
        while not await self._took(name):
            await self._sleep(ASK_SECONDS)
        keeping = asyncio.create_task(self._keep(name))
        try:
            yield
        finally:
            keeping.cancel()
            # Else it may take the lease again behind its release.
            await asyncio.gather(keeping, return_exceptions=True)
            try:
                await self._leases.release(name, self._owner)
            except StoreUnavailable:
                log.debug("turn at a host not given up")  # it runs out

    async def _keep(self, name: str) -> None:
        while True:
            await self._sleep(RENEW_SECONDS)
            try:
                await self._took(name)
            except StoreUnavailable:
                log.debug("turn at a host not renewed")

    async def _took(self, name: str) -> bool:
        now = self._clock()
        until = now + timedelta(seconds=LEASE_SECONDS)
        if await self._leases.take(name, self._owner, now, until):
            return True
        other = await self._leases.owner(name)
        return is_dead(other) and await self._leases.take(name, self._owner, now, until, other)
