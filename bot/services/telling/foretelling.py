"""Stories are told before anybody asks: each once it has been placed, then those of earlier times,
which an older version told, or none.

Beside the event loop, one after the other, and with pauses: an answer never waits for more than one
of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.editions.telling import in_brief, open_story
from bot.core.model.articles import Story
from bot.core.model.chats import PUBLIC, Chat
from bot.core.model.tellings import KeptTelling
from bot.services.placing.article_ports import ArticleStore
from bot.services.telling.kept_tellings import OPENED, KeptTellings, written

_BULLETS = Chat(0).bullets
"""What most chats have."""
_LATELY, _MEMORY = timedelta(days=1), timedelta(days=30)
_AT_ONCE = 20  # stories, with all of their texts
_PAUSE_SECONDS = 0.05
"""After each story, which takes some 4 ms: the 42,000 of a month are told in forty minutes."""


class Foretelling:
    """Tells the public's stories that were not told yet, the newest first. One a process."""

    def __init__(self, articles: ArticleStore, kept: KeptTellings) -> None:
        self._articles, self._kept = articles, kept
        self._reached: datetime | None = None  # what is older may be untold
        self._faulty = set[int]()  # a start tries them again

    async def run(self, now: datetime, pause: float = _PAUSE_SECONDS) -> int:
        """Tell them all, and keep what readers were told meanwhile; how many there were."""
        count = 0
        await self._kept.write()
        while ids := await self._next(now):
            stories = await self._articles.whole(ids, PUBLIC)
            lately = now - _LATELY
            told = [row for story in stories for row in await self._told(story, lately, pause)]
            await self._kept.write(told)
            count += len(stories)
        return count

    async def _next(self, now: datetime) -> list[int]:
        """Some stories that are to be told."""
        lately, oldest = now - _LATELY, now - _MEMORY
        found = await self._untold(lately, now)
        if found:
            return [key for key, _ in found]
        reached = lately if self._reached is None else self._reached
        found = await self._untold(oldest, reached) if reached > oldest else []
        self._reached = found[-1][1] if found else oldest
        return [key for key, _ in found]

    async def _untold(self, since: datetime, until: datetime) -> Sequence[tuple[int, datetime]]:
        limit = _AT_ONCE + len(self._faulty)
        found = await self._kept.untold(since, until, _BULLETS, limit)
        return [one for one in found if one[0] not in self._faulty]

    async def _told(self, story: Story, lately: datetime, pause: float) -> list[KeptTelling]:
        try:
            return await asyncio.to_thread(_rows, story, lately)
        except Exception:  # it is told of, and keeps none of the others from being told
            self._faulty.add(story.id)
            raise
        finally:
            await asyncio.sleep(pause)


def _rows(story: Story, lately: datetime) -> list[KeptTelling]:
    """What most readers are told of a story. What they open are stories of the day; one that a
    single article tells is told at once then, one of several in some 30 ms."""
    brief = in_brief(story, _BULLETS, None)
    newest = max(article.seen for article in story.articles)
    soon = len(story.articles) > 1 and newest >= lately
    rows = ((_BULLETS, brief), (OPENED, open_story(story) if soon else None))
    return [written(story, bullets, told) for bullets, told in rows if told]
