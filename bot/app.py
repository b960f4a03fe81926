"""The one composition root: settings in, a running product out; stopped in reverse order."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.chat.rendering.renderer import Renderer
from bot.core.editions.topics import Topic, Topics
from bot.core.model.feeds import Feed
from bot.ingest.web.client import WebClient
from bot.ingest.workers.pool import Workbench
from bot.services.collect import Collector, Limits
from bot.services.host_limits import FirstFetch
from bot.store import Stores, open_stores
from config.settings import Settings
from config.sources import Source, load_sources, load_topics


def now() -> datetime:
    """The clock of the product: aware UTC."""
    return datetime.now(UTC)


def topics() -> Topics:
    """The topics that are shipped."""
    return Topics(Topic(t.name, t.title, t.aliases, t.words) for t in load_topics())


def feed_of(source: Source) -> Feed:
    """A feed to poll, from a line of the sources file."""
    return Feed(source.url, source.name, source.topics, source.language, source.full_text)


def renderer(settings: Settings, known: Topics) -> Renderer:
    """Draws editions, with the topics' titles."""

    def title(name: str) -> str:
        topic = known.get(name)
        return topic.title if topic else name.title()

    return Renderer(title, settings.default_timezone)


@dataclass(frozen=True, slots=True)
class Desk:
    """The reading side: the stores, the web, the workbench, and the collector over them."""

    settings: Settings
    stores: Stores
    web: FirstFetch
    bench: Workbench
    topics: Topics
    collector: Collector
    interval: timedelta


@asynccontextmanager
async def open_desk(settings: Settings, limits: Limits | None = None) -> AsyncIterator[Desk]:
    """The reading side, with the schema upgraded and the sources in the store.

    Raises StoreUnavailable when the database cannot be reached, SettingsError for a wrong
    sources file.
    """
    sources = load_sources(settings.sources)
    interval = timedelta(seconds=settings.poll_interval_seconds)
    async with AsyncExitStack() as stack:
        # The gaps are a little over Telegram's own, so that no claimed row sits waiting its turn.
        stores = await open_stores(settings.database_url, private_gap=1.05, group_gap=3.4)
        stack.push_async_callback(stores.aclose)
        client = WebClient(
            clock=now,
            allowed=settings.allowed_private_hosts,
            held=await stores.holds.held(now()),
            keep=stores.holds.hold,
        )
        stack.push_async_callback(client.aclose)
        web = FirstFetch(client, now)
        bench = Workbench(method=settings.summary_method)
        stack.push_async_callback(bench.aclose)
        known = topics()
        await stores.feeds.sync_bundled([feed_of(source) for source in sources], now())
        collector = Collector(
            stores.feeds,
            stores.articles,
            web,
            bench,
            known,
            now,
            interval=interval,
            limits=limits,
            random=random.SystemRandom().random,
        )
        yield Desk(settings, stores, web, bench, known, collector, interval)
