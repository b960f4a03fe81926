"""Stories told in brief, each once for everybody: texts are read where nobody has been told yet,
by this process or by one before.

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

from bot.core.editions.telling import Tell, in_brief, open_story
from bot.core.model.articles import Story
from bot.core.model.chats import Shown, Viewer
from bot.core.model.editions import DigestStory
from bot.core.model.tellings import KeptTelling
from bot.services.placing.article_ports import ArticleStore
from bot.services.telling.kept_tellings import OPENED, KeptTellings, Key, telling_key, written

KEPT_STORIES = 2048
"""Some 4 kB each."""
KEPT_FOR = timedelta(minutes=15)
"""At least, after it was asked for: hour after hour there are other stories."""
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
        self._articles, self.kept = articles, KeptTellings(articles.tellings)
        self._told: OrderedDict[Key, DigestStory | None] = OrderedDict()
        self._older: OrderedDict[Key, DigestStory | None] = OrderedDict()
        self._turned: datetime | None = None

    def turn_over(self, now: datetime) -> None:
        """It is `now`: what nobody has asked for within a quarter of an hour is let go of."""
        if self._turned is None or now - self._turned >= KEPT_FOR:
            self._older, self._told, self._turned = self._told, OrderedDict(), now

    async def ready(self, asked: Iterable[Asked]) -> Tell:
        """A function that tells these stories, and no others; texts that it takes are read."""
        wanted = [(telling_key(one.story, one.bullets, one.shown), one) for one in asked]
        here = {key: self._told[key] for key, _ in wanted if self._knows(key)}
        new = {key: one.story for key, one in wanted if key not in here and one.shown is None}
        here |= await self._recalled(new)
        missing = defaultdict[Viewer, dict[Key, Asked]](dict)
        for key, one in wanted:
            if key not in here:
                missing[one.viewer][key] = one
        for viewer, others in missing.items():
            here |= await self._read(viewer, others)
        return lambda story, bullets, shown: here.get(telling_key(story, bullets, shown))

    async def opened(self, story: Story) -> DigestStory | None:
        """A story with its texts, as it is told when somebody opens it."""
        key = telling_key(story, OPENED, None)
        if self._knows(key):
            return self._told[key]
        slow = len(story.articles) > 1  # one article's is told as soon as it is asked for
        if slow and (kept := await self._recalled({key: story})):
            return kept[key]
        told = self._told[key] = await asyncio.to_thread(open_story, story)
        if slow and told:
            self.kept.note(written(story, OPENED, told))
        self._forget()
        return told

    async def _recalled(self, asked: Mapping[Key, Story]) -> dict[Key, DigestStory | None]:
        """What was told of these stories before this process began, or by another."""
        found = dict[Key, DigestStory | None]()
        for key, told in (await self.kept.of(asked)).items():
            found[key] = self._told[key] = replace(told, telling=next(_TELLINGS))
        self._forget()
        return found

    def _knows(self, key: Key) -> bool:
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
        self, viewer: Viewer, wanted: Mapping[Key, Asked]
    ) -> dict[Key, DigestStory | None]:
        ids = {one.story.id for one in wanted.values() if not one.whole}
        found = {one.id: one for one in await self._articles.whole(sorted(ids), viewer)}
        told = await asyncio.to_thread(_told, wanted, found)
        for key, one in told.items():
            if one.lasting:
                self._told[key] = one.story
            if one.row:
                self.kept.note(one.row)
        self._forget()
        return {key: one.story for key, one in told.items()}


@dataclass(frozen=True, slots=True)
class _Told:
    """A story as it is told, and whether that may be kept: not where it has changed meanwhile."""

    story: DigestStory | None
    lasting: bool
    row: KeptTelling | None


def _told(wanted: Mapping[Key, Asked], whole: Mapping[int, Story]) -> dict[Key, _Told]:
    """Each of these stories told, of those that are `whole` here."""
    told = dict[Key, _Told]()
    for key, one in wanted.items():
        seen = {article.id for article in one.story.articles}
        found = one.story if one.whole else whole.get(one.story.id)
        members = tuple(a for a in found.articles if a.id in seen) if found else ()
        story = replace(one.story, articles=members) if members else without_bullets(one.story)
        same = telling_key(story, one.bullets, one.shown) == key and bool(members)
        brief = in_brief(story, one.bullets, one.shown)
        row = written(story, one.bullets, brief) if brief and same and not one.shown else None
        told[key] = _Told(brief and replace(brief, telling=next(_TELLINGS)), same, row)
    return told


def without_bullets(story: Story) -> Story:
    """Of a story that is gone the headlines are known: the bullets of lists are empty."""
    bare = tuple(replace(article, bullets=()) for article in story.articles)
    return replace(story, articles=bare)
