"""Stories told in brief, each once for everybody: texts are read where nobody has been told yet.

What an article says never changes, so what is told of a story follows from which articles of it a
reader may see, and from what was shown before. Nobody can meet a story here of which another reader
sees more: the articles are part of its key.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.core.editions.telling import Tell, in_brief, open_story
from bot.core.model.articles import Story
from bot.core.model.chats import Shown, Viewer
from bot.core.model.editions import DigestStory
from bot.services.placing.article_ports import ArticleStore

KEPT_STORIES = 2048
"""Some 4 kB each."""
KEPT_FOR = timedelta(minutes=15)
"""At least, after it was asked for: hour after hour there are other stories."""
_OPENED = 0  # in place of a number of bullets
_Key = tuple[Any, ...]
_TELLINGS = count(1)  # of the process, for renderers serve all tellers


@dataclass(frozen=True, slots=True)
class Asked:
    """A story that is to be told with so many bullets, as this viewer sees it, with its texts or
    not; `shown` is what was shown of it before."""

    story: Story
    bullets: int
    shown: Shown | None
    viewer: Viewer
    whole: bool = False


class StoryTeller:
    """Tells stories, and keeps what it told. One a process."""

    def __init__(self, articles: ArticleStore) -> None:
        self._articles = articles
        self._told: OrderedDict[_Key, DigestStory | None] = OrderedDict()
        self._older: OrderedDict[_Key, DigestStory | None] = OrderedDict()
        self._turned: datetime | None = None

    def turn_over(self, now: datetime) -> None:
        """It is `now`: what nobody has asked for within a quarter of an hour is let go of."""
        if self._turned is None or now - self._turned >= KEPT_FOR:
            self._older, self._told, self._turned = self._told, OrderedDict(), now

    async def ready(self, asked: Iterable[Asked]) -> Tell:
        """A function that tells these stories, and no others; texts that it takes are read."""
        here = dict[_Key, DigestStory | None]()
        missing = defaultdict[Viewer, dict[_Key, Asked]](dict)
        for one in asked:
            key = _key(one.story, one.bullets, one.shown)
            if self._knows(key):
                here[key] = self._told[key]
            else:
                missing[one.viewer][key] = one
        for viewer, wanted in missing.items():
            here |= await self._read(viewer, wanted)
        return lambda story, bullets, shown: here.get(_key(story, bullets, shown))

    async def opened(self, story: Story) -> DigestStory | None:
        """A story with its texts, as it is told when somebody opens it."""
        key = _key(story, _OPENED, None)
        if not self._knows(key):
            self._told[key] = await asyncio.to_thread(open_story, story)
            self._forget()
        return self._told[key]

    def _knows(self, key: _Key) -> bool:
        """Whether this was told already; then it is asked for, and stays."""
        if key in self._older:
            self._told.setdefault(key, self._older.pop(key))
        if key not in self._told:
            return False
        self._told.move_to_end(key)
        return True

    def _forget(self) -> None:
        while len(self._told) > KEPT_STORIES:
            self._told.popitem(last=False)

    async def _read(
        self, viewer: Viewer, wanted: Mapping[_Key, Asked]
    ) -> dict[_Key, DigestStory | None]:
        ids = {one.story.id for one in wanted.values() if not one.whole}
        found = {one.id: one for one in await self._articles.whole(sorted(ids), viewer)}
        told = await asyncio.to_thread(_told, wanted, found)
        for key, (story, lasting) in told.items():
            if lasting:
                self._told[key] = story
        self._forget()
        return {key: story for key, (story, _) in told.items()}


def _key(story: Story, bullets: int, shown: Shown | None) -> _Key:
    """What is told of a story follows from this."""
    seen = tuple((one.id, one.independent, one.outlet) for one in story.articles)
    return story.id, bullets, seen, shown and (shown.at, shown.article_ids)


def _told(
    wanted: Mapping[_Key, Asked], whole: Mapping[int, Story]
) -> dict[_Key, tuple[DigestStory | None, bool]]:
    """Each story as it is told, and whether it may be kept: not where it has changed meanwhile."""
    told = dict[_Key, tuple[DigestStory | None, bool]]()
    for key, one in wanted.items():
        seen = {article.id for article in one.story.articles}
        found = one.story if one.whole else whole.get(one.story.id)
        members = tuple(a for a in found.articles if a.id in seen) if found else ()
        story = replace(one.story, articles=members) if members else without_bullets(one.story)
        same = _key(story, one.bullets, one.shown) == key and bool(members)
        brief = in_brief(story, one.bullets, one.shown)
        told[key] = brief and replace(brief, telling=next(_TELLINGS)), same
    return told


def without_bullets(story: Story) -> Story:
    """Of a story that is gone the headlines are known: the bullets of lists are empty."""
    bare = tuple(replace(article, bullets=()) for article in story.articles)
    return replace(story, articles=bare)
