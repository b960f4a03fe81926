"""The stories that chats choose from: one list for all that want the same, lined up once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.editions.languages import Elsewhere, readable
from bot.core.editions.lineup import LineUp, line_up
from bot.core.model.articles import Story
from bot.core.model.chats import Chat
from bot.core.model.tastes import NO_TASTE, Taste
from bot.services.placing.article_ports import ArticleStore

USUAL = 500
"""Stories that are looked at, the newest."""
_KEPT = 256  # lists


@dataclass(frozen=True, slots=True)
class Candidates:
    """Stories that a chat may be told of, newest first, and how many there are in languages that it
    does not read. What is lined up of them for chats without a taste is kept."""

    stories: tuple[Story, ...]
    elsewhere: Elsewhere = ()
    _lines: dict[datetime | None, LineUp] = field(default_factory=dict, compare=False, repr=False)

    async def line(
        self, now: datetime, oldest: datetime | None = None, taste: Taste = NO_TASTE
    ) -> LineUp:
        """The stories in the order in which an edition takes them."""
        if taste:
            return await asyncio.to_thread(line_up, self.stories, now, oldest=oldest, taste=taste)
        if oldest not in self._lines:
            self._lines[oldest] = await asyncio.to_thread(line_up, self.stories, now, oldest=oldest)
        return self._lines[oldest]


_Wanted = tuple[frozenset[str] | None, datetime, int, tuple[str, ...]]


class CandidateLists:
    """Lists of candidates for one pass over chats: what public feeds bring is listed once for each
    choice of topics and languages."""

    def __init__(self, articles: ArticleStore) -> None:
        self._articles = articles
        self._public = dict[_Wanted, Candidates]()

    async def of(
        self, chat: Chat, topics: Sequence[str] | None, since: datetime, limit: int = USUAL
    ) -> Candidates:
        """The chat's candidates seen `since`, of these topics (None: all) and of its own feeds."""
        if chat.feed_ids:  # nobody else sees the same
            return await self._listed(chat, topics, since, limit)
        wanted = None if topics is None else frozenset(topics)
        key = wanted, since, limit, chat.reads
        if key not in self._public:
            if len(self._public) >= _KEPT:
                self._public.clear()
            self._public[key] = await self._listed(chat, topics, since, limit)
        return self._public[key]

    async def _listed(
        self, chat: Chat, topics: Sequence[str] | None, since: datetime, limit: int
    ) -> Candidates:
        found = await self._articles.listed(
            since, chat.viewer, topics=topics, feed_ids=chat.feed_ids, limit=limit
        )
        kept, elsewhere = readable(found, chat.reads, chat.feed_ids)
        return Candidates(tuple(kept), elsewhere)
