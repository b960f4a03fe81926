"""Stories are told before anybody asks: each once it has been placed, then those of earlier times,
which an older version told, or none.

Beside the event loop, one after the other, and with pauses: an answer never waits for more than one
of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
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

    async def run(self, clock: Callable[[], datetime], pause: float = _PAUSE_SECONDS) -> int:
        """Tell them all, and keep what readers were told meanwhile; how many there were. What
        comes while the old ones are told goes before them."""
        count = 0
        await self._kept.write()
        while some := await self._some(clock(), pause):
            count += some
        return count

    async def _some(self, now: datetime, pause: float) -> int:
        """Tell some stories; how many."""
        lately, oldest = now - _LATELY, now - _MEMORY
        found, reached = await self._untold(lately, now), self._reached
        if not found:
            before = lately if reached is None else reached
            found = await self._untold(oldest, before) if before > oldest else []
            reached = found[-1][1] if found else oldest
        stories = list[Story]()
        if found:
            stories = await self._articles.whole(list(dict(found)), PUBLIC)
            told = [row for story in stories for row in await self._told(story, lately, pause)]
            await self._kept.write(told)
        self._reached = reached  # only now: what failed is tried again
        return len(stories)

    async def _untold(self, since: datetime, until: datetime) -> Sequence[tuple[int, datetime]]:
        return await self._kept.untold(since, until, _BULLETS, _AT_ONCE, self._faulty)

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
