"""The stories that chats choose from: one list for all that want the same, lined up once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import is_
from typing import Any

from bot.core.editions.languages import Elsewhere, readable
from bot.core.editions.lineup import LineUp, line_up
from bot.core.editions.ranking import newest
from bot.core.model.articles import Story
from bot.core.model.chats import PUBLIC, Chat
from bot.core.model.tastes import NO_TASTE, Taste
from bot.services.placing.article_ports import ArticleStore
from bot.services.telling.drafts import Made

USUAL = 500
"""Stories that are looked at, the newest."""
_KEPT, _LINES = 256, 4  # lists, and orders of one of them
_KEPT_FOR = timedelta(minutes=5)  # that nobody asks for a list: its stories change meanwhile


@dataclass(frozen=True, slots=True)
class Candidates:
    """Stories that a chat may be told of, newest first, and how many there are in languages that it
    does not read. What is lined up of them for chats without a taste is kept."""

    stories: tuple[Story, ...]
    elsewhere: Elsewhere = ()
    _lines: list[tuple[tuple[Story, ...], LineUp]] = field(
        default_factory=list, compare=False, repr=False
    )
    _since: dict[datetime | None, LineUp] = field(default_factory=dict, compare=False, repr=False)

    async def line(
        self, now: datetime, oldest: datetime | None = None, taste: Taste = NO_TASTE
    ) -> LineUp:
        """The stories in the order in which an edition takes them."""
        if taste or oldest not in self._since:
            return await asyncio.to_thread(self._line, now, oldest, taste)
        return self._since[oldest]

    def _line(self, now: datetime, oldest: datetime | None, taste: Taste) -> LineUp:
        fresh = tuple(one for one in self.stories if oldest is None or newest(one) >= oldest)
        if taste:
            return line_up(fresh, now, taste=taste)
        known = next((line for stories, line in self._lines if same(stories, fresh)), None)
        if known is None:
            known = line_up(fresh, now)
            self._lines[_LINES - 1 :] = []
            self._lines.insert(0, (fresh, known))
        if len(self._since) >= _LINES:
            self._since.clear()
        self._since[oldest] = known
        return known


def same(one: Sequence[Story], other: Sequence[Story]) -> bool:
    """Whether two lists hold the very same objects."""
    return len(one) == len(other) and all(map(is_, one, other))


_Choice = tuple[frozenset[str] | None, int, tuple[str, ...]]


class SharedCandidates:
    """The lists that were asked for lately, by topics, length and languages: what was worked out of
    one serves until a story of it changes. Of public feeds alone."""

    def __init__(self, articles: ArticleStore) -> None:
        self._articles = articles
        self._kept: OrderedDict[_Choice, tuple[list[Story], Candidates]] = OrderedDict()
        self._asked, self._turned = set[_Choice](), datetime.min.replace(tzinfo=UTC)

    def turn_over(self, now: datetime) -> None:
        """It is `now`: lists that nobody has asked for since the last turn are let go of."""
        if now - self._turned >= _KEPT_FOR:
            for key in self._kept.keys() - self._asked:
                del self._kept[key]
            self._asked, self._turned = set(), now

    async def of(
        self, topics: frozenset[str] | None, since: datetime, limit: int, reads: tuple[str, ...]
    ) -> Candidates:
        """What everybody may see, seen `since`, of these topics (None: all)."""
        wanted = None if topics is None else sorted(topics)
        found = await self._articles.listed(since, PUBLIC, topics=wanted, limit=limit)
        key = topics, limit, reads
        self._asked.add(key)
        before = self._kept.get(key)
        if before is None or not same(before[0], found):
            kept, elsewhere = await asyncio.to_thread(readable, found, reads)
            before = self._kept[key] = found, Candidates(tuple(kept), elsewhere)
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return before[1]


class CandidateLists:
    """Lists of candidates for one pass over chats: what public feeds bring is asked for once for
    each choice of topics and languages. With the editions that were `made` of them, and what chats
    share of what they were `shown`."""

    def __init__(self, articles: ArticleStore, shared: SharedCandidates | None = None) -> None:
        self._articles, self._shared = articles, shared or SharedCandidates(articles)
        self._public = dict[tuple[_Choice, datetime], Candidates]()
        self.made: Made = {}
        self.shown = dict[Any, Any]()

    async def of(
        self,
        chat: Chat,
        topics: Sequence[str] | None,
        since: datetime,
        limit: int = USUAL,
        feed_ids: Sequence[int] = (),
    ) -> Candidates:
        """The chat's candidates seen `since`, of these topics (None: all) or of these feeds."""
        if chat.feed_ids:  # nobody else sees the same
            return await self._listed(chat, topics, since, limit, feed_ids)
        wanted = None if topics is None else frozenset(topics)
        key = (wanted, limit, chat.reads), since
        if key not in self._public:
            if len(self._public) >= _KEPT:
                self._public.clear()
            self._public[key] = await self._shared.of(wanted, since, limit, chat.reads)
        return self._public[key]

    async def _listed(
        self,
        chat: Chat,
        topics: Sequence[str] | None,
        since: datetime,
        limit: int,
        feed_ids: Sequence[int],
    ) -> Candidates:
        found = await self._articles.listed(
            since, chat.viewer, topics=topics, feed_ids=feed_ids, limit=limit
        )
        kept, elsewhere = readable(found, chat.reads, chat.feed_ids)
        return Candidates(tuple(kept), elsewhere)
