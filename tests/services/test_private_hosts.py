"""Private hosts of the operator's are for the operator's own sources, and for nobody else.

Two sites on loopback: one that is open to all (as a public one is), one in the operator's network.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.model.feeds import Feed
from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.refusals import Refusal
from bot.ingest.web.client import WebClient
from bot.services.chats import ChatRef, ChatSettings
from bot.services.collect import CollectOptions, Collector
from bot.services.document_budget import Errand
from bot.services.host_limits import PrefetchedFetcher
from bot.services.previews import PagePreviews, Preview
from bot.services.subscriptions import Added, Subscriptions
from bot.store import Stores, open_stores
from tests.ingest.loopback import Site, answer, redirect, site
from tests.services.doubles import MORNING, Clock, InProcessReader, topics
from tests.services.test_collect import LONG, page, rss

ADA = ChatRef(501, "private", "en", None)
CLOSED = Unreadable(Reason.ODD_PORT)


@dataclass
class Network:
    """A site that is open to all, one that is the operator's, and all that fetches."""

    outer: Site
    inner: Site
    stores: Stores
    web: PrefetchedFetcher
    collector: Collector
    previews: PagePreviews
    subscriptions: Subscriptions

    async def poll(self, url: str, *, bundled: bool) -> Unreadable | None:
        await self.stores.feeds.add(Feed(url, "A", bundled=bundled), MORNING)
        await self.collector.run_due()
        states = {feed.url: state for feed, state in await self.stores.feeds.all()}
        return states[url].error

    async def texts(self) -> list[str]:
        articles = await self.stores.articles.recent(MORNING - timedelta(days=1))
        return [article.text for article in articles]


async def network_of(tmp_path: Path, *, open_to_readers: bool) -> AsyncIterator[Network]:
    clock = Clock()
    async with site("127.0.0.1") as outer, site("127.0.0.2") as inner:
        stores = await open_stores(f"sqlite:///{tmp_path}/precis.db")
        private = f"127.0.0.2:{inner.port}"
        client = WebClient(
            clock=clock,
            allowed=[private],
            reader_hosts=[f"127.0.0.1:{outer.port}", *([private] if open_to_readers else [])],
        )
        web, reader = PrefetchedFetcher(client, clock), InProcessReader()
        options = CollectOptions(random=lambda: 0.0)
        chats = ChatSettings(stores.chats, topics(), clock, "UTC")
        yield Network(
            outer,
            inner,
            stores,
            web,
            Collector(stores.feeds, stores.articles, web, reader, topics(), clock, options),
            PagePreviews(web, reader, clock),
            Subscriptions(chats, stores.feeds, web, reader, topics(), clock),
        )
        await client.aclose()
        await stores.aclose()


@pytest.fixture
async def network(tmp_path: Path) -> AsyncIterator[Network]:
    async for one in network_of(tmp_path, open_to_readers=False):
        yield one


@pytest.fixture
async def open_network(tmp_path: Path) -> AsyncIterator[Network]:
    async for one in network_of(tmp_path, open_to_readers=True):
        yield one


def feed(root: str) -> bytes:
    entry = (
        f"<item><title>Bridge</title><link>{root}/1</link><description>{LONG}</description></item>"
    )
    return answer(rss(entry).encode(), content_type="text/xml")


def html(text: str) -> bytes:
    return answer(text.encode(), content_type="text/html")


def serve_inside(network: Network) -> None:
    network.inner.says("/feed", feed(network.inner.root))
    network.inner.says("/1", html(page(1)))


async def test_the_operators_source_and_its_pages_are_read(network: Network) -> None:
    serve_inside(network)
    assert await network.poll(f"{network.inner.root}/feed", bundled=True) is None
    (text,) = await network.texts()
    assert text.startswith("Report 1"), "the page's own text"


async def test_no_reader_subscribes_to_an_inner_feed_by_any_way(network: Network) -> None:
    serve_inside(network)
    inside = f"{network.inner.root}/feed"
    network.outer.says("/moved", redirect(inside))
    link = f"<link rel=alternate type=application/rss+xml href={inside}>"
    network.outer.says("/site", html(f"<html><head>{link}</head><body>Hello</body></html>"))
    direct = await network.subscriptions.add(ADA, inside)
    moved = await network.subscriptions.add(ADA, f"{network.outer.root}/moved")
    found = await network.subscriptions.add(ADA, f"{network.outer.root}/site")
    assert [direct, moved] == [Refusal("feed.unreachable", why=CLOSED)] * 2
    assert isinstance(found, Refusal)
    assert network.inner.connections == 0


async def test_no_reader_reads_an_inner_page_by_any_way(network: Network) -> None:
    serve_inside(network)
    network.outer.says("/moved", redirect(f"{network.inner.root}/1"))
    for url in (f"{network.inner.root}/1", f"{network.outer.root}/moved"):
        assert await network.previews.page(url) == Refusal("page.unreachable", why=CLOSED)
    assert network.inner.connections == 0


async def test_a_connection_of_the_operators_is_used_for_no_reader(network: Network) -> None:
    serve_inside(network)
    source = f"{network.inner.root}/feed"
    assert (await network.web.get(source, errand=Errand(source=source))).status == 200
    assert (await network.web.get(f"{network.inner.root}/1")).error == CLOSED
    assert network.inner.paths() == ["/feed"]


async def test_a_chats_own_feed_never_reaches_inside_at_later_polls(network: Network) -> None:
    serve_inside(network)
    assert await network.poll(f"{network.inner.root}/feed", bundled=False) == CLOSED
    network.outer.says("/feed", feed(network.inner.root))
    assert await network.poll(f"{network.outer.root}/feed", bundled=False) is None
    network.outer.says("/moved", redirect(f"{network.inner.root}/feed"))
    assert await network.poll(f"{network.outer.root}/moved", bundled=False) == CLOSED
    assert network.inner.connections == 0


async def test_an_outer_source_of_the_operators_leads_nobody_inside(network: Network) -> None:
    serve_inside(network)
    network.outer.says("/feed", feed(network.inner.root))
    assert await network.poll(f"{network.outer.root}/feed", bundled=True) is None
    network.outer.says("/moved", redirect(f"{network.inner.root}/feed"))
    assert await network.poll(f"{network.outer.root}/moved", bundled=True) == CLOSED
    assert network.inner.connections == 0
    (text,) = await network.texts()
    assert text.startswith("The council"), "the feed's own text"


async def test_an_inner_source_may_move_inside_but_an_outer_detour_ends_that(
    network: Network,
) -> None:
    serve_inside(network)
    network.inner.says("/moved", redirect(f"{network.inner.root}/feed"))
    assert await network.poll(f"{network.inner.root}/moved", bundled=True) is None
    network.inner.says("/out", redirect(f"{network.outer.root}/back"))
    network.outer.says("/back", redirect(f"{network.inner.root}/feed"))
    assert await network.poll(f"{network.inner.root}/out", bundled=True) == CLOSED


async def test_what_is_opened_to_readers_is_open_to_them(open_network: Network) -> None:
    serve_inside(open_network)
    added = await open_network.subscriptions.add(ADA, f"{open_network.inner.root}/feed")
    assert isinstance(added, Added)
    assert isinstance(await open_network.previews.page(f"{open_network.inner.root}/1"), Preview)
    assert (await open_network.collector.run_due()).failed == {}
    (text,) = await open_network.texts()
    assert text.startswith("Report 1")
