"""The running bot: reading side, Telegram, ticks and site, started and stopped in order."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from telegram.error import TelegramError
from telegram.ext import Application

from bot.allocator import give_back
from bot.app import (
    OPML,
    Ingestion,
    enter_bot,
    now,
    open_ingestion,
    renderer,
    subscriptions_of,
)
from bot.chat.background_tasks import BackgroundTasks
from bot.chat.handlers.registry import publish_commands, register
from bot.chat.permissions import Permissions
from bot.chat.rendering.feed_notices import about_feeds
from bot.chat.rendering.messages.broadcasts import broadcast_message
from bot.chat.rendering.messages.troubles import about_troubles
from bot.chat.rendering.settings.too_many import question
from bot.chat.transport.client import TelegramClient, build_application, telegram_client
from bot.chat.transport.files import TelegramFiles
from bot.chat.transport.introduction import Introduction, WebhookTarget
from bot.chat.transport.pacer import Pacer
from bot.chat.transport.receiver import ALLOWED, Receiver
from bot.chat.transport.sender import TelegramSender
from bot.chat.transport.update_worker import UpdateWorker
from bot.chat.transport.webhook_watch import WebhookWatch
from bot.chat.wiring import ChatEdges, ChatServices, build_handlers
from bot.ingest.workers.readers_first import ReadersFirst
from bot.reading import may_be_many, read_beside_others
from bot.safekeeping import Safekeeping, take_back
from bot.scheduler import TickEach, Ticker
from bot.services.answers import Answers
from bot.services.chats import UNDO_FOR, ChatSettings
from bot.services.collect import CollectLimits
from bot.services.deliver import Deliverer
from bot.services.feed_notices import FeedNotices
from bot.services.host_limits import HostRateLimiter, ReaderLimits
from bot.services.operators.broadcasts import Broadcasts
from bot.services.operators.statistics import StatisticsReports
from bot.services.operators.troubles import TroubleNotices
from bot.services.portability.chat_exports import ChatExports
from bot.services.portability.feed_imports import FeedImports
from bot.services.previews import PagePreviews
from bot.services.publish import Publisher
from bot.services.reading.leadership import Leadership, is_dead, new_owner
from bot.services.source_health import SourceHealth
from bot.services.tastes import Tastes
from bot.site import serve_site
from bot.web.serving import listen
from config.platform import disk_vanishes
from config.settings import Settings
from summarizers.remembering import forget

log = structlog.get_logger(__name__)

COLLECT_SECONDS, PUBLISH_SECONDS, RECOVER_SECONDS, TIDY_SECONDS = 30, 2, 5, 3600
TELL_SECONDS, BROADCAST_SECONDS, WEBHOOK_SECONDS, TROUBLE_SECONDS = 10, 10, 60, 120
GIVE_BACK_SECONDS = CATCH_UP_SECONDS = 60  # what an older version stored is indexed by and by
STOP_SECONDS = HANDLING_SECONDS = 5.0  # side by side: under ten in all
INBOX_KEPT, OUTBOX_KEPT = timedelta(hours=48), timedelta(days=7)
KEYS_KEPT, GONE_KEPT = timedelta(days=90), timedelta(days=30)

App = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Bot:
    """What runs on top of the reading side."""

    client: TelegramClient
    application: App
    deliverer: Deliverer
    publisher: Publisher
    notices: FeedNotices
    broadcasts: Broadcasts
    worker: UpdateWorker
    receiver: Receiver
    webhook: WebhookTarget | None
    answers: Answers


def assemble(ingestion: Ingestion, background: BackgroundTasks) -> Bot:
    """Build the Telegram side over the reading side; nothing is started, nothing is sent."""
    settings, stores = ingestion.settings, ingestion.stores
    client = telegram_client(settings.telegram_bot_token or "", settings.telegram_api_url)
    zone, drawing = settings.default_timezone, renderer(settings, ingestion.topics)
    application, sender = build_application(client), TelegramSender(client, Pacer(time.monotonic))
    chats = ChatSettings(stores.chats, ingestion.topics, now, zone)
    limits = ReaderLimits(HostRateLimiter(now), ingestion.budget)
    subscriptions = subscriptions_of(ingestion, chats, limits)
    operators, health = frozenset(settings.admin_user_ids), SourceHealth(stores.feeds, now)
    broadcasts = Broadcasts(stores.broadcasts, broadcast_message, now, zone)
    services = ChatServices(
        answers=Answers(stores.articles, stores.chats, stores.feeds, ingestion.topics, now),
        previews=PagePreviews(ingestion.web, ReadersFirst(ingestion.workers), now, limits),
        chats=chats,
        subscriptions=subscriptions,
        tastes=Tastes(stores.tastes, stores.articles, ingestion.topics, now),
        health=health,
        imports=FeedImports(chats, subscriptions, stores.feeds, stores.folders, *OPML),
        exports=ChatExports(stores.chats, now),
        broadcasts=broadcasts,
        statistics=StatisticsReports(stores.statistics, health, now),
        channels=stores.channels,
        sections=stores.chats,
        folders=stores.folders,
        topics=ingestion.topics,
        operators=operators,
    )
    permissions, files = Permissions(client, now), TelegramFiles(client)
    edges = ChatEdges(sender, drawing, permissions, files, background, now)
    register(application, handlers := build_handlers(services, edges))
    worker = UpdateWorker(stores.inbox, application, handlers.errors)
    parts = stores.chats, stores.articles, stores.outbox, stores.feeds
    return Bot(
        client,
        application,
        Deliverer(stores.outbox, sender, now, ingestion.owner),
        Publisher(*parts, drawing.digest, now, zone, question, services.answers.editions),
        FeedNotices(stores.feeds, stores.chats, stores.notices, about_feeds, now, operators, zone),
        broadcasts,
        worker,
        Receiver(client, stores.inbox, now, worker.wake),
        _webhook(settings),
        services.answers,
    )


def _webhook(settings: Settings) -> WebhookTarget | None:
    if not (settings.webhook_url and settings.port):
        return None
    return WebhookTarget(settings.webhook_url, settings.secret_for_webhook, ALLOWED)


def _troubles(
    ingestion: Ingestion, watch: WebhookWatch | None, keeping: Safekeeping
) -> TroubleNotices:
    stores, operators = ingestion.stores, frozenset(ingestion.settings.admin_user_ids)
    health, told = SourceHealth(stores.feeds, now), stores.notices
    complaints = watch.complaint if watch else str, keeping.standstill
    return TroubleNotices(
        stores.outbox, told, stores.chats, health, about_troubles, now, operators, *complaints
    )


def _ticks(ingestion: Ingestion, bot: Bot, keeping: Safekeeping) -> Mapping[str, TickEach]:
    async def waking(run_due: Callable[[], Awaitable[object]]) -> None:
        if await run_due():
            bot.deliverer.wake()

    async def recover() -> None:
        outbox = ingestion.stores.outbox
        dead = [sender for sender in await outbox.senders() if is_dead(sender)]
        if count := await outbox.recover(now(), dead):
            log.warning("messages left in doubt by a process that ended", count=count)
            bot.deliverer.wake()

    async def tidy() -> None:
        stores, kept = ingestion.stores, timedelta(days=ingestion.settings.retention_days)
        while await stores.articles.delete_older(now() - kept):
            log.info("let go of articles past their time")
        await stores.articles.tellings.purge()
        await stores.chats.forget_shown(now() - kept)
        await stores.inbox.purge(now() - INBOX_KEPT)
        await stores.outbox.purge(now() - OUTBOX_KEPT)
        await stores.tastes.purge(now())
        await stores.feeds.forget_keys(now() - KEYS_KEPT)
        await stores.chats.forget_changes(now() - UNDO_FOR)
        await stores.chats.erase_ended(now() - GONE_KEPT)

    seconds = min(COLLECT_SECONDS, max(1, ingestion.settings.poll_interval_seconds))
    watch = WebhookWatch(bot.client, bot.webhook, now) if bot.webhook else None
    return {
        **({"webhook": (watch.look, WEBHOOK_SECONDS)} if watch else {}),
        **({} if ingestion.fleet else {"collect": (ingestion.collector.run_due, seconds)}),
        "publish": (partial(bot.publisher.run_due, bot.deliverer.wake), PUBLISH_SECONDS),
        "tell": (partial(waking, bot.notices.run_due), TELL_SECONDS),
        "broadcast": (partial(waking, bot.broadcasts.run_due), BROADCAST_SECONDS),
        "troubles": (_troubles(ingestion, watch, keeping).run_due, TROUBLE_SECONDS),
        "recover": (recover, RECOVER_SECONDS),
        "tidy": (tidy, TIDY_SECONDS),
        "prepare": (bot.answers.prepare, CATCH_UP_SECONDS),
        "foretell": (bot.answers.foretell, TELL_SECONDS),
        "give back": (partial(asyncio.to_thread, give_back, forget), GIVE_BACK_SECONDS),
        "catch up": (ingestion.stores.articles.index_all, CATCH_UP_SECONDS),
    }


async def _converse(bot: Bot) -> None:
    """Introduce ourselves, then take updates: by long polling, unless the webhook brings them."""
    await Introduction(bot.application, bot.client, bot.webhook, publish_commands).run()
    working = asyncio.create_task(bot.worker.run())
    try:
        if bot.webhook:
            await working
        else:
            await bot.receiver.run()
    finally:
        await bot.worker.stop()
        await _end([working], HANDLING_SECONDS)  # what is cut off stays in the inbox


@asynccontextmanager
async def running(
    settings: Settings, limits: CollectLimits | None = None, *, reads: bool = True
) -> AsyncIterator[Ingestion]:
    """The whole product, at work while the context is open; what is in flight is finished.
    Without `reads` it leaves the feeds to other processes.

    Raises StoreUnavailable when the database cannot be reached at the start, and PrecisError
    when PORT is taken.
    """
    async with AsyncExitStack() as stack:
        fleet = may_be_many(settings)
        await take_back(settings)
        ingestion = await stack.enter_async_context(open_ingestion(settings, limits, fleet=fleet))
        await enter_bot(ingestion)
        background = BackgroundTasks()
        bot = assemble(ingestion, background)
        stack.push_async_callback(_close, bot.application)
        stack.push_async_callback(background.aclose)  # first, while Telegram can still be told
        listener = listen(settings.port) if settings.port else None
        tasks = [asyncio.create_task(_lead(ingestion, bot))]
        if listener:
            tasks.append(asyncio.create_task(serve_site(ingestion, bot.worker.wake, listener)))
        if fleet and reads:
            tasks.append(asyncio.create_task(read_beside_others(ingestion)))
        try:
            yield ingestion
        finally:
            await _end(tasks, 0.0)


async def _lead(ingestion: Ingestion, bot: Bot) -> None:
    """Converse, deliver and tick whenever no other process on this database does."""

    @asynccontextmanager
    async def at_work() -> AsyncIterator[None]:
        bot.deliverer.resume()
        bot.worker.resume()
        keeping = Safekeeping(ingestion, bot.client)
        ticks = {**_ticks(ingestion, bot, keeping), **keeping.ticks()}
        ticker = Ticker(ticks, overlapping=("collect",))
        conversing = asyncio.create_task(_converse(bot))
        delivering = asyncio.create_task(bot.deliverer.run())
        ticker.start()
        try:
            yield
        finally:
            await ticker.stop()
            await bot.deliverer.stop()
            await bot.worker.stop()
            await asyncio.gather(_end([delivering], STOP_SECONDS), _end([conversing], 0.0))
            await keeping.close()

    await Leadership(ingestion.stores.leases, now, new_owner()).lead(at_work)


async def _end(tasks: list[asyncio.Task[None]], patience: float) -> None:
    """Give tasks some seconds to end by themselves, then cancel what is left."""
    await asyncio.wait(tasks, timeout=patience)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _close(application: App) -> None:
    try:
        await application.shutdown()
    except (TelegramError, RuntimeError) as failure:
        log.info("Telegram was left without a goodbye", reason=type(failure).__name__)


async def run_bot(settings: Settings, *, reads: bool = True) -> None:
    """`precis run`, or `precis web`, which does not read feeds: at work until cancelled."""
    if disk_vanishes(os.environ) and settings.database_url.startswith("sqlite"):
        log.warning("this disk vanishes: without a PostgreSQL DATABASE_URL chats are forgotten")
    async with running(settings, reads=reads):
        await asyncio.Event().wait()
