"""Imports of feeds: what they would do, what they did, and what is left when one is cut off."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.core.feeds.imports import ImportPlan
from bot.core.model.feeds import Feed, ListedFeed
from bot.core.model.refusals import Refusal
from bot.ingest.web.client import WebClient
from bot.services.chats import ChatRef, ChatSettings
from bot.services.host_limits import PrefetchedFetcher
from bot.services.portability.feed_imports import FeedImports, ImportResult
from bot.services.subscriptions import Subscriptions
from bot.store import Stores
from tests.services.doubles import Clock, InProcessReader, Site, topics
from tests.services.test_collect import item, rss

ADA = ChatRef(501)


def feed(number: int) -> Feed:
    return ListedFeed(f"https://g{number}.example/feed", f"G{number}", bundled=False)


@pytest.fixture
async def imports(stores: Stores, clock: Clock) -> AsyncIterator[FeedImports]:
    site = Site()
    for number in range(1, 6):
        site.put(feed(number).url, rss(item(number)), Content_Type="application/rss+xml")
    web = WebClient(clock=clock, transport=site.transport())
    chats = ChatSettings(stores.chats, topics(), clock)
    fetcher = PrefetchedFetcher(web, clock)
    subscriptions = Subscriptions(chats, stores.feeds, fetcher, InProcessReader(), topics(), clock)

    def read(data: bytes) -> list[Feed] | Refusal:
        return [feed(int(number)) for number in data.split()]

    def write(feeds: object) -> str:
        return str(feeds)

    yield FeedImports(chats, subscriptions, stores.feeds, stores.folders, read, write)
    await web.aclose()


async def test_feeds_that_come_side_by_side_are_all_followed(
    imports: FeedImports, stores: Stores
) -> None:
    plan = await imports.preview(ADA, b"1 2 3 4 5 6")
    assert isinstance(plan, ImportPlan)
    told, result = list[int](), ImportResult()

    async def progress(done: int) -> None:
        told.append(done)

    await imports.run(ADA, plan, result, progress)
    chat = await stores.chats.get(ADA.id)
    assert chat is not None and len(chat.feed_ids) == 5
    assert (result.done, result.added) == (6, 5)
    assert [(one.url, why.key) for one, why in result.failed] == [(feed(6).url, "feed.unreachable")]
    assert sorted(told) == [1, 2, 3, 4, 5, 6]


async def test_a_file_sent_again_goes_on_where_it_was_cut_off(imports: FeedImports) -> None:
    async def broken(done: int) -> None:
        raise RuntimeError("the process ends")

    plan, result = await imports.preview(ADA, b"1 2 3 4 5"), ImportResult()
    assert isinstance(plan, ImportPlan)
    with pytest.raises(ExceptionGroup):
        await imports.run(ADA, plan, result, broken)
    rest = await imports.preview(ADA, b"1 2 3 4 5")
    assert isinstance(rest, ImportPlan)
    assert rest.followed >= 1 and rest.followed + len(rest.new) == 5
