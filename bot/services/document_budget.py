"""How many documents are in hand at once: fetched and not yet read. Readers' go first.

What a stranger sends is bounded one by one (5 MB), but hundreds may be asked for at once. So a
document takes a place before it is fetched and gives it back when it has been read. There are ten
places; a document that grows beyond 1 MB needs one of three more, which whoever has one never
waits with for anything else, so that they cannot wait for each other. At most 7 × 1 + 3 × 5 MB
are in flight.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

SMALL_BYTES = 1024 * 1024
"""A document up to this size needs an ordinary place."""
_DOCUMENTS, _FOR_READERS = 10, 3
_LARGE, _LARGE_FOR_READERS = 3, 1


class PrioritySemaphore:
    """`total` places, of which the last `reserved` are for urgent work; that also goes first."""

    def __init__(self, total: int, reserved: int = 0) -> None:
        self._free, self._reserved = total, reserved
        self._urgent, self._others = deque[asyncio.Future[None]](), deque[asyncio.Future[None]]()

    async def acquire(self, *, urgent: bool = False) -> None:
        """Take a place, in turn among those of one's kind."""
        queue = self._urgent if urgent else self._others
        turn = asyncio.get_running_loop().create_future()
        queue.append(turn)
        self._wake()
        try:
            await turn
        except asyncio.CancelledError:
            if turn in queue:
                queue.remove(turn)
            elif not turn.cancelled():  # the place was given, and nobody is there to use it
                self.release()
            raise

    def release(self) -> None:
        """Give a place back."""
        self._free += 1
        self._wake()

    def _wake(self) -> None:
        for queue, kept in ((self._urgent, 0), (self._others, self._reserved)):
            while queue and self._free > kept:
                turn = queue.popleft()
                if not turn.done():
                    self._free -= 1
                    turn.set_result(None)


class Lease:
    """The place of one document: taken before the wire, kept until the lease ends."""

    def __init__(
        self, places: PrioritySemaphore, large: PrioritySemaphore, *, urgent: bool
    ) -> None:
        self._places, self._large, self._urgent = places, large, urgent
        self._held: list[PrioritySemaphore] = []

    async def begin(self) -> None:
        """Take a place for a document that is about to be asked for."""
        if not self._held:
            await self._take(self._places)

    async def grow(self) -> None:
        """Take a place for a document that turns out to be larger than `SMALL_BYTES`."""
        if self._large not in self._held:
            await self._take(self._large)

    def end(self) -> None:
        """Give back what is held; the lease may begin anew."""
        while self._held:
            self._held.pop().release()

    async def _take(self, semaphore: PrioritySemaphore) -> None:
        await semaphore.acquire(urgent=self._urgent)
        self._held.append(semaphore)


class DocumentBudget:
    """The places of one process. `documents` in all, `large` of them beyond `SMALL_BYTES`."""

    def __init__(self, documents: int = _DOCUMENTS, large: int = _LARGE) -> None:
        self._places = PrioritySemaphore(documents, min(_FOR_READERS, documents - 1))
        self._large = PrioritySemaphore(large, min(_LARGE_FOR_READERS, large - 1))

    @asynccontextmanager
    async def lease(self, *, urgent: bool = False) -> AsyncIterator[Lease]:
        """A lease for one document, which ends with the context. `urgent`: a reader waits."""
        lease = Lease(self._places, self._large, urgent=urgent)
        try:
            yield lease
        finally:
            lease.end()


@dataclass(frozen=True, slots=True)
class Errand:
    """For whom something is fetched.

    `source` is the address of the operator's own feed that leads there: then private hosts that
    are open to the operator's sources may be reached. "" is an errand for readers. The fetched
    document counts against `lease`, which the caller ends once it is read.
    """

    source: str = ""
    lease: Lease | None = None


FOR_READERS = Errand()
