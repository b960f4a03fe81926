"""The newest stories of the bundled feeds, by topic: held in memory, brought up to date by what has
changed since.

Triggers note every story whose articles come, go or change (`story_changes`), whichever process did
it. On SQLite, where one writes at a time, a growing number tells what is new; on PostgreSQL, where
a transaction may end after a later one, the transaction's own: what is not surely over yet is read
again.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.articles import Story
from bot.core.model.chats import PUBLIC
from bot.store.articles.story_lists import StoryLists
from bot.store.articles.story_queries import newest_stories
from bot.store.derived_schema import story_changes

LEAST = 600
"""Stories of a list; longer ones are asked for by editions of several days."""
_MOST_LISTS, _AT_ONCE, _SPARE = 64, 100, 100
_TOO_FAR = 50_000  # changes; then it is quicker to read anew
_NOW = {
    "sqlite": select(func.coalesce(func.max(story_changes.c.place), 0) + 1),
    "postgresql": select(func.txid_snapshot_xmin(func.txid_current_snapshot())),
}
"""The place of the next change."""
_HERE = {
    "sqlite": true(),
    # A dump that was read into another server brings the numbers of the old one's transactions.
    "postgresql": story_changes.c.place < func.txid_snapshot_xmax(func.txid_current_snapshot()),
}
_Row = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class _Known:
    """A story as the public sees it: when its newest article was seen, and all its topics."""

    story: Story
    newest: datetime
    topics: frozenset[str]

    @property
    def row(self) -> _Row:
        return self.newest, self.story.id


@dataclass(slots=True)
class _List:
    """Rows of stories, the oldest first: all that there are from `covers` on."""

    topic: str | None
    covers: _Row
    rows: list[_Row] = field(default_factory=list)

    def reaches(self, since: datetime, limit: int) -> bool:
        """Whether the newest `limit` stories seen since then are here."""
        return (since, 0) >= self.covers or (
            len(self.rows) >= limit and self.rows[-limit] >= self.covers
        )

    def newest(self, since: datetime, limit: int) -> list[_Row]:
        """The newest `limit` rows seen since then, the oldest first."""
        return self.rows[max(bisect_left(self.rows, (since, 0)), len(self.rows) - limit) :]

    def replace(self, old: _Known | None, new: _Known | None) -> None:
        """A story has changed."""
        if old and self._holds(old):
            at = bisect_left(self.rows, old.row)
            if at < len(self.rows) and self.rows[at] == old.row:
                del self.rows[at]
        if new and self._holds(new) and new.row >= self.covers:
            insort(self.rows, new.row)

    def cut(self, length: int) -> None:
        """Keep the newest rows alone, once there are twice as many."""
        if len(self.rows) > 2 * length:
            self.rows = self.rows[-length:]
            self.covers = self.rows[0]

    def _holds(self, known: _Known) -> bool:
        return self.topic is None or self.topic in known.topics


class NewestStories:
    """Lists public stories by topic. One a process; holds nothing of readers' own feeds."""

    def __init__(self, backend: str, lists: StoryLists) -> None:
        self._backend, self._light = backend, lists
        self._known = dict[int, _Known]()
        self._lists: OrderedDict[str | None, _List] = OrderedDict()
        self._place: int | None = None
        self._turn = asyncio.Lock()

    async def listed(
        self,
        connection: AsyncConnection,
        since: datetime,
        topics: Sequence[str] | None,
        limit: int,
    ) -> list[Story]:
        """The newest `limit` stories with an article seen since then, of these topics (None: of
        any), newest first. The same story comes as the same object until it changes."""
        async with self._turn:
            try:
                await self._refresh(connection)
                rows = set[_Row]()
                for topic in [None] if topics is None else dict.fromkeys(topics):
                    found = await self._list(connection, topic, since, limit)
                    rows.update(found.newest(since, limit))
            except BaseException:
                self._place = None  # what was read is not known to be whole
                raise
            return [self._known[key].story for _, key in sorted(rows, reverse=True)[:limit]]

    async def _refresh(self, connection: AsyncConnection) -> None:
        """Take in what has changed."""
        place = int(await connection.scalar(_NOW[self._backend]) or 0)
        if self._place is None or place - self._place > _TOO_FAR:
            self._known.clear()
            self._lists.clear()
        elif self._lists:
            later = select(story_changes.c.story_id).where(
                story_changes.c.place >= self._place, _HERE[self._backend]
            )
            await self._changed(connection, list(await connection.scalars(later)))
        self._place = place

    async def _changed(self, connection: AsyncConnection, ids: Sequence[int]) -> None:
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            found = await self._read(connection, some)
            for key in some:
                old, new = self._known.pop(key, None), found.get(key)
                for one in self._lists.values():
                    one.replace(old, new)
                if new:
                    self._known[key] = old if old and old == new else new
        for one in self._lists.values():
            one.cut(max(LEAST, len(one.rows) // 2))
        self._forget()

    async def _list(
        self, connection: AsyncConnection, topic: str | None, since: datetime, limit: int
    ) -> _List:
        """The list of a topic, read as far back as it is asked for."""
        known = self._lists.get(topic)
        if known is None or not known.reaches(since, limit):
            known = self._lists[topic] = await self._load(connection, topic, since, limit)
            self._forget()
        self._lists.move_to_end(topic)
        return known

    async def _load(
        self, connection: AsyncConnection, topic: str | None, since: datetime, limit: int
    ) -> _List:
        most = max(LEAST, limit + _SPARE)
        topics = None if topic is None else [topic]
        asked = newest_stories(PUBLIC, since, topics).limit(most)
        ids = [row.story_id for row in await connection.execute(asked)]
        unknown = [key for key in ids if key not in self._known]
        for start in range(0, len(unknown), _AT_ONCE):
            self._known |= await self._read(connection, unknown[start : start + _AT_ONCE])
        rows = sorted(self._known[key].row for key in ids if key in self._known)
        return _List(topic, rows[0] if len(ids) == most and rows else (since, 0), rows)

    async def _read(self, connection: AsyncConnection, ids: Iterable[int]) -> dict[int, _Known]:
        found = await self._light.listed(connection, ids, PUBLIC)
        return {
            one.id: _Known(
                one,
                max(article.seen for article in one.articles),
                frozenset(topic for article in one.articles for topic in article.topics),
            )
            for one in found
        }

    def _forget(self) -> None:
        """Let go of lists that nobody asks for, and of stories that are in none."""
        while len(self._lists) > _MOST_LISTS:
            self._lists.popitem(last=False)
        held = sum(len(one.rows) for one in self._lists.values())
        if len(self._known) > 2 * held + LEAST:
            ids = {key for one in self._lists.values() for _, key in one.rows}
            self._known = {key: self._known[key] for key in ids}
