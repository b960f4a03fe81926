"""`precis digest` and `precis sources check`: editions and feeds, printed."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from datetime import timedelta
from typing import Any

from bot.app import Ingestion, now, open_ingestion, renderer
from bot.chat.rendering.reasons import health
from bot.chat.rendering.texts import DEFAULT
from bot.command.progress import progress_bar
from bot.core.editions.composition import compose
from bot.core.model.chats import PUBLIC, Chat
from bot.core.model.editions import Digest
from bot.core.model.feeds import Feed, FeedState
from bot.errors import PrecisError
from config.settings import Settings


async def print_digest(options: Namespace, settings: Settings) -> int:
    """Print a digest of the store's last hours, after a pass over the feeds with --refresh."""
    async with open_ingestion(settings) as ingestion:
        wanted = [_topic(ingestion, words) for words in options.topic] or None
        if options.refresh:
            with progress_bar("Reading feeds") as progress:
                await ingestion.collector.run_due(progress, forced=True)
        since = now() - timedelta(hours=options.hours)
        stories = await ingestion.stores.articles.stories(since, PUBLIC, topics=wanted)
    digest = compose(stories, now=now(), limit=options.stories, topics=wanted or ())
    print(_printed(digest, options.format, ingestion))
    if not digest.stories:
        print("Nothing in the store for this; try --refresh or more --hours.", file=sys.stderr)
    return 0


def _topic(ingestion: Ingestion, words: str) -> str:
    if topic := ingestion.topics.match(words):
        return topic.name
    near = ingestion.topics.near(words) or ingestion.topics.all
    names = ", ".join(topic.name for topic in near)
    raise PrecisError(f"no topic {words!r}; did you mean {names}?")


def _printed(digest: Digest, form: str, ingestion: Ingestion) -> str:
    if form == "json":
        return json.dumps(digest_row(digest), ensure_ascii=False)
    reader = Chat(id=0, timezone=ingestion.settings.default_timezone)
    messages = renderer(ingestion.settings, ingestion.topics).digest(digest, reader)
    return "\n\n".join(message.html if form == "html" else message.plain for message in messages)


def digest_row(digest: Digest) -> dict[str, Any]:
    """A Digest as the contract's JSON gives it."""
    return {
        "date": digest.date.isoformat(),
        "stories": [
            {
                "title": story.title,
                "url": story.url,
                "bullets": [
                    {"text": b.text, "url": b.url, "outlet": b.outlet} for b in story.bullets
                ],
                "articles": [
                    {"title": a.title, "url": a.url, "outlet": a.outlet, "date": a.date.isoformat()}
                    for a in story.articles
                ],
                "topics": list(story.topics),
                "hashtags": list(story.hashtags),
            }
            for story in digest.stories
        ],
    }


async def check_sources(settings: Settings) -> int:
    """Poll every feed once, but those polled within the interval, and print what is known of
    each. 1 when none could be read."""
    async with open_ingestion(settings) as ingestion:
        feeds = await ingestion.stores.feeds.all()
        with progress_bar("Checking feeds") as progress:
            report = await ingestion.collector.run_due(progress, forced=True)
        after = await ingestion.stores.feeds.all()
    for feed, state in after:
        if feed.bundled:  # those that readers added are their own affair
            print(_row(feed, state))
    print(
        f"{len(feeds)} feeds, {report.feeds} polled now, {len(report.failed)} failed.",
        file=sys.stderr,
    )
    return 1 if feeds and len(report.failed) == len(feeds) else 0


def _row(feed: Feed, state: FeedState) -> str:
    newest = state.newest_entry_at.strftime("%Y-%m-%d %H:%M") if state.newest_entry_at else "-"
    doing = health(state, now(), DEFAULT)
    return f"{feed.title or '-'}\t{state.entries_seen}\t{newest}\t{doing}\t{feed.url}"
