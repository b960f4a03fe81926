"""Manners towards other people's servers: one request at a time each, and waiting when asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(slots=True)
class _HostLock:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class SharedTurns(Protocol):
    """Turns at hosts that several processes share."""

    def turn(self, host: str) -> AbstractAsyncContextManager[None]:
        """While it is open no other process asks this host."""


class HostLocks:
    """One request at a time for a host, and `total` for all hosts together; `shared` are the turns
    of several processes, if there are others."""

    def __init__(self, total: int, shared: SharedTurns | None = None) -> None:
        self._slots, self._shared = asyncio.Semaphore(total), shared
        self._lanes: dict[str, _HostLock] = {}

    @asynccontextmanager
    async def enter(
        self, host: str, first: Callable[[], Awaitable[None]] | None = None
    ) -> AsyncIterator[None]:
        """Wait for one's turn at a host. Those who wait for it take up no room of others.

        `first` is awaited in one's turn, before room is taken.
        """
        lane = self._lanes.setdefault(host, _HostLock())
        lane.users += 1
        try:
            async with lane.lock, self._shared.turn(host) if self._shared else nullcontext():
                if first:
                    await first()
                async with self._slots:
                    yield
        finally:
            lane.users -= 1
            if not lane.users:
                del self._lanes[host]


class HostPauses:
    """Hosts that have asked us to wait, and until when; `until` are those of an earlier run.

    No more than `most` hosts are remembered at a time.
    """

    def __init__(self, until: Mapping[str, datetime] | None = None, most: int = 10_000) -> None:
        self._most = most
        self._until = dict(until or {})

    def note(self, host: str, until: datetime, now: datetime) -> None:
        """This host wants nothing from us until then; a longer earlier wish stands."""
        if len(self._until) >= self._most:
            self._until = {name: end for name, end in self._until.items() if end > now}
        if len(self._until) < self._most or host in self._until:
            self._until[host] = max(until, self._until.get(host, until))

    def left(self, host: str, now: datetime) -> timedelta:
        """How long the host still has to be left alone; zero or less: not at all."""
        until = self._until.get(host)
        return until - now if until else timedelta(0)
