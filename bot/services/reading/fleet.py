"""One of several processes that read feeds from one database; none polls a feed beside another.

A process claims a few feeds at a time, as its hands are free, and renews its claims while it
lives. When it dies they run out in ten seconds; where it ran on this machine, that is seen at
once. A clean stop gives them back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.core.model.feeds import Feed, FeedState
from bot.errors import StoreUnavailable
from bot.services.ports import Clock
from bot.services.reading.leadership import is_dead

log = structlog.get_logger(__name__)

CLAIM_SECONDS = 10.0
RENEW_SECONDS = 2.5
IDLE_SECONDS = 1.0
LOOK_SECONDS = 5.0  # for claims of the dead
STORE_DOWN_SECONDS = 5.0
AT_ONCE = 16
"""Polls of one process: its web client keeps to eight connections, as many again wait for pages to
be read. What one process holds beyond that, others could be reading (`precis bench fleet`)."""
AT_A_TIME = 8  # feeds of one claim: few, so that what is due is spread over all processes


class ClaimStore(Protocol):
    """Claims of feeds, where every process sees them."""

    async def claim(
        self, owner: str, now: datetime, until: datetime, limit: int
    ) -> list[tuple[Feed, FeedState]]:
        """Claim at most `limit` feeds that may be polled now; they are nobody else's till then."""

    async def renew(self, owner: str, feed_ids: Collection[int], until: datetime) -> None:
        """This one is at work on these: its claims of them hold until then."""

    async def release(self, feed_id: int, owner: str) -> None:
        """The poll has ended."""

    async def give_up(self, owner: str, now: datetime) -> None:
        """It stops in the middle of its polls: others may take them up at once."""

    async def owners(self, now: datetime) -> set[str]:
        """Whose claims there are that have not run out."""

    async def expire(self, owners: Collection[str], now: datetime) -> int:
        """These owners are dead: their claims run out now; how many there were."""


class FleetReader:
    """Claims feeds and polls them with `poll`, until cancelled."""

    def __init__(
        self,
        claims: ClaimStore,
        poll: Callable[[Feed, FeedState], Awaitable[object]],
        clock: Clock,
        owner: str,
    ) -> None:
        self._claims, self._poll, self._clock, self._owner = claims, poll, clock, owner
        self._polls: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Read whatever is due. A store that is away is waited for."""
        upkeep = (self._every(RENEW_SECONDS, self._renew), self._every(LOOK_SECONDS, self.rescue))
        helpers = [asyncio.create_task(one) for one in upkeep]
        try:
            await self._read()
        finally:
            ending = [*helpers, *self._polls.values()]
            for task in ending:
                task.cancel()
            await asyncio.gather(*ending, return_exceptions=True)
            await self._safely(self._claims.give_up(self._owner, self._clock()))

    async def rescue(self) -> None:
        """Take the claims from processes that died on this machine."""
        now = self._clock()
        dead = [owner for owner in await self._claims.owners(now) if is_dead(owner)]
        if dead and (count := await self._claims.expire(dead, now)):
            log.warning("feeds left by a process that ended are taken up", count=count)

    async def _read(self) -> None:
        while True:
            room = min(AT_A_TIME, AT_ONCE - len(self._polls))
            if room > 0:
                await asyncio.sleep(await self._begin(room))
            else:
                await asyncio.wait(self._polls.values(), return_when=asyncio.FIRST_COMPLETED)

    async def _begin(self, room: int) -> float:
        """Claim and begin so many polls; how many seconds to wait before the next claim."""
        now = self._clock()
        until = now + timedelta(seconds=CLAIM_SECONDS)
        try:
            claimed = await self._claims.claim(self._owner, now, until, room)
        except StoreUnavailable:  # the database itself has told that it is away
            return STORE_DOWN_SECONDS
        except Exception:  # the loop must outlive whatever a store raises
            log.exception("reading paused")
            return STORE_DOWN_SECONDS
        for feed, state in claimed:
            self._polls[feed.id] = asyncio.create_task(self._one(feed, state))
        return 0.0 if claimed else IDLE_SECONDS

    async def _one(self, feed: Feed, state: FeedState) -> None:
        try:
            await self._poll(feed, state)
            await self._claims.release(feed.id, self._owner)
        except StoreUnavailable:
            log.debug("poll without database", feed=feed.id)  # its claim runs out
        except Exception:
            log.exception("poll failed", feed=feed.id)
        finally:
            del self._polls[feed.id]

    async def _renew(self) -> None:
        if self._polls:
            until = self._clock() + timedelta(seconds=CLAIM_SECONDS)
            await self._claims.renew(self._owner, list(self._polls), until)

    async def _every(self, seconds: float, step: Callable[[], Awaitable[None]]) -> None:
        while True:
            await self._safely(step())
            await asyncio.sleep(seconds)

    async def _safely(self, step: Awaitable[None]) -> None:
        try:
            await step
        except StoreUnavailable:
            log.debug("claims without database")
