"""A page or a text that a reader hands us: read once in a quarter of an hour, as one story."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.editions.telling import open_story
from bot.core.model.articles import Article, Reading, Story
from bot.core.model.editions import DigestStory
from bot.core.model.reasons import ReadingFailed
from bot.core.model.refusals import Refusal
from bot.core.model.responses import Response
from bot.core.urls import canonical, outlet_host
from bot.services.document_budget import Errand
from bot.services.host_limits import HostRateLimiter, ReaderLimits
from bot.services.ports import Clock, Fetcher, Reader
from summarizers.text.fold import folded_letters

BULLETS = 5
MAX_UNDERWAY = 50
"""Pages that are read for readers at a time, or wait for that; more are refused."""
_KEPT = timedelta(minutes=15)
_KEPT_PROBLEM = timedelta(minutes=1)
_KEPT_PAGES = 256
_FEED_TYPES = ("rss", "atom", "rdf", "feed+json")
_NO_TEXT = {"paywall": "page.paywall", "consent": "page.consent"}


@dataclass(frozen=True, slots=True)
class Preview:
    """A page as a story card; `note` is the key of a remark on it, "" for none."""

    story: DigestStory
    note: str = ""


Result = Preview | Refusal


def as_story(reading: Reading, url: str, now: datetime) -> DigestStory | None:
    """The page as a story of its own; other articles that stand on it tell other stories.

    None when there is nothing to tell. Ages are given only where the page has dates.
    """
    page = reading.page
    outlet = _named(page.site, outlet_host(url))
    article = Article(
        url=page.url or url,
        title=page.title,
        text=page.text,
        outlet=outlet,
        published=page.date or now,
        seen=now,
        language=page.language or "",
        bullets=reading.bullets,
        hashtags=page.hashtags,
    )
    story = open_story(Story(0, (article,)), BULLETS)
    if story is None or not story.bullets:
        return None
    return story if page.date else replace(story, articles=())


def _named(site: str, host: str) -> str:
    """The outlet's name as the page gives it, with the host where the name is not its own."""
    letters = folded_letters(site)
    own = letters and letters in host.replace("-", "").replace(".", "")
    return site if own or not host else f"{site} ({host})" if site else host


class PagePreviews:
    """Reads what a reader names. Several who ask for one page at once share one fetch.

    `limits` are shared with whoever else fetches for readers.
    """

    def __init__(
        self, fetcher: Fetcher, reader: Reader, clock: Clock, limits: ReaderLimits | None = None
    ) -> None:
        self._fetcher, self._reader, self._clock = fetcher, reader, clock
        self._limits = limits or ReaderLimits(HostRateLimiter(clock))
        self._kept: OrderedDict[str, tuple[datetime, Result]] = OrderedDict()
        self._underway: dict[str, asyncio.Task[Result]] = {}

    def known(self, url: str) -> Result | None:
        """What is still remembered of this address: an answer that costs nobody anything."""
        until, result = self._kept.get(canonical(url), (None, None))
        return result if until and until > self._clock() else None

    async def page(self, url: str) -> Result:
        """The story card of the page at `url`, or why there is none."""
        if (known := self.known(url)) is not None:
            return known
        key = canonical(url)
        task = self._underway.get(key)
        if task is None and len(self._underway) >= MAX_UNDERWAY:
            return Refusal("page.crowded")
        if task is None:
            task = self._underway[key] = asyncio.create_task(self._page(url))
            task.add_done_callback(lambda _: self._underway.pop(key, None))
        result = await asyncio.shield(task)
        self._keep(key, result)
        return result

    async def text(self, text: str) -> Result:
        """The same for a text that the reader sent."""
        try:
            reading = await self._reader.text(text, bullets=BULLETS)
        except ReadingFailed as failure:
            return Refusal("page.failed", why=failure.why)
        story = await asyncio.to_thread(as_story, reading, "", self._clock())
        return Preview(replace(story, articles=())) if story else Refusal("text.nothing")

    async def _page(self, url: str) -> Result:
        if not await self._limits.turns.take(url):
            return Refusal("page.busy", outlet_host(url))
        async with self._limits.budget.lease(urgent=True) as lease:
            return await self._read(await self._fetcher.get(url, errand=Errand(lease=lease)), url)

    async def _read(self, answer: Response, url: str) -> Result:
        if answer.error:
            return Refusal("page.unreachable", why=answer.error)
        if any(kind in answer.content_type for kind in _FEED_TYPES):
            return Refusal("page.feed")
        try:
            reading = await self._reader.page(answer, BULLETS)
        except ReadingFailed as failure:
            return Refusal("page.failed", why=failure.why)
        now = self._clock()
        story = await asyncio.to_thread(as_story, reading, answer.url or url, now)
        why = _NO_TEXT.get(reading.page.problem or "", "")
        return Preview(story, why and f"{why}.note") if story else Refusal(why or "page.empty")

    def _keep(self, key: str, result: Result) -> None:
        span = _KEPT if isinstance(result, Preview) else _KEPT_PROBLEM
        self._kept[key] = (self._clock() + span, result)
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT_PAGES:
            self._kept.popitem(last=False)
