"""Snapshots of the state in the operator's own chat, for a bot whose disk vanishes.

One is taken when something has changed and the last is some minutes old, at the latest each hour,
and at a clean stop; the next start on an empty disk takes it back. It is sealed with the bot's
token: the file is of use to nobody else.
"""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

import structlog

from bot.core.sealing import NONCE_BYTES, opened, seal
from bot.services.ports import Clock

log = structlog.get_logger(__name__)

LEAST_MINUTES, MOST_MINUTES = 5, 60
MOST_BYTES = 19_000_000
"""A bot may fetch files of 20 MB (Bot API, getFile)."""


class SafePlace(Protocol):
    """Where one sealed snapshot is kept outside the disk; the newest counts."""

    async def put(self, sealed: bytes) -> bool:
        """Keep it in the place of the one before; False where that was not possible."""

    async def get(self) -> bytes | None:
        """The one that was kept last, or None where there is none."""


class StateFile(Protocol):
    """The state as a file, and back."""

    async def mark(self) -> str:
        """Changes whenever something of it does that a reader would miss."""

    async def write(self, path: Path, now: datetime, *, clean: bool, grouping: bool) -> int:
        """Write it; how many rows there are. `clean`: nothing is sent any more; `grouping`: with
        what was worked out of articles to group them, which can be worked out again."""


class Snapshots:
    """Takes snapshots while the bot runs. `secret` seals them."""

    def __init__(self, state: StateFile, place: SafePlace, clock: Clock, secret: str) -> None:
        self._state, self._place, self._clock, self._secret = state, place, clock, secret
        self._last, self._mark, self._told = clock(), "", False
        self._grouping = True  # until it does not fit

    async def look(self) -> bool:
        """Take one if it is time; whether one was kept."""
        age, mark = self._clock() - self._last, await self._state.mark()
        changed = mark != self._mark and age >= timedelta(minutes=LEAST_MINUTES)
        if self._mark and not changed and age < timedelta(minutes=MOST_MINUTES):
            return False
        return await self.take(clean=False)

    async def take(self, *, clean: bool) -> bool:
        """Take one now; whether it was kept. `clean`: nothing is sent any more."""
        now, mark = self._clock(), await self._state.mark()
        rows, data = await self._written(now, clean=clean)
        if len(data) > MOST_BYTES and self._grouping:
            self._grouping = False
            rows, data = await self._written(now, clean=clean)
        if len(data) > MOST_BYTES:
            self._tell_once(len(data))
            return False
        sealed = await asyncio.to_thread(seal, data, self._secret, secrets.token_bytes(NONCE_BYTES))
        if not await self._place.put(sealed):
            return False
        self._last, self._mark = now, mark
        log.info("snapshot kept in the operator's chat", rows=rows, kilobytes=len(sealed) // 1000)
        return True

    async def _written(self, now: datetime, *, clean: bool) -> tuple[int, bytes]:
        """How many rows there are, and the file."""
        with tempfile.TemporaryDirectory(prefix="precis-") as folder:
            path = Path(folder) / "snapshot"
            rows = await self._state.write(path, now, clean=clean, grouping=self._grouping)
            return rows, await asyncio.to_thread(path.read_bytes)

    def _tell_once(self, size: int) -> None:
        if not self._told:
            log.error("too large for a snapshot: a database add-on is needed", bytes=size)
        self._told = True


async def taken_back(
    place: SafePlace, secret: str, restore: Callable[[Path], Awaitable[int]]
) -> bool:
    """Take back the snapshot that was kept last; False where there is none that is ours."""
    sealed = await place.get()
    if sealed is None:
        log.info("no snapshot in the operator's chat")
        return False
    data = await asyncio.to_thread(opened, sealed, secret)
    if data is None:
        log.error("the snapshot in the operator's chat is not of this bot, or was changed")
        return False
    with tempfile.TemporaryDirectory(prefix="precis-") as folder:
        path = Path(folder) / "snapshot"
        await asyncio.to_thread(path.write_bytes, data)
        rows = await restore(path)
    log.info("state taken back from the operator's chat", rows=rows)
    return True
