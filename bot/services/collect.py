"""From the feeds that are due to stored, summarised, grouped articles.

For each feed: note the attempt, fetch, parse, keep the entries that are new, read the page of
each, store the article with its bullets, place it in a story; and last of all keep what polling
must remember, so that a crash at any point repeats a little work and loses nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain

import structlog

from bot.core.editions.articles import article_of
from bot.core.editions.publishers import outlet_name
from bot.core.editions.topics import Topics
from bot.core.feeds import document, polling
from bot.core.feeds.entries import ListedEntry, Selection, listed, select, without_texts
from bot.core.feeds.merging import proven_address, surviving_feed
from bot.core.feeds.naming import feed_logged
from bot.core.feeds.polling import Poll
from bot.core.model.feeds import Feed, FeedState, ParsedFeed
from bot.core.model.reasons import ReadingFailed, Reason, Unreadable
from bot.core.model.responses import Response
from bot.errors import StoreUnavailable
from bot.services.document_budget import DocumentBudget
from bot.services.placing.story_assignment import StoryIndex
from bot.services.ports import ArticleStore, Clock, FeedStore, Fetcher, Placing, Reader
from bot.services.reading.entries import EntryReader, errand_of

log = structlog.get_logger(__name__)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CollectLimits:
    """How much is read: entries on a feed's first fetch and on later ones, days of memory."""

    first_fetch: int = 3
    each_fetch: int = 20
    memory: timedelta = timedelta(days=30)
    feeds_at_once: int = 64  # the web client itself keeps to eight connections, one a host
    feeds_in_hand: int = 500
    """Due feeds, of 5 kB each, that are polled or wait for it: where thousands are due at once, the
    next pass takes those that are due longest."""


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """`interval` is the shortest pause between two polls of a feed; `random` gives numbers from 0
    to 1, by which polls are put off so that they do not fall together; `budget` bounds what is in
    hand, here and for readers; `placing` takes the articles that were read (None: an index of
    this process puts them into stories at once)."""

    interval: timedelta = timedelta(minutes=30)
    limits: CollectLimits = field(default_factory=CollectLimits)
    random: Callable[[], float] = lambda: 0.5
    budget: DocumentBudget = field(default_factory=DocumentBudget)
    placing: Placing | None = None


@dataclass(slots=True)
class CollectReport:
    """What one pass did. `failed` maps a feed, as it is logged, to why; `skipped` entries were a
    flood; `moved` are addresses that feeds have moved to for good."""

    feeds: int = 0
    articles: int = 0
    skipped: int = 0
    failed: dict[str, Unreadable] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)


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
        options: CollectOptions | None = None,
    ) -> None:
        options = options or CollectOptions()
        self._feeds, self._articles = feeds, articles
        self._fetcher, self._reader = fetcher, reader
        self._topics, self._clock, self._random = topics, clock, options.random
        self._interval, self._limits = options.interval, options.limits
        self._budget = options.budget
        own = StoryIndex(articles, clock, self._limits.memory)
        self._placing = options.placing or own
        self._entries = EntryReader(fetcher, reader, options.budget)
        self._polling: dict[int, asyncio.Task[None]] = {}
        self._asking, self._slots = asyncio.Lock(), asyncio.Semaphore(self._limits.feeds_at_once)

    async def run_due(
        self, progress: Progress | None = None, limit: int = 0, *, forced: bool = False
    ) -> CollectReport:
        """Poll the feeds that are due now, several at once, at most `limit` of them (0: as many
        as are taken in hand); `forced`, because a person asks for it, every feed that was not
        tried within the interval.

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
            most = limit or self._limits.feeds_in_hand
            mine += await self._asked_now(most, forced, besides=elsewhere)
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

    async def poll(self, feed: Feed, state: FeedState) -> CollectReport:
        """Poll one feed that no other process may poll meanwhile."""
        report = CollectReport(feeds=1)
        if task := asyncio.current_task():
            self._polling[feed.id] = task
        try:
            await self._poll_safely(feed, state, report)
        finally:
            self._polling.pop(feed.id, None)
        await self._join(report.moved)
        return report

    async def _asked_now(
        self, limit: int, forced: bool, besides: Collection[int]
    ) -> list[tuple[Feed, FeedState]]:
        """What a pass polls; the rest of what is due is not kept for as long as it lasts."""
        due = await (self._at_will() if forced else self._feeds.due(self._clock(), limit))
        return [row for row in due if row[0].id not in besides]

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
                    told = {"feed": feed_logged(feed), "into": feed_logged(stays)}
                    log.info("feeds joined", **told)
                    await self._feeds.join(stays.id, feed.id)

    async def _poll_safely(self, feed: Feed, state: FeedState, report: CollectReport) -> None:
        """Poll a feed. What goes wrong with it is its own failure: said once, and backed off."""
        now = self._clock()
        try:
            await self._poll(feed, state, report, now)
        except StoreUnavailable:  # nobody's feed can be kept: the pass ends
            raise
        except Exception as fault:
            log.error("feed failed", feed=feed_logged(feed), exc_info=not state.failures)
            report.failed[feed_logged(feed)] = why = Unreadable(
                Reason.STUMBLED, type(fault).__name__
            )
            nothing = Poll(Response(feed.url), None, now, self._interval, jitter=self._random())
            await self._feeds.save_state(polling.stumbled(state, nothing, why))

    async def _poll(
        self, feed: Feed, state: FeedState, report: CollectReport, now: datetime
    ) -> None:
        await self._feeds.mark_attempt(feed.id, now, now + self._interval)
        poll, selection = await self._fetched(feed, state, now)
        if selection and isinstance(poll.parsed, ParsedFeed):
            stored = await self._take(feed, poll.parsed, selection)  # others count meanwhile
            report.articles += stored
            report.skipped += selection.skipped
        after = polling.decide(state, poll)
        await self._feeds.save_state(after)
        if address := proven_address(feed, after, now):
            report.moved.add(address)
        if after.error:
            report.failed[feed_logged(feed)] = after.error
            say = log.info if state.failures else log.warning  # once in a time of trouble
            say("feed failed", feed=feed_logged(feed), reason=str(after.error))

    async def _fetched(
        self, feed: Feed, state: FeedState, now: datetime
    ) -> tuple[Poll, Selection | None]:
        """What the feed says now, without its texts, and the entries of it that are to be read."""
        ask = polling.ask(feed.url, state, now)
        async with self._budget.lease() as lease:
            answer = await self._fetcher.get(
                ask.url,
                etag=ask.etag,
                last_modified=ask.last_modified,
                validators_url=ask.validators_url,
                errand=errand_of(feed, lease),
            )
            return await self._judged(feed, state, answer, now)

    async def _judged(
        self, feed: Feed, state: FeedState, answer: Response, now: datetime
    ) -> tuple[Poll, Selection | None]:
        parsed = await self._parse(answer)
        poll = Poll(
            replace(answer, body=b""),
            parsed,
            now,
            self._interval,
            feed.url,
            self._random(),
            problem=document.problem(answer, parsed),
        )
        if not isinstance(parsed, ParsedFeed):
            return poll, None
        selection = await self._select(feed, state, parsed)
        bare, new, repeated = without_texts(parsed), selection.new, selection.repeated
        return replace(poll, parsed=bare, new=new, repeated=repeated), selection

    async def _parse(self, answer: Response) -> ParsedFeed | Unreadable | None:
        if answer.status != 200:
            return None
        try:
            return await self._reader.feed(answer)
        except ReadingFailed as failure:
            return failure.why

    async def _select(self, feed: Feed, state: FeedState, parsed: ParsedFeed) -> Selection:
        entries = listed(feed, parsed)
        marks = list(chain.from_iterable(one.identities for one in entries))
        unknown = await self._feeds.unknown_keys(feed.id, marks)
        known = await self._articles.known_urls({one.address for one in entries} - {""}, feed.id)
        limit = self._limits.each_fetch if state.succeeded_at else self._limits.first_fetch
        return select(entries, unknown, known, limit)

    async def _take(self, feed: Feed, parsed: ParsedFeed, selection: Selection) -> int:
        """Read the selected entries and remember all; how many articles were stored."""
        named, stored = await self._named(feed, parsed), 0
        for one in selection.read:
            stored += await self._read(named, one, parsed.language)
        await self._feeds.remember_keys(feed.id, selection.remember, self._clock())
        return stored

    async def _named(self, feed: Feed, parsed: ParsedFeed) -> Feed:
        """The feed under its own name, which is kept from the first time it is read."""
        if feed.title:
            return feed
        title = outlet_name(parsed.title, parsed.link or feed.url)
        await self._feeds.set_title(feed.id, title)
        return replace(feed, title=title)

    async def _read(self, feed: Feed, one: ListedEntry, language: str | None) -> bool:
        """Fetch, read and store one entry. Returns whether an article was stored."""
        text = await self._entries.text(feed, one)
        article = text and article_of(feed, one.entry, text, self._topics, self._clock())
        if not article:
            return False
        spoken = article.language or language or ""
        return await self._placing.store(replace(article, language=spoken))
