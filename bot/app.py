"""The one composition root: settings in, a running product out; stopped in reverse order."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from bot.chat.rendering.renderer import Renderer
from bot.core.editions.own_topics import names_of, with_own
from bot.core.editions.topics import Topic, Topics
from bot.core.model.bots import bot_id_of
from bot.core.model.feeds import Feed, ListedFeed
from bot.core.model.refusals import Refusal
from bot.ingest.web.client import WebClient
from bot.ingest.workers.pool import WorkerPool
from bot.ingest.workers.readers_first import ReadersFirst
from bot.redaction import redacted
from bot.services.chats import ChatSettings
from bot.services.collect import CollectLimits, CollectOptions, Collector
from bot.services.document_budget import DocumentBudget
from bot.services.host_limits import PrefetchedFetcher, ReaderLimits
from bot.services.placing.story_assignment import StoryIndex
from bot.services.reading.host_turns import HostTurns
from bot.services.reading.leadership import new_owner
from bot.services.reading.placing import Arriving
from bot.services.subscriptions import Subscriptions
from bot.store import Stores, open_stores
from config.settings import Settings, SettingsError
from config.sources import Source, load_sources, load_topics, parse_outlines, write_outlines

log = structlog.get_logger(__name__)

MAX_FOLDER_NAME = 60
"""Characters of the name of a reader's folder that are kept."""


def now() -> datetime:
    """The clock of the product: aware UTC."""
    return datetime.now(UTC)


def topics() -> Topics:
    """The topics that are shipped."""
    return Topics(Topic(t.name, t.title, t.aliases, t.words) for t in load_topics())


def topics_with(sources: Iterable[Source]) -> Topics:
    """The topics that are shipped, and those of the sources beside them."""
    return with_own(topics(), (name for source in sources for name in source.topics))


def feeds_of(sources: Iterable[Source], known: Topics) -> list[Feed]:
    """The feeds to poll, from the lines of the sources file, with topics by their known names."""
    shipped = topics()
    return [
        Feed(
            source.url,
            source.name,
            names_of(known, shipped, source.topics),
            source.language,
            source.full_text,
        )
        for source in sources
    ]


def opml_feeds(data: bytes) -> list[ListedFeed] | Refusal:
    """The feeds of an OPML file from a stranger with their folders; or that it is none."""
    try:
        return [_listed(source) for source in parse_outlines(data)]
    except SettingsError:
        return Refusal("opml.unreadable")


def _listed(source: Source) -> ListedFeed:
    path = tuple(name[:MAX_FOLDER_NAME] for name in source.topics)
    return ListedFeed(source.url, source.name, bundled=False, folders=(path,) if path else ())


def opml_of(feeds: Sequence[ListedFeed]) -> str:
    """These feeds as an OPML file, in each of their folders."""
    return write_outlines(
        Source(feed.url, feed.title, path) for feed in feeds for path in feed.folders or ((),)
    )


OPML = (opml_feeds, opml_of)
"""How readers' files are read, and how they are written."""


def renderer(settings: Settings, known: Topics) -> Renderer:
    """Draws editions, with the topics' titles."""

    def title(name: str) -> str:
        topic = known.get(name)
        return topic.title if topic else name.title()

    return Renderer(title, settings.default_timezone)


@dataclass(frozen=True, slots=True)
class Ingestion:
    """The reading side: the stores, the web, the worker pool, and the collector over them."""

    settings: Settings
    stores: Stores
    web: PrefetchedFetcher
    workers: WorkerPool
    topics: Topics
    collector: Collector
    interval: timedelta
    budget: DocumentBudget
    client: WebClient
    stories: StoryIndex
    owner: str
    fleet: bool


@asynccontextmanager
async def open_ingestion(
    settings: Settings, limits: CollectLimits | None = None, *, fleet: bool = False
) -> AsyncIterator[Ingestion]:
    """The reading side, with the schema upgraded and the sources in the store; in a `fleet` it
    shares turns at hosts with other processes, and leaves placing to the one that is elected.

    Raises StoreUnavailable when the database cannot be reached, SettingsError for a wrong
    sources file.
    """
    sources = load_sources(settings.sources)
    interval = timedelta(seconds=settings.poll_interval_seconds)
    async with AsyncExitStack() as stack:
        # The gaps are a little over Telegram's own, so that no claimed row sits waiting its turn.
        stores = await open_stores(settings.database_url, private_gap=1.05, group_gap=3.4)
        stack.push_async_callback(stores.aclose)
        owner, limits = new_owner(), limits or CollectLimits()
        shared = HostTurns(stores.leases, now, owner) if fleet else None
        client = await _client(settings, stores, shared)
        stack.push_async_callback(client.aclose)
        web, budget = PrefetchedFetcher(client, now), DocumentBudget()
        workers = WorkerPool(method=settings.summary_method)
        stack.push_async_callback(workers.aclose)
        known = topics_with(sources)
        await stores.feeds.sync_bundled(feeds_of(sources, known), now())
        stories = StoryIndex(stores.articles, now, limits.memory)
        placing = Arriving(stores.arrivals, now) if fleet else stories
        options = CollectOptions(interval, limits, random.SystemRandom().random, budget, placing)
        collector = Collector(stores.feeds, stores.articles, web, workers, known, now, options)
        yield Ingestion(
            settings,
            stores,
            web,
            workers,
            known,
            collector,
            interval,
            budget,
            client,
            stories,
            owner,
            fleet,
        )


async def _client(settings: Settings, stores: Stores, shared: HostTurns | None) -> WebClient:
    return WebClient(
        clock=now,
        allowed=settings.allowed_private_hosts,
        reader_hosts=settings.reader_private_hosts,
        held=await stores.holds.held(now()),
        keep=stores.holds.hold,
        shared=shared,
    )


def subscriptions_of(
    ingestion: Ingestion, chats: ChatSettings, limits: ReaderLimits
) -> Subscriptions:
    """What adds feeds for readers, over the reading side."""
    return Subscriptions(
        chats,
        ingestion.stores.feeds,
        ingestion.web,
        ReadersFirst(ingestion.workers),
        ingestion.topics,
        now,
        limits,
        ingestion.interval,
    )


async def enter_bot(ingestion: Ingestion) -> None:
    """Tell the store which bot this is: updates are numbered for each bot at each API anew."""
    settings, stores = ingestion.settings, ingestion.stores
    number, api = bot_id_of(settings.telegram_bot_token or ""), settings.telegram_api_url
    identity = await stores.bots.enter(number, api.rstrip("/"), now())
    stores.inbox.belong_to(identity)
    if identity.before:
        log.warning(
            "this database served another bot; settings and subscriptions stay, what is due comes"
            " from the new one, updates are counted anew",
            bot=number,
            api=redacted(identity.api),
            before=identity.before[0],
            api_before=redacted(identity.before[1]),
        )
