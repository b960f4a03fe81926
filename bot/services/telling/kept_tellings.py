"""What was told of stories, kept in the store: after a start nobody waits until it is told again.

A row holds what was said and of which articles. Their names, addresses and times come from the
list of who asks, so that a row tells nothing of an article that this list does not hold; and it is
found by the articles of that list alone.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import blake2b
from itertools import takewhile
from typing import Any

import structlog

from bot.core.editions.telling import assembled
from bot.core.model.articles import Article, Story
from bot.core.model.chats import Shown
from bot.core.model.editions import Cited, DigestStory, Disagreement, TimelineEntry
from bot.core.model.tellings import KeptTelling
from bot.services.telling.telling_port import TellingStore
from bot.services.telling.telling_version import telling_version

log = structlog.get_logger(__name__)

Key = tuple[Any, ...]
OPENED = 0
"""In place of a number of bullets: as the story is told when somebody opens it."""
_MOST_WAITING = 512
"""Rows of some 1.5 kB that wait to be written; the oldest are let go of."""
_AT_ONCE = 20
"""Rows that are written before a stop can come between."""


def telling_key(story: Story, bullets: int, shown: Shown | None) -> Key:
    """What is told of a story follows from this."""
    seen = tuple((one.id, one.independent, one.outlet) for one in story.articles)
    return story.id, bullets, seen, shown and (shown.at, shown.article_ids)


def written(story: Story, bullets: int, told: DigestStory) -> KeptTelling:
    """What was told of a story to who had been shown nothing of it, as it is kept."""
    articles = {one.id: one for one in story.articles}
    lead = next(one.id for one in story.articles if _leads(one, told))
    differences = [
        [one.what, [_plain(value, articles) for value in one.values]] for one in told.differences
    ]
    timeline = [
        [one.date.isoformat(), one.precision, _plain(one.told, articles), one.ahead]
        for one in told.timeline
    ]
    said = [_plain(one, articles) for one in told.bullets]
    plain = json.dumps(
        [lead, told.word, said, differences, timeline], ensure_ascii=False, separators=(",", ":")
    )
    key = _digest(telling_key(story, bullets, None))
    return KeptTelling(key, story.id, bullets, plain, tuple(articles))


def read_again(kept: str, story: Story) -> DigestStory:
    """What was told of the story, as `written` keeps it; the texts of its articles need not be
    there."""
    articles = {one.id: one for one in story.articles}
    lead, word, said, differences, timeline = json.loads(kept)
    return replace(
        assembled(story, articles[lead], tuple(_cited(one, articles) for one in said), word),
        differences=tuple(
            Disagreement(what, tuple(_cited(value, articles) for value in values))
            for what, values in differences
        ),
        timeline=tuple(
            TimelineEntry(date.fromisoformat(day), precision, _cited(one, articles), ahead)
            for day, precision, one, ahead in timeline
        ),
    )


def _leads(article: Article, told: DigestStory) -> bool:
    """Whether its headline stands above the story: two feeds may bring one address."""
    its = article.url, article.title, article.language, article.image
    return its == (told.url, told.title, told.language, told.image)


def _plain(one: Cited, articles: Mapping[int, Article]) -> list[Any]:
    """Its article, its words, and where its link leaves the article's address, and how."""
    letters = zip(articles[one.article_id].url, one.url, strict=False)
    alike = len(list(takewhile(lambda pair: pair[0] == pair[1], letters)))
    return [one.article_id, one.text, alike, one.url[alike:]]


def _cited(plain: list[Any], articles: Mapping[int, Article]) -> Cited:
    number, text, alike, rest = plain
    article = articles[number]
    return Cited(text, article.url[:alike] + rest, article.outlet, number)


def _digest(key: Key) -> bytes:
    return blake2b(repr(key).encode(errors="surrogatepass"), digest_size=16).digest()


def _read_all(rows: Mapping[Key, str], asked: Mapping[Key, Story]) -> dict[Key, DigestStory]:
    """What can be read of these rows; the story of a damaged one is told again."""
    found = dict[Key, DigestStory]()
    for key, kept in rows.items():
        try:
            found[key] = read_again(kept, asked[key])
        except (ValueError, TypeError, LookupError) as error:
            log.warning("what was told is damaged", story=asked[key].id, error=repr(error))
    return found


class KeptTellings:
    """What this version of the code told."""

    def __init__(self, store: TellingStore) -> None:
        self._store = store
        self._waiting = dict[bytes, KeptTelling]()

    async def of(self, asked: Mapping[Key, Story]) -> dict[Key, DigestStory]:
        """What is kept for these keys, whose stories these are: one question for all."""
        by_digest = {_digest(key): key for key in asked}
        found = await self._store.kept(by_digest, await _version()) if asked else {}
        rows = {by_digest[mark]: kept for mark, kept in found.items()}
        return await asyncio.to_thread(_read_all, rows, asked)

    def note(self, told: KeptTelling) -> None:
        """It is kept with the next that are written."""
        self._waiting[told.key] = told
        while len(self._waiting) > _MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]

    async def write(self, told: Iterable[KeptTelling] = ()) -> None:
        """Keep these, and what was noted."""
        waiting, self._waiting = self._waiting, {}
        rows, version = [*waiting.values(), *told], await _version()
        for start in range(0, len(rows), _AT_ONCE):
            await self._store.keep(rows[start : start + _AT_ONCE], version)

    async def untold(
        self,
        since: datetime,
        until: datetime,
        bullets: int,
        limit: int,
        without: Collection[int] = (),
    ) -> list[tuple[int, datetime]]:
        """Public stories that nobody was told of with so many bullets (`TellingStore.untold`)."""
        return await self._store.untold(since, until, bullets, await _version(), limit, without)


async def _version() -> int:
    return await asyncio.to_thread(telling_version)
