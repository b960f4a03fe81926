"""The site of a running product: what its health is told from, and where its updates go."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.app import Ingestion, now
from bot.chat.transport.group_commit import GroupCommit
from bot.core.feeds.health import Condition
from bot.services.source_health import SourceHealth
from bot.web.serving import serve


async def facts(ingestion: Ingestion) -> Mapping[str, float]:
    """The numbers that /healthz and /metrics show."""
    stores, kept = ingestion.stores, timedelta(days=ingestion.settings.retention_days)
    oldest = await stores.outbox.oldest_pending()
    sources = await SourceHealth(stores.feeds, now).counts()
    states = await stores.outbox.counts()
    return {
        "feeds": sum(sources.values()),
        **{f"feeds_{one.value}": sources.get(one, 0) for one in Condition},
        "articles": await stores.articles.count(now() - kept),
        "chats": await stores.chats.count(),
        "oldest_pending_seconds": (now() - oldest).total_seconds() if oldest else 0.0,
        **{f"outbox_{state}": count for state, count in states.items()},
    }


async def serve_site(
    ingestion: Ingestion, wake: Callable[[], None], listener: socket.socket
) -> None:
    """HTTP on PORT until cancelled; `wake` is called when an update has been stored."""
    from bot.web.site import build_site
    from bot.web.webhook import WebhookEndpoint

    incoming = GroupCommit[tuple[int, str]](lambda rows: ingestion.stores.inbox.put(rows, now()))

    async def take(update_id: int, text: str) -> None:
        await incoming.add((update_id, text))
        wake()

    settings = ingestion.settings
    url, secret = settings.webhook_url, settings.secret_for_webhook
    site = build_site(
        lambda: facts(ingestion),
        time.monotonic,
        metrics_token=settings.metrics_token,
        webhook=WebhookEndpoint(url, secret, take) if url else None,
    )
    await serve(site, listener)
