"""From the feeds that are due to stored, summarised, grouped articles.

For each feed: note the attempt, fetch, parse, keep the entries that are new, read the page of
each, store the article with its bullets, place it in a story; and last of all keep what polling
must remember, so that a crash at any point repeats a little work and loses nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import chain

import structlog

from bot.core.editions.publishers import outlet_name
from bot.core.editions.topics import Topics
from bot.core.feeds import polling
from bot.core.feeds.entries import article_address, identities, newest_first
from bot.core.feeds.merging import proven_address, surviving_feed
from bot.core.model.articles import Article
from bot.core.model.feeds import Entry, Feed, FeedState, ParsedFeed
from bot.core.model.responses import Response
from bot.core.stories.grouping import fingerprint
from bot.core.urls import canonical
from bot.errors import ReadingFailed
from bot.services.ports import ArticleStore, Clock, FeedStore, Fetcher, Reader, Reading
from bot.services.story_assignment import StoryIndex

log = structlog.get_logger(__name__)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CollectLimits:
    """How much is read: entries on a feed's first fetch and on later ones, days of memory."""

    first_fetch: int = 3
    each_fetch: int = 20
    memory: timedelta = timedelta(days=30)
    feeds_at_once: int = 64  # the web client itself keeps to eight connections, one a host


@dataclass(slots=True)
class CollectReport:
    """What one pass did. `failed` maps a feed's address to why; `skipped` entries were a flood;
    `moved` are addresses that feeds have moved to for good."""

    feeds: int = 0
    articles: int = 0
    skipped: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Taken:
    """Of one feed's entries: how many had unknown ids, how many of these were known all the same,
    how many were past the limit, and how many articles were stored."""

    new: int = 0
    repeated: int = 0
    skipped: int = 0
    stored: int = 0


class Collector:
    """Polls what is due, no feed twice at once. One instance a process."""

    def __init__(
        self,
        feeds: FeedStore,
        articles: ArticleStore,
        fetcher: Fetcher,
        reader: Reader,
        topics: Topics,
        clock: Clock,
        *,
        interval: timedelta = timedelta(minutes=30),
        limits: CollectLimits | None = None,
        random: Callable[[], float] = lambda: 0.5,
    ) -> None:
        self._feeds, self._articles = feeds, articles
        self._fetcher, self._reader = fetcher, reader
        self._topics, self._clock, self._random = topics, clock, random
        self._interval, self._limits = interval, limits or CollectLimits()
        self._placing = StoryIndex(articles, clock, self._limits.memory)
        self._polling: dict[int, asyncio.Task[None]] = {}
        self._asking, self._slots = asyncio.Lock(), asyncio.Semaphore(self._limits.feeds_at_once)

    async def run_due(
        self, progress: Progress | None = None, limit: int = 10_000, *, forced: bool = False
    ) -> CollectReport:
        """Poll every feed that is due now, several at once; `forced`, because a person asks for
        it, every feed that was not tried within the interval.

        Feeds that another pass is polling are left to it and waited for: a slow feed holds up
        nobody else's next poll.
        """
        report, mine = CollectReport(), list[tuple[Feed, FeedState]]()

        async def one(feed: Feed, state: FeedState) -> None:
            async with self._slots:
                await self._poll_safely(feed, state, report)
            report.feeds += 1
            if progress:
                progress(report.feeds, len(mine))

        async with self._asking:
            elsewhere = self._under_way()  # before it is asked what is due: these may end meanwhile
            due = await (self._at_will() if forced else self._feeds.due(self._clock(), limit))
            mine += [row for row in due if row[0].id not in elsewhere]
            polls = {feed.id: asyncio.create_task(one(feed, state)) for feed, state in mine}
            self._polling = elsewhere | polls
        try:
            await asyncio.gather(*polls.values())
        finally:
            for poll in polls.values():  # after a fault none of them goes on by itself
                poll.cancel()
            await asyncio.gather(*polls.values(), return_exceptions=True)
        if elsewhere:
            await asyncio.wait(elsewhere.values())
        await self._join(report.moved)
        return report

    async def _at_will(self) -> list[tuple[Feed, FeedState]]:
        """The feeds that may be polled now although they are not due, those that ended included."""
        now, every = self._clock(), await self._feeds.all()
        return [row for row in every if polling.may_be_forced(row[1], now, self._interval)]

    def _under_way(self) -> dict[int, asyncio.Task[None]]:
        return {feed: poll for feed, poll in self._polling.items() if not poll.done()}

    async def _join(self, addresses: set[str]) -> None:
        """Make one of the feeds that have come to one address, where none is being polled."""
        async with self._asking:
            for address in sorted(addresses):
                found = surviving_feed(
                    address, await self._feeds.at_address(address), self._clock()
                )
                if found is None:
                    continue
                stays, others = found
                if self._under_way().keys() & {feed.id for feed in (stays, *others)}:
                    continue
                for feed in others:
                    log.info("feeds joined", feed=feed.url, address=address)
                    await self._feeds.join(stays.id, feed.id)

    async def _poll_safely(self, feed: Feed, state: FeedState, report: CollectReport) -> None:
        try:
            await self._poll(feed, state, report)
        except ReadingFailed as failure:  # one feed's failure never touches another
            report.failed[feed.url] = str(failure)
            log.warning("feed failed", feed=feed.url, reason=str(failure))

    async def _poll(self, feed: Feed, state: FeedState, report: CollectReport) -> None:
        now = self._clock()
        await self._feeds.mark_attempt(feed.id, now, now + self._interval)
        ask = polling.ask(feed.url, state, now)
        answer = await self._fetcher.get(
            ask.url,
            etag=ask.etag,
            last_modified=ask.last_modified,
            validators_url=ask.validators_url,
        )
        parsed, taken = await self._parse(answer), _Taken()
        if isinstance(parsed, ParsedFeed):
            taken = await self._take(feed, state, parsed)
        after = polling.decide(
            state,
            answer,
            parsed,
            now,
            self._interval,
            self._random(),
            url=feed.url,
            new=taken.new,
            repeated=taken.repeated,
        )
        await self._feeds.save_state(after)
        report.articles += taken.stored
        report.skipped += taken.skipped
        if address := proven_address(feed, after, now):
            report.moved.add(address)
        if after.error:
            report.failed[feed.url] = after.error

    async def _parse(self, answer: Response) -> ParsedFeed | str | None:
        if answer.status != 200:
            return None
        try:
            return await self._reader.feed(answer)
        except ReadingFailed as failure:
            return str(failure)

    async def _take(self, feed: Feed, state: FeedState, parsed: ParsedFeed) -> _Taken:
        """Read the entries that are new to us; those past the limit are only remembered."""
        urls = {entry.key: article_address(entry, feed, parsed) for entry in parsed.entries}
        marked = {entry.key: identities(entry, urls[entry.key]) for entry in parsed.entries}
        unknown = await self._feeds.unknown_keys(feed.id, list(chain(*marked.values())))
        renamed = {key for key, every in marked.items() if not unknown.issuperset(every)}
        known = await self._articles.known_urls(set(urls.values()) - {""})
        by_id = [entry for entry in parsed.entries if entry.key in unknown]
        new = newest_first([entry for entry in by_id if entry.key not in renamed])
        repeated = sum(entry.key in renamed or urls[entry.key] in known for entry in by_id)
        limit = self._limits.each_fetch if state.succeeded_at else self._limits.first_fetch
        taken = _Taken(len(by_id), repeated, len(new[limit:]))
        named = await self._named(feed, parsed)
        for entry in reversed(new[:limit]):
            if urls[entry.key] and urls[entry.key] not in known:
                taken.stored += await self._read(named, entry, urls[entry.key], parsed.language)
        await self._feeds.remember_keys(feed.id, unknown, self._clock())
        return taken

    async def _named(self, feed: Feed, parsed: ParsedFeed) -> Feed:
        """The feed under its own name, which is kept from the first time it is read."""
        if feed.title:
            return feed
        title = outlet_name(parsed.title, parsed.link or feed.url)
        await self._feeds.set_title(feed.id, title)
        return replace(feed, title=title)

    async def _read(self, feed: Feed, entry: Entry, url: str, language: str | None) -> bool:
        """Fetch, read and store one entry. Returns whether an article was stored."""
        reading, from_feed, final = await self._reading(feed, entry, url)
        if not reading or not (reading.page.text or entry.title):
            return False
        article = self._article(feed, entry, final, reading, from_feed)
        return await self._placing.store(
            replace(article, language=article.language or language or "")
        )

    async def _reading(
        self, feed: Feed, entry: Entry, url: str
    ) -> tuple[Reading | None, bool, str]:
        """(what was read, whether it is the feed's own text, the article's address).

        That is where its page was found, if it was read whole: all articles of a site may lead
        to one and the same closed door.
        """
        page, final = None, url
        if feed.full_text and entry.link:
            answer = await self._fetcher.get(url)
            final = canonical(answer.url) or url if answer.status == 200 else url
            page = await self._read_page(answer)
        if page and not page.page.problem and page.page.text:
            return page, False, final
        own = await self._read_text(feed, entry)
        if own and page and len(page.page.text) > len(own.page.text):
            return page, False, url
        return own or page, own is not None, url

    async def _read_page(self, answer: Response) -> Reading | None:
        if answer.status != 200:
            return None
        try:
            return await self._reader.page(answer)
        except ReadingFailed as failure:
            log.info("page not read", url=answer.url, reason=str(failure))
            return None

    async def _read_text(self, feed: Feed, entry: Entry) -> Reading | None:
        try:
            return await self._reader.text(entry.html or entry.summary, entry.title, feed.language)
        except ReadingFailed as failure:
            log.info("entry not read", url=entry.link, reason=str(failure))
            return None

    def _article(
        self, feed: Feed, entry: Entry, url: str, reading: Reading, from_feed: bool
    ) -> Article:
        page, now = reading.page, self._clock()
        title = entry.title or page.title
        return Article(
            url=url,
            title=title,
            text=page.text,
            outlet=feed.title,
            published=min(entry.date or page.date or now, now),
            seen=now,
            language=page.language or feed.language or "",
            author=page.author or entry.author,
            image=page.image,
            bullets=reading.bullets,
            hashtags=page.hashtags,
            topics=self._topics.of_article(feed.topics, title, page.text),
            feed_id=feed.id,
            fingerprint=fingerprint(page.text),
            from_feed=from_feed,
        )
