"""Documents made to cost their reader dearly, read side by side with honest ones.

Every one of them ends, in a reading or a refusal; the honest ones are all read; the loop goes on.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from bot.core.model.reasons import ReadingFailed
from bot.core.model.responses import Response
from bot.ingest.workers.pool import WorkerLimits, WorkerPool
from tests.faults import hostile
from tests.faults.mutations import NIGHTLY
from tests.ingest.feeds.test_parser import RSS2
from tests.ingest.workers.test_pool import PAGE

LIMITS = WorkerLimits() if NIGHTLY else WorkerLimits(cpu=1, wall=20)


@dataclass
class Heart:
    """A task of the loop's own: how often it was let, and the longest it had to wait."""

    beats: int = 0
    longest: float = 0.0
    outcomes: dict[str, str] = field(default_factory=dict)

    async def beat(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.01)
            self.longest = max(self.longest, time.perf_counter() - before - 0.01)
            self.beats += 1


async def read_all(
    documents: dict[str, Callable[[], bytes]],
    read: Callable[[WorkerPool, Response], Awaitable[object]],
    honest: bytes,
) -> Heart:
    """Read the hostile documents in turn on one worker while honest ones go through another."""
    workers, heart = WorkerPool(workers=2, limits=LIMITS), Heart()
    await workers.start()
    beating = asyncio.create_task(heart.beat())
    try:
        for name, make in documents.items():
            body = await asyncio.to_thread(make)
            hostile_job = asyncio.ensure_future(read(workers, answer(body)))
            await read(workers, answer(honest))
            try:
                await hostile_job
                heart.outcomes[name] = "read"
            except ReadingFailed as failure:
                heart.outcomes[name] = str(failure)
    finally:
        beating.cancel()
        await workers.aclose()
    print(f"longest wait of the loop {heart.longest * 1000:.0f} ms; {heart.outcomes}")
    return heart


def answer(body: bytes) -> Response:
    return Response("https://x.example/a", 200, {"content-type": "text/html"}, body)


async def test_hostile_feeds_end_and_honest_ones_are_read_meanwhile() -> None:
    documents = {name: hostile.FEEDS[name] for name in list(hostile.FEEDS)[:: 1 if NIGHTLY else 4]}
    heart = await read_all(documents, WorkerPool.feed, RSS2)
    assert set(heart.outcomes) == set(documents)
    assert heart.beats > 10


async def test_hostile_pages_end_and_honest_ones_are_read_meanwhile() -> None:
    names = hostile.PAGES if NIGHTLY else ("50,000 nested divs", "300,000 short sentences", "NULs")
    documents = {name: hostile.PAGES[name] for name in names}
    heart = await read_all(documents, WorkerPool.page, PAGE.encode())
    assert set(heart.outcomes) == set(documents)
    assert heart.beats > 10


async def test_no_document_opens_a_file_or_an_address() -> None:
    """What feedparser would have opened: a body that is a path, or an address."""
    workers = WorkerPool(workers=1)
    try:
        for body in (b"/dev/zero", b"/proc/self/environ", b"http://127.0.0.1:9/feed"):
            with pytest.raises(ReadingFailed, match="not_a_feed"):
                await workers.feed(answer(body))
    finally:
        await workers.aclose()
