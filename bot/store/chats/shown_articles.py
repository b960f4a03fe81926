"""What chats have been shown, and that a pause is over in which they were shown nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, Update, cast, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.chats import Shown, Viewer
from bot.store.columns import UtcDateTime
from bot.store.database import Database
from bot.store.feeds.feed_store import batches
from bot.store.schema import articles, chat_feeds, chats, shown
from bot.store.visibility import is_public, is_visible


def end_absence(chat_ids: Collection[int]) -> Update:
    """The statement by which chats are no longer away."""
    mine = update(chats).where(chats.c.id.in_(chat_ids))
    return mine.values(paused_until=None, away_since=None)


async def load_shown(
    connection: AsyncConnection,
    chat_ids: Iterable[int],
    since: datetime,
    viewer: Viewer | None = None,
) -> dict[int, dict[int, Shown]]:
    """By chat and story: what chats were shown since then, as this viewer sees it, or each chat by
    the feeds that it follows now."""
    found = dict[int, dict[int, Shown]]()
    for batch in batches(chat_ids):
        rows = await connection.execute(_shown(batch, since, viewer))
        for chat_id, story, article_ids, at in rows:
            ids = frozenset(map(int, article_ids.split(",")))
            found.setdefault(chat_id, {})[story] = Shown(story, at, ids)
    return found


def _shown(chat_ids: Collection[int], since: datetime, viewer: Viewer | None) -> Select[Any]:
    """(chat, story, its articles' ids between commas, last when) of what chats were shown, with the
    copies that they may see."""
    copy = articles.alias("copy")
    seen: ColumnElement[bool] = or_(
        is_public(copy),
        select(chat_feeds.c.feed_id)
        .where(chat_feeds.c.chat_id == shown.c.chat_id, chat_feeds.c.feed_id == copy.c.feed_id)
        .exists(),
    )
    same = (copy.c.address == articles.c.address) & (is_visible(viewer, copy) if viewer else seen)
    story_id = func.coalesce(copy.c.story_id, articles.c.story_id, shown.c.story_id)
    article_id = func.coalesce(copy.c.id, shown.c.article_id)
    return (
        select(
            shown.c.chat_id,
            story_id,
            func.aggregate_strings(cast(article_id, Text), ","),
            func.max(shown.c.shown_at, type_=shown.c.shown_at.type),
        )
        .join_from(shown, articles, articles.c.id == shown.c.article_id, isouter=True)
        .join(copy, same, isouter=True)
        .where(shown.c.chat_id.in_(chat_ids), shown.c.shown_at >= since)
        .group_by(shown.c.chat_id, story_id)
    )


async def mark_shown(
    connection: AsyncConnection,
    database: Database,
    pairs: Mapping[int, Iterable[tuple[int, int]]],
    now: datetime,
) -> None:
    """Note that these (story id, article id) pairs were shown to each chat, last at `now`."""
    # To the driver itself: an edition has hundreds of pairs, and each value that SQLAlchemy takes
    # to its column's form costs more than the row.
    at = UtcDateTime().process_bind_param(now, connection.dialect)
    rows = [
        (chat_id, story, article, at)
        for chat_id, shown_to_it in pairs.items()
        for story, article in sorted(set(shown_to_it))
    ]
    if rows:
        mark = "?" if database.backend == "sqlite" else "%s"
        await connection.exec_driver_sql(_MARK.format(marks=", ".join([mark] * 4)), rows)


_MARK = """
INSERT INTO shown (chat_id, story_id, article_id, shown_at) VALUES ({marks})
ON CONFLICT (chat_id, story_id, article_id) DO UPDATE SET shown_at = excluded.shown_at
"""
