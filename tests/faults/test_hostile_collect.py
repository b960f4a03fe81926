"""The whole reading side among hostile sites: what is well is read, stored and never lost.

Every fault of `test_hostile_web` and documents of `hostile`, each at a site of its own, beside
fifty healthy feeds with their pages; the real client, workers, collector and store. The nightly
size takes every document and the limits as they are shipped.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.model.feeds import Feed
from bot.core.model.reasons import Unreadable
from bot.ingest.web.client import WebClient
from bot.ingest.web.door import FetchLimits
from bot.ingest.workers.pool import WorkerLimits, WorkerPool
from bot.services.collect import CollectOptions, Collector
from bot.store import Stores, open_stores
from tests.faults import hostile
from tests.faults.mutations import NIGHTLY
from tests.faults.test_hostile_documents import Heart
from tests.faults.test_hostile_web import FAULTS, HARMLESS, INSIDE, aim_inside, body, up
from tests.ingest.loopback import NOW, Handler, Site, site
from tests.services.doubles import Clock, topics

HEALTHY = 50
WEB = FetchLimits() if NIGHTLY else FetchLimits(seconds=3.0)
WORK = WorkerLimits() if NIGHTLY else WorkerLimits(cpu=1, wall=20)
DOCUMENTS = list(hostile.FEEDS)[:: 1 if NIGHTLY else 6]
PAGES = list(hostile.PAGES) if NIGHTLY else ["50,000 nested divs", "NULs", "unclosed quotes"]
PAGE_FAULTS = list(FAULTS) if NIGHTLY else ["a bomb", "a body that drips", "a redirect inside"]
OWN_TEXT = (
    "The ferry between Eastmere and the islands stays in port for {n} days, the harbour office "
    "said on Monday. A storm is expected from the west, and the crew is to be sent home."
)


def a_feed(root: str, number: int) -> bytes:
    """One entry with a text of its own and a page."""
    return (
        f"<rss version='2.0'><channel><title>Harbour {number}</title><item>"
        f"<guid>{number}</guid><title>Ferry {number} stays in port</title>"
        f"<link>{root}/page</link><description>{OWN_TEXT.format(n=number)}</description>"
        "</item></channel></rss>"
    ).encode()


def a_page(number: int) -> bytes:
    paragraphs = "".join(
        f"<p>Berth {number}.{part}: the pilot of quay {number} counted {number * part} boats on "
        "Sunday evening and will count them again when the wind has dropped to normal.</p>"
        for part in range(1, 5)
    )
    return (
        f"<html><body><article><h1>Ferry {number}</h1>{paragraphs}</article></body></html>".encode()
    )


class Coast:
    """Sites, the reader of their feeds, and what it stored."""

    def __init__(self, stack: AsyncExitStack, stores: Stores, collector: Collector) -> None:
        self.stack, self.stores, self.collector = stack, stores, collector
        self.clock = Clock(NOW)
        self.hosts = iter(f"127.0.9.{n}" for n in range(1, 255))

    async def add(self, handler: Handler | None = None) -> Site:
        """A site with this at /feed, followed."""
        place = await up(self.stack, next(self.hosts), handler or body(b""))
        await self.stores.feeds.add(Feed(f"{place.root}/feed", bundled=False), NOW)
        return place

    async def with_page(self, number: int, page: Handler) -> Site:
        """A site with a good feed, whose page is this."""
        place = await self.add()
        heal(place, number, page)
        return place

    async def read(self) -> dict[str, Unreadable | None]:
        """Poll all that is due; what is the matter with each site, by its host."""
        heart = Heart()
        beating = asyncio.create_task(heart.beat())
        await self.collector.run_due()
        beating.cancel()
        print(f"longest wait of the loop {heart.longest * 1000:.0f} ms in {heart.beats} beats")
        assert heart.beats > 10
        every = await self.stores.feeds.all()
        return {feed.url.removesuffix("/feed"): state.error for feed, state in every}

    async def told(self) -> dict[str, bool]:
        """By site: whether what is stored of it is its page's text."""
        articles = await self.stores.articles.recent(NOW - timedelta(days=1))
        return {a.url.removesuffix("/page"): not a.from_feed for a in articles}


def heal(place: Site, number: int, page: Handler | None = None) -> None:
    place.handlers["/feed"] = body(a_feed(place.root, number))
    place.handlers["/page"] = page or body(a_page(number), content_type="text/html")


@pytest.fixture
async def coast(tmp_path: Path) -> AsyncIterator[Coast]:
    async with AsyncExitStack() as stack:
        stores = await open_stores(f"sqlite:///{tmp_path}/precis.db")
        stack.push_async_callback(stores.aclose)
        workers = WorkerPool(limits=WORK)
        stack.push_async_callback(workers.aclose)
        clock = Clock(NOW)
        web = WebClient(
            clock=clock,
            reader_hosts=["127.0.9.0/24"],
            limits=WEB,
            tls=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        )
        stack.push_async_callback(web.aclose)
        collector = Collector(
            stores.feeds,
            stores.articles,
            web,
            workers,
            topics(),
            clock,
            CollectOptions(random=lambda: 0.0),
        )
        one = Coast(stack, stores, collector)
        one.clock = clock
        yield one


@pytest.mark.timeout(1800 if NIGHTLY else 120)
async def test_fifty_feeds_are_read_among_every_fault_and_nothing_is_lost(coast: Coast) -> None:
    inside = await coast.stack.enter_async_context(site(INSIDE))
    worst = {name: await coast.add(FAULTS[name]) for name in FAULTS}
    odd = {name: await coast.add(HARMLESS[name]) for name in HARMLESS}
    aim_inside(worst, odd, inside)
    heavy = [await coast.add(body(hostile.FEEDS[name]())) for name in DOCUMENTS]
    pages = {name: body(hostile.PAGES[name](), content_type="text/html") for name in PAGES}
    pages |= {name: FAULTS[name] for name in PAGE_FAULTS}
    pages.pop("a redirect in a circle", None)  # it leads to the feed, where there is no circle
    behind = {
        name: await coast.with_page(n, page) for n, (name, page) in enumerate(pages.items(), 1)
    }
    well = [await coast.add() for _ in range(HEALTHY)]
    for number, place in enumerate(well, 100):
        heal(place, number)

    errors = await coast.read()
    told = await coast.told()
    assert [place.root for place in well if errors[place.root]] == []
    assert [name for name, place in behind.items() if errors[place.root]] == []
    assert [place.root for place in well if not told.get(place.root)] == []
    lost = [name for name, place in behind.items() if place.root not in told]
    assert lost == [], "where the page is hostile the feed's own text is stored"
    assert [name for name, place in worst.items() if errors[place.root] is None] == []
    assert inside.connections == 0

    coast.clock.forward(hours=2)
    for number, place in enumerate([*worst.values(), *odd.values(), *heavy], 1000):
        heal(place, number)
    await coast.read()
    healed = [place.root for name, place in worst.items() if name != "busy for ever"]
    assert set(healed) <= (await coast.told()).keys(), "what was ill is read once it is well"
