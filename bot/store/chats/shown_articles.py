"""What chats have been shown, and that a pause is over in which they were shown nothing.

A row is of one story: the articles that told of it are numbers between commas, for an edition shows
hundreds of them to thousands of chats.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Update, delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.chats import Shown, Viewer
from bot.store.columns import UtcDateTime
from bot.store.database import Database
from bot.store.feeds.feed_store import batches
from bot.store.schema import articles, chat_feeds, chats, shown
from bot.store.visibility import is_public

_FORGOTTEN_AT_ONCE = 5000


def end_absence(chat_ids: Collection[int]) -> Update:
    """The statement by which chats are no longer away."""
    mine = update(chats).where(chats.c.id.in_(chat_ids))
    return mine.values(paused_until=None, away_since=None)


async def load_shown(
    connection: AsyncConnection,
    chat_ids: Iterable[int],
    since: datetime,
    viewer: Viewer | None = None,
    kept: dict[Any, Any] | None = None,
) -> dict[int, dict[int, Shown]]:
    """By chat and story: what chats were shown since then, as this viewer sees it, or each chat by
    the feeds that it follows now. `kept` holds from one call to the next what chats share."""
    found = dict[int, dict[int, Shown]]()
    told = _Told() if kept is None else kept.setdefault(_Told, _Told())
    for batch in batches(chat_ids):
        asked = select(shown.c.chat_id, shown.c.story_id, shown.c.article_ids, shown.c.shown_at)
        theirs = asked.where(shown.c.chat_id.in_(batch), shown.c.shown_at >= since)
        # Read already, and taken apart beside the event loop: a chat has hundreds of rows.
        rows = await asyncio.to_thread((await connection.execute(theirs)).all)
        follows = await _follows(connection, batch) if viewer is None else {}
        every = frozenset() if viewer is None else viewer.feed_ids
        await told.learn(connection, rows)
        found |= await asyncio.to_thread(_by_chat, rows, told, follows, every)
    return found


def _numbers(article_ids: str) -> tuple[int, ...]:
    return tuple(map(int, article_ids.strip(",").split(",")))


async def _follows(
    connection: AsyncConnection, chat_ids: Collection[int]
) -> dict[int, frozenset[int]]:
    """The feeds that chats follow."""
    rows = select(chat_feeds.c.chat_id, chat_feeds.c.feed_id)
    feeds_of = defaultdict[int, set[int]](set)
    for chat_id, feed_id in await connection.execute(
        rows.where(chat_feeds.c.chat_id.in_(chat_ids))
    ):
        feeds_of[chat_id].add(feed_id)
    return {chat_id: frozenset(ids) for chat_id, ids in feeds_of.items()}


@dataclass(frozen=True, slots=True)
class _Copy:
    """An article as stored: `feed_id` is its feed where that is a reader's own, None where all may
    see it."""

    id: int
    story_id: int
    feed_id: int | None


async def _copies(connection: AsyncConnection, ids: Collection[int]) -> dict[int, list[_Copy]]:
    """Every stored article with the same address as one of these, that one first; those that are
    not stored any more are left out."""
    found = defaultdict[int, list[_Copy]](list)
    copy = articles.alias("copy")
    asked = select(
        articles.c.id, copy.c.id.label("copy"), copy.c.story_id, copy.c.feed_id, is_public(copy)
    ).join(copy, copy.c.address == articles.c.address)
    for batch in batches(sorted(ids)):
        for key, number, story_id, feed_id, public in await connection.execute(
            asked.where(articles.c.id.in_(batch))
        ):
            one = _Copy(number, story_id, None if public else feed_id)
            found[key].insert(0 if number == key else len(found[key]), one)
    return found


class _Told:
    """What rows stand for: of many chats that were shown the same it is worked out once."""

    def __init__(self) -> None:
        self._numbers = dict[str, tuple[int, ...]]()
        self._known = dict[int, Sequence[_Copy]]()
        self._kept = dict[tuple[Any, ...], tuple[Shown, ...]]()
        self.own = frozenset[int]()
        """The readers' own feeds from which there are copies."""

    async def learn(self, connection: AsyncConnection, rows: Sequence[Any]) -> None:
        """Ask for the articles of these rows, as they are stored now; those that are known are not
        asked for again."""
        unknown = await asyncio.to_thread(self._unknown, rows)
        found = await _copies(connection, unknown)
        self._known |= {one: found.get(one, ()) for one in unknown}
        copies = (one.feed_id for some in found.values() for one in some)
        self.own |= {feed_id for feed_id in copies if feed_id is not None}

    def _unknown(self, rows: Sequence[Any]) -> set[int]:
        texts = {row[2] for row in rows}.difference(self._numbers)
        new = {text: _numbers(text) for text in texts}
        self._numbers |= new
        return {one for some in new.values() for one in some}.difference(self._known)

    def of(self, row: Any, feed_ids: frozenset[int]) -> tuple[Shown, ...]:
        """What a row says to a chat that follows these own feeds."""
        _, story_id, ids, at = row
        key = story_id, ids, at, feed_ids
        found = self._kept.get(key)
        if found is None:
            members = defaultdict[int, set[int]](set)
            for number in self._numbers[ids]:
                for story, article in self._seen(number, story_id, feed_ids):
                    members[story].add(article)
            found = tuple(Shown(story, at, frozenset(some)) for story, some in members.items())
            self._kept[key] = found
        return found

    def _seen(
        self, number: int, story_id: int, feed_ids: frozenset[int]
    ) -> Iterable[tuple[int, int]]:
        """(story, article) for each copy that may be seen; else what is known of the article."""
        copies = self._known[number]
        seen = [one for one in copies if one.feed_id is None or one.feed_id in feed_ids]
        if seen:
            return [(one.story_id, one.id) for one in seen]
        return [(copies[0].story_id if copies else story_id, number)]


def _by_chat(
    rows: Iterable[Any],
    told: _Told,
    follows: Mapping[int, frozenset[int]],
    every: frozenset[int],
) -> dict[int, dict[int, Shown]]:
    """What each chat was shown, which follows `every` feed or those that it `follows`."""
    found = dict[int, dict[int, Shown]]()
    for row in rows:
        mine = found.setdefault(row[0], {})
        for one in told.of(row, told.own & follows.get(row[0], every)):
            before = mine.get(one.story_id)
            mine[one.story_id] = _joined(before, one) if before else one
    return found


def _joined(one: Shown, other: Shown) -> Shown:
    """Two stories that are one now."""
    last = max(one.at, other.at)
    return Shown(one.story_id, last, one.article_ids | other.article_ids)


async def mark_shown(
    connection: AsyncConnection,
    database: Database,
    pairs: Mapping[int, Collection[tuple[int, int]]],
    now: datetime,
) -> None:
    """Note that these (story id, article id) pairs were shown to each chat, last at `now`."""
    # To the driver itself: each value that SQLAlchemy takes to its column's form costs more than
    # the row.
    at = UtcDateTime().process_bind_param(now, connection.dialect)
    told = dict[int, list[tuple[int, str]]]()  # the very same pairs of many chats, once
    rows = [
        (chat_id, story, ids, at)
        for chat_id, shown_to_it in pairs.items()
        for story, ids in told.get(id(shown_to_it))
        or told.setdefault(id(shown_to_it), _by_story(shown_to_it))
    ]
    if rows:
        mark = "?" if database.backend == "sqlite" else "%s"
        place = "instr" if database.backend == "sqlite" else "strpos"
        statement = _MARK.format(marks=", ".join([mark] * 4), place=place)
        await connection.exec_driver_sql(statement, rows)


def _by_story(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, str]]:
    """By story: its articles as they are stored."""
    members = dict[int, list[str]]()
    for story, article in sorted(set(pairs)):
        members.setdefault(story, []).append(str(article))
    return [(story, f",{','.join(ids)},") for story, ids in members.items()]


_MARK = """
INSERT INTO shown (chat_id, story_id, article_ids, shown_at) VALUES ({marks})
ON CONFLICT (chat_id, story_id) DO UPDATE SET shown_at = excluded.shown_at, article_ids =
    CASE WHEN {place}(shown.article_ids, excluded.article_ids) > 0 THEN shown.article_ids
    ELSE shown.article_ids || substr(excluded.article_ids, 2) END
"""


async def move_shown(
    connection: AsyncConnection, database: Database, old_id: int, new_id: int
) -> None:
    """What one chat was shown, another was; of a story that both were shown, the articles of
    both."""
    asked = select(shown.c.story_id, shown.c.article_ids, shown.c.shown_at)
    rows = (await connection.execute(asked.where(shown.c.chat_id == old_id))).all()
    theirs = await connection.execute(asked.where(shown.c.chat_id == new_id))
    later = {story_id: at for story_id, _, at in theirs}
    moments = defaultdict[datetime, list[tuple[int, int]]](list)
    for story_id, ids, at in rows:
        last = max(at, later.get(story_id, at))
        moments[last] += [(story_id, article) for article in _numbers(ids)]
    for at, pairs in moments.items():
        await mark_shown(connection, database, {new_id: pairs}, at)
    await connection.execute(delete(shown).where(shown.c.chat_id == old_id))


async def forget_shown(database: Database, before: datetime) -> int:
    """Delete some of what was last shown before then; how many rows."""
    key = shown.c.chat_id, shown.c.story_id
    old = select(*key).where(shown.c.shown_at < before).limit(_FORGOTTEN_AT_ONCE)
    async with database.write() as connection:
        gone = await connection.execute(delete(shown).where(tuple_(*key).in_(old)))
    return gone.rowcount
