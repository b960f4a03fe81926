"""A reading side of its own, for `test_memory`: reads feeds and, for readers, pages at once.

Run as `python -m tests.faults.memory_child FOLDER FEEDS PAGES`: two files with an address a line.
Prints how many feeds and pages were read.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.allocator import keep_heap_small
from bot.core.model.feeds import Feed
from bot.ingest.web.client import WebClient
from bot.ingest.workers.pool import WorkerPool
from bot.ingest.workers.readers_first import ReadersFirst
from bot.services.collect import CollectOptions, Collector
from bot.services.document_budget import DocumentBudget
from bot.services.host_limits import HostRateLimiter, ReaderLimits
from bot.services.previews import PagePreviews, Preview
from bot.store import open_stores
from tests.services.doubles import topics


def now() -> datetime:
    return datetime.now(UTC)


async def main(folder: Path) -> None:
    feeds, pages = ((folder / name).read_text().split() for name in ("feeds", "pages"))
    stores = await open_stores(f"sqlite:///{folder}/precis.db")
    web = WebClient(clock=now, reader_hosts=["127.0.0.0/8"])
    workers, budget = WorkerPool(), DocumentBudget()
    options = CollectOptions(budget=budget)
    collector = Collector(stores.feeds, stores.articles, web, workers, topics(), now, options)
    limits = ReaderLimits(HostRateLimiter(now), budget)
    previews = PagePreviews(web, ReadersFirst(workers), now, limits)
    for url in feeds:
        await stores.feeds.add(Feed(url, bundled=False, full_text=False), now())
    collecting = asyncio.create_task(collector.run_due())
    results = await asyncio.gather(*(previews.page(url) for url in pages))
    left = sum(not state.succeeded_at for _, state in await stores.feeds.all())
    report = await collecting
    read = sum(isinstance(result, Preview) for result in results)
    print(report.feeds - len(report.failed), read, left, flush=True)
    await workers.aclose()
    await web.aclose()
    await stores.aclose()


if __name__ == "__main__":
    keep_heap_small()  # as `precis run` does
    asyncio.run(main(Path(sys.argv[1])))
