"""Of several processes on one database one leads; the others stand by and follow in seconds.

During a rolling deploy the old and the new process overlap. Two that handle updates would answer
twice, two that send would break Telegram's rates, which are counted for each bot. So one leads, as
long as it renews its lease. A clean stop gives the lease up at once. After a hard kill it runs
out; where the dead one ran on this machine, the next one sees that and does not wait.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from functools import cache
from typing import Protocol

import structlog

from bot.errors import StoreUnavailable
from bot.services.ports import Clock

log = structlog.get_logger(__name__)

LEASE_SECONDS = 10.0
RENEW_SECONDS = 2.5
STANDBY_SECONDS = 1.0
LEADER, PLACER = "leader", "placer"


class LeaseStore(Protocol):
    """Leases, where every process sees them."""

    async def take(
        self, name: str, owner: str, now: datetime, until: datetime, dead: str = ""
    ) -> bool:
        """Take or renew the lease; False while it is another's, unless that one is `dead`."""

    async def owner(self, name: str) -> str:
        """Whose it is or was last; "" for nobody's."""

    async def release(self, name: str, owner: str) -> None:
        """Give it up, so that the next one need not wait until it has run out."""


def new_owner() -> str:
    """A name for one contender: its machine, its process, and itself."""
    number = os.getpid()
    return f"{socket.gethostname()}/{number}/{_token(number)}/{secrets.token_hex(4)}"


@cache
def _token(number: int) -> str:
    """What tells this process from others that had its number; a forked one has its own."""
    return secrets.token_hex(4)


def is_dead(owner: str) -> bool:
    """Whether the process of this owner ran on this machine and is no more."""
    host, _, rest = owner.partition("/")
    number, _, token = rest.partition("/")
    if host != socket.gethostname() or not number.isdigit():
        return False
    if int(number) == os.getpid():  # in a container every process may have the number 1
        return not token.startswith(_token(os.getpid()))
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


class Leadership:
    """One contender for a role. `work` is entered when it leads, and left when it does not any
    more."""

    def __init__(self, leases: LeaseStore, clock: Clock, owner: str, role: str = LEADER) -> None:
        self._leases, self._clock, self._owner, self._role = leases, clock, owner, role

    async def lead(self, work: Callable[[], AbstractAsyncContextManager[None]]) -> None:
        """Lead whenever nobody else does, until cancelled; then the lease is given up."""
        try:
            while True:
                await self._won()
                try:
                    async with work():
                        await self._lost()
                except Exception:  # a process that leads and does nothing would be worse
                    log.exception("leading failed, trying again", role=self._role)
                    await asyncio.sleep(STANDBY_SECONDS)
                else:
                    log.warning("another process leads now, this one stands by", role=self._role)
        finally:
            try:
                await self._leases.release(self._role, self._owner)
            except StoreUnavailable:
                log.debug("lease not given up")  # it runs out

    @asynccontextmanager
    async def at_once(self) -> AsyncIterator[bool]:
        """Lead while the block lasts; False, without waiting, where another process leads.

        Raises StoreUnavailable.
        """
        if not await self._took():
            yield False
            return
        renewing = asyncio.create_task(self._lost())
        try:
            yield True
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)
            await self._leases.release(self._role, self._owner)

    async def _won(self) -> None:
        waited = False
        while not await self._can_take():
            if not waited:
                log.info("another process leads, this one stands by", role=self._role)
            waited = True
            await asyncio.sleep(STANDBY_SECONDS)
        if waited:
            log.info("this process leads now", role=self._role)

    async def _lost(self) -> None:
        """Renew until another has it. While the database is away nobody else can take it."""
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            try:
                if not await self._took():
                    return
            except StoreUnavailable:
                continue

    async def _can_take(self) -> bool:
        try:
            return await self._took()
        except StoreUnavailable:
            return False

    async def _took(self) -> bool:
        now = self._clock()
        until = now + timedelta(seconds=LEASE_SECONDS)
        if await self._leases.take(self._role, self._owner, now, until):
            return True
        other = await self._leases.owner(self._role)
        return is_dead(other) and await self._leases.take(
            self._role, self._owner, now, until, other
        )
