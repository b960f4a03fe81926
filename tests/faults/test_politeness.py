"""A score card of manners: what a publisher's log would show of us over days and restarts.

A site on loopback writes down who asked for what, and when; a small poller with a clock of its own
drives the real client and the real decisions, keeping between two runs what a store would keep.
"""

from __future__ import annotations

import asyncio
import random
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.core.feeds.document import problem
from bot.core.feeds.polling import Poll, ask, decide
from bot.core.model.feeds import FeedState, ParsedFeed
from bot.core.model.reasons import ReadingFailed, Unreadable
from bot.core.model.responses import Response
from bot.ingest.feeds.parser import parse_feed
from bot.ingest.web.client import WebClient
from tests.ingest.loopback import NOW, Request, Site, Write, answer, redirect, site

TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
INTERVAL = timedelta(minutes=30)
STEP = timedelta(minutes=10)
DAY = timedelta(days=1)
FEED = (
    b"<rss version='2.0'><channel><title>T</title>"
    b"<item><guid>1</guid><title>One</title></item></channel></rss>"
)


@dataclass
class Poller:
    """What the collector does of a poll, with states that outlive the process."""

    site: Site
    now: datetime = NOW
    states: dict[str, FeedState] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    web: WebClient | None = None

    def follow(self, *paths: str) -> None:
        for path in paths:
            self.states[path] = FeedState(feed_id=len(self.states) + 1, next_check=self.now)

    async def restart(self) -> None:
        if self.web:
            await self.web.aclose()
        allowed = [f"127.0.0.1:{self.site.port}"]
        self.web = WebClient(clock=lambda: self.now, reader_hosts=allowed, tls=TLS)

    async def run(self, span: timedelta) -> None:
        end = self.now + span
        while self.now < end:
            await self.all_due()
            self.now += STEP

    async def all_due(self, crash: bool = False) -> None:
        due = [path for path, state in self.states.items() if state.next_check <= self.now]
        await asyncio.gather(
            *(self.poll(path, crash) for path in due if not self.states[path].gone)
        )

    async def poll(self, path: str, crash: bool) -> None:
        before, url = self.states[path], self.site.root + path
        noted = replace(before, attempted_at=self.now, next_check=self.now + INTERVAL)
        self.states[path] = noted
        asked = ask(url, before, self.now)
        assert self.web is not None
        got = await self.web.get(
            asked.url,
            etag=asked.etag,
            last_modified=asked.last_modified,
            validators_url=asked.validators_url,
        )
        if not crash:
            chance = self.chance.random()
            parsed = read(got)
            why = problem(got, parsed)
            poll = Poll(got, parsed, self.now, INTERVAL, url, chance, problem=why)
            after = decide(before, poll)
            self.states[path] = after

    def times(self, path: str) -> list[datetime]:
        return [request.at for request in self.site.requests if request.path == path]


def read(got: Response) -> ParsedFeed | Unreadable | None:
    if got.status != 200:
        return None
    try:
        return parse_feed(got.body, got.url, got.content_type)
    except ReadingFailed as failure:
        return failure.why


@pytest.fixture
async def poller() -> AsyncIterator[Poller]:
    async with site() as place:
        one = Poller(place)
        place.clock = lambda: one.now
        await one.restart()
        yield one
        assert one.web is not None
        await one.web.aclose()


def publishes(poller: Poller, path: str, changes_every: timedelta, **headers: str) -> None:
    """A well-kept feed: its validators change with it, and it answers 304 to its newest ones."""

    async def handler(request: Request, write: Write) -> None:
        edition = (poller.now - NOW) // changes_every
        etag, date = f'W/"{path}-{edition}"', f"edition {edition} of {path}"
        same = request.headers.get("if-none-match") == etag
        status = "304 Not Modified" if same else "200 OK"
        body = b"" if same else FEED
        await write(answer(body, status, etag=etag, last_modified=date, **headers))

    poller.site.handlers[path] = handler


def unconditional(requests: list[Request]) -> list[Request]:
    return [
        one for one in requests if not {"if-none-match", "if-modified-since"} & one.headers.keys()
    ]


async def test_three_days_at_a_site_of_many_feeds_and_a_restart_every_day(poller: Poller) -> None:
    paths = [f"/feed-{number}" for number in range(6)]
    for number, path in enumerate(paths):
        publishes(poller, path, changes_every=timedelta(hours=5 + number))
    poller.follow(*paths)
    for _ in range(3):
        await poller.restart()
        await poller.run(DAY)
    requests = poller.site.requests
    card = {
        "cookies, referrers, authorisation": sum(
            bool({"cookie", "referer", "authorization"} & one.headers.keys()) for one in requests
        ),
        "noise in the query": sum("?" in one.path for one in requests),
        "validators that were never given for this feed": sum(
            not one.headers.get("if-none-match", f'W/"{one.path}-').startswith(f'W/"{one.path}-')
            or not one.headers.get("if-modified-since", one.path).endswith(one.path)
            for one in requests
        ),
        "requests without a contact": sum(
            "+https://" not in one.headers["user-agent"] for one in requests
        ),
        "unconditional requests": len(unconditional(requests)),
        "connections at once": poller.site.most_open,
        "pauses shorter than the interval": sum(
            later - earlier < INTERVAL
            for path in paths
            for earlier, later in pairwise(poller.times(path))
        ),
    }
    assert card == {
        "cookies, referrers, authorisation": 0,
        "noise in the query": 0,
        "validators that were never given for this feed": 0,
        "requests without a contact": 0,
        "unconditional requests": len(paths),
        "connections at once": 1,
        "pauses shorter than the interval": 0,
    }
    assert all(len(poller.times(path)) >= 3 * 24 for path in paths), "and it is read all the same"


async def test_validators_that_vanish_cost_one_unconditional_request(poller: Poller) -> None:
    publishes(poller, "/feed", changes_every=100 * DAY)
    poller.follow("/feed")
    await poller.run(DAY / 4)
    poller.site.says("/feed", answer(FEED))
    await poller.run(timedelta(minutes=40))
    publishes(poller, "/feed", changes_every=100 * DAY)
    await poller.run(DAY / 4)
    assert len(unconditional(poller.site.requests)) == 2


async def test_a_process_that_dies_twenty_times_asks_no_sooner(poller: Poller) -> None:
    publishes(poller, "/feed", changes_every=100 * DAY)
    poller.follow("/feed")
    for _ in range(20):
        await poller.restart()
        await poller.all_due(crash=True)
        poller.now += timedelta(minutes=1)
    assert len(poller.times("/feed")) == 1


async def test_what_was_fetched_and_lost_in_a_crash_is_fetched_again(poller: Poller) -> None:
    publishes(poller, "/feed", changes_every=timedelta(hours=1))
    poller.follow("/feed")
    await poller.all_due()
    poller.now += timedelta(hours=2)
    await poller.all_due(crash=True)
    poller.now += INTERVAL
    await poller.all_due()
    asked = [one.headers.get("if-none-match") for one in poller.site.requests]
    assert asked == [None, 'W/"/feed-0"', 'W/"/feed-0"']


async def test_a_site_that_asks_for_less_gets_less(poller: Poller) -> None:
    publishes(poller, "/feed", changes_every=DAY, cache_control="max-age=21600")
    poller.follow("/feed")
    await poller.run(2 * DAY)
    assert len(poller.times("/feed")) == 8


@pytest.mark.parametrize("wish", ["86400", "Tue, 24 Nov 2026 07:30:00 GMT"])
async def test_a_site_that_has_had_enough_hears_nothing_for_as_long(
    poller: Poller, wish: str
) -> None:
    paths = [f"/feed-{number}" for number in range(5)]
    for path in paths:
        poller.site.says(path, answer(b"", "429 Enough", retry_after=wish))
    poller.follow(*paths)
    await poller.run(DAY)
    assert len(poller.site.requests) == 1, "one feed was told; all feeds of the host obey"
    for path in paths:
        poller.site.says(path, answer(FEED))
    await poller.restart()
    await poller.run(DAY / 12)
    assert {path: poller.states[path].failures for path in paths} == dict.fromkeys(paths, 0)


async def test_a_feed_that_has_moved_is_followed_with_care(poller: Poller) -> None:
    poller.site.says("/old", redirect("/new", "301 Moved"))
    publishes(poller, "/new", changes_every=100 * DAY)
    poller.follow("/old")
    await poller.run(8 * DAY)
    old, new = poller.times("/old"), poller.times("/new")
    assert old[-1] < NOW + 7 * DAY
    assert new[-1] > NOW + 7 * DAY
    sent_to_old = [one.headers for one in poller.site.requests if one.path == "/old"]
    assert not any({"if-none-match", "if-modified-since"} & one.keys() for one in sent_to_old)
    assert len(unconditional([one for one in poller.site.requests if one.path == "/new"])) == 1


async def test_a_feed_that_is_gone_is_left_in_peace(poller: Poller) -> None:
    poller.site.says("/feed", answer(b"", "410 Gone"))
    poller.follow("/feed")
    await poller.run(3 * DAY)
    assert len(poller.times("/feed")) == 1


async def test_a_feed_that_is_down_is_asked_ever_less_often(poller: Poller) -> None:
    poller.follow("/feed")
    await poller.run(30 * DAY)
    times = poller.times("/feed")
    assert len(times) < 20
    poller.site.says("/feed", answer(FEED))
    await poller.run(8 * DAY)
    assert poller.states["/feed"].failures == 0, "and it is never given up"


async def test_an_error_page_does_not_cost_the_validators(poller: Poller) -> None:
    publishes(poller, "/feed", changes_every=100 * DAY)
    poller.follow("/feed")
    await poller.all_due()
    page = b"<!doctype html><title>We will be back soon</title>"
    poller.site.says("/feed", answer(page, etag='"sorry"'), answer(b""), answer(FEED[:-9]))
    await poller.run(DAY / 4)
    publishes(poller, "/feed", changes_every=100 * DAY)
    await poller.run(DAY / 4)
    assert len(unconditional(poller.site.requests)) == 1
    assert poller.states["/feed"].error is None
