"""A chat's own feeds: found from an address, added, listed with their state, removed."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.editions.publishers import outlet_name
from bot.core.editions.topics import Topic, Topics
from bot.core.feeds.health import is_merged
from bot.core.feeds.merging import proven_address
from bot.core.feeds.naming import feed_name
from bot.core.feeds.polling import may_be_forced
from bot.core.feeds.profiles import ProfileFeed, feed_of, looked_up, page_of_handle
from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.reasons import ReadingFailed
from bot.core.model.refusals import Refusal
from bot.core.model.responses import Response
from bot.core.urls import host, normal, outlet_host, parse_user_input
from bot.services.chats import ChatRef, ChatSettings
from bot.services.document_budget import Errand
from bot.services.host_limits import HostRateLimiter, PrefetchedFetcher, ReaderLimits
from bot.services.ports import Clock, FeedStore, Reader
from summarizers.text.fold import fold

MAX_FEEDS = 200
"""Of one chat, and of one forum topic: what a reader's OPML file holds as a rule."""
MAX_OWN_FEEDS = 20_000
"""Feeds that readers have added, in all: polled once in half an hour these are eleven a second,
what one process reads beside its pages."""
MAX_FEEDS_OF_A_SITE = 200
"""Of them of one site: asked one after the other, two seconds apart, that takes seven minutes."""
_FOUND, _FOUND_FOR = 256, timedelta(minutes=15)  # sites whose feed was found, and for how long
_TRIED = 3  # feeds of a site that are tried, the likeliest first
_ELSEWHERE = ("feed.none", "feed.unreachable")  # refusals after which a page may still name a feed


@dataclass(frozen=True, slots=True)
class Sources:
    """What a chat follows: topics, and its own feeds, each with what polling knows of it."""

    topics: tuple[Topic, ...]
    feeds: tuple[tuple[Feed, FeedState], ...]


@dataclass(frozen=True, slots=True)
class Added:
    """A feed that a chat follows now; `before` when it did so already, `entries` as read now."""

    feed: Feed
    entries: int = 0
    before: bool = False


def address_in(words: str) -> str:
    """What stands where an address is asked for, as an address; "" when it can be none.

    Here "example.news" is meant as a site, which in running text need not be so, and
    "@name@host" as the page of that person.
    """
    if page := page_of_handle(words):
        return page
    bare = "." in words.strip(".") and not any(mark in words for mark in " @:")
    return parse_user_input(words) or (normal(f"https://{words}") if bare else "")


class Subscriptions:
    """Own feeds of chats. `add` fetches: the caller runs it in the background.

    A feed that is read well already is followed without a request, and one in trouble is tried
    once in `interval`, the shortest pause between two polls. `limits` are shared with whoever else
    fetches for readers.
    """

    def __init__(
        self,
        chats: ChatSettings,
        feeds: FeedStore,
        fetcher: PrefetchedFetcher,
        reader: Reader,
        topics: Topics,
        clock: Clock,
        limits: ReaderLimits | None = None,
        interval: timedelta = timedelta(minutes=30),
    ) -> None:
        self._chats, self._feeds, self._topics = chats, feeds, topics
        self._fetcher, self._reader, self._clock = fetcher, reader, clock
        self._interval = interval
        self._limits = limits or ReaderLimits(HostRateLimiter(clock))
        self._changing = asyncio.Lock()
        self._found: OrderedDict[str, tuple[datetime, str]] = OrderedDict()

    async def add(self, chat_ref: ChatRef, url: str) -> Added | Refusal:
        """Follow the feed at `url`: itself one, a profile's, or the one that the page names."""
        if len((await self._chats.get(chat_ref)).feed_ids) >= MAX_FEEDS:
            return Refusal("feeds.limit", str(MAX_FEEDS))
        found = await self._found_at(url)
        if isinstance(found, Refusal):
            return found
        stored, entries = found
        async with self._changing:  # of an import several come at once
            chat = await self._chats.get(chat_ref)  # it may have changed while we read
            if stored.id in chat.feed_ids:
                return Added(stored, entries, before=True)
            if len(chat.feed_ids) >= MAX_FEEDS:
                return Refusal("feeds.limit", str(MAX_FEEDS))
            await self._chats.change(chat_ref, feed_ids=(*chat.feed_ids, stored.id))
        return Added(stored, entries)

    async def _found_at(self, url: str) -> tuple[Feed, int] | Refusal:
        profile = feed_of(url)
        if profile and (address := await self._address_of(profile)):
            found = await self._known(address) or await self._fetched(address)
            if not isinstance(found, Refusal) or found.key not in _ELSEWHERE:
                return found
        return await self._known(url) or await self._fetched(url)

    async def _address_of(self, profile: ProfileFeed) -> str:
        """Where the profile's feed is; "" where that had to be looked up and was not there."""
        if not profile.field:
            return profile.url
        if not await self._limits.turns.take(profile.url):
            return ""
        async with self._limits.budget.lease(urgent=True) as lease:
            answer = await self._fetcher.get(profile.url, errand=Errand(lease=lease))
        return "" if answer.error else looked_up(answer.body, profile.field)

    async def _known(self, url: str) -> tuple[Feed, int] | Refusal | None:
        """A feed that is polled already, as this address or by way of it; None: ask the web."""
        now = self._clock()
        until, address = self._found.get(url, (now, url))
        address = address if until > now else normal(url)
        for feed, state in await self._feeds.at_address(address):
            # Where somebody else's feed has moved to is no way to that feed: its own address,
            # which may hold a secret, would be told.
            here = feed.url, proven_address(feed, state, now) if feed.bundled else None
            if is_merged(state) or address not in here:
                continue
            if not state.failures and not state.gone:
                return feed, state.entries_seen
            if not may_be_forced(state, now, self._interval):
                return Refusal("feed.unreachable", why=state.error)
            await self._feeds.mark_attempt(feed.id, now, now + self._interval)
        return None

    async def _fetched(self, url: str) -> tuple[Feed, int] | Refusal:
        """The feed that the web gives for this address, stored and due."""
        if not await self._limits.turns.take(url):
            return Refusal("feed.busy", host(url) or url)
        async with self._limits.budget.lease(urgent=True) as lease:
            answer = await self._fetcher.get(url, errand=Errand(lease=lease))
            if answer.error:
                return Refusal("feed.unreachable", why=answer.error)
            found = await self._find(answer)
        if found is None:
            return Refusal("feed.none", host(url) or url)
        feed, entries = found
        if full := await self._full(feed.url):
            return full
        stored, now = await self._feeds.add(feed, self._clock()), self._clock()
        await self._feeds.revive(stored.id, now)
        self._found[url] = now + _FOUND_FOR, stored.url
        while len(self._found) > _FOUND:
            self._found.popitem(last=False)
        return stored, entries

    async def _full(self, url: str) -> Refusal | None:
        """Why one more feed cannot be read; feeds that are read already may be followed."""
        site = outlet_host(url)
        in_all, of_site = await self._feeds.own_counts(site)
        if any(feed.url == url for feed, _ in await self._feeds.at_address(url)):
            return None
        if in_all >= MAX_OWN_FEEDS:
            return Refusal("feeds.full")
        return Refusal("feeds.host_full", site) if of_site >= MAX_FEEDS_OF_A_SITE else None

    async def _find(self, answer: Response) -> tuple[Feed, int] | None:
        try:
            addresses = await self._reader.discover(answer)
        except ReadingFailed:
            addresses = []
        for address in addresses[:_TRIED]:
            own = address == answer.url
            known = None if own else await self._known(address)
            if isinstance(known, tuple):
                return known
            if found := await self._try(answer if own else await self._fetcher.get(address)):
                return found
        return None

    async def _try(self, answer: Response) -> tuple[Feed, int] | None:
        if answer.error:
            return None
        try:
            parsed = await self._reader.feed(answer)
        except ReadingFailed:  # it called itself a feed and is none: the next one may be
            return None
        self._fetcher.keep(answer)
        title = outlet_name(parsed.title, parsed.link or answer.url)
        feed = Feed(answer.url, title, language=parsed.language, bundled=False)
        return feed, len(parsed.entries)

    async def of(self, chat: Chat) -> Sources:
        """Everything that the chat follows."""
        topics = tuple(topic for topic in self._topics.all if topic.name in chat.topics)
        if not chat.feed_ids:
            return Sources(topics, ())
        return Sources(topics, tuple(await self._feeds.with_states(chat.feed_ids)))

    async def remove(self, chat_ref: ChatRef, feed_id: int) -> Feed | None:
        """End a feed of the chat's own by its id; None when it has no such feed."""
        chat = await self._chats.get(chat_ref)
        if feed_id not in chat.feed_ids:
            return None
        kept = tuple(one for one in chat.feed_ids if one != feed_id)
        await self._chats.change(chat_ref, feed_ids=kept)
        feeds = await self._feeds.get([feed_id])
        return feeds[0] if feeds else Feed("", id=feed_id)

    async def named(self, chat_ref: ChatRef, words: str) -> list[Feed]:
        """The chat's own feeds that these words mean: an address, a host, or part of a name."""
        feeds = await self._feeds.get((await self._chats.get(chat_ref)).feed_ids)
        url, wanted = address_in(words), fold(words)
        if url:
            exact = [feed for feed in feeds if feed.url == url]
            return exact or [feed for feed in feeds if outlet_host(feed.url) == outlet_host(url)]
        return [feed for feed in feeds if wanted and wanted in fold(feed_name(feed))]
