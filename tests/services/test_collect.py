"""From feeds to stored articles: what is new is read once, and one failure touches nobody else."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import httpx
import pytest
import structlog

from bot.core.model.articles import Reading
from bot.core.model.chats import PUBLIC
from bot.core.model.feeds import Feed, ParsedFeed
from bot.core.model.responses import Response
from bot.errors import StoreUnavailable
from bot.ingest.web.client import WebClient
from bot.services.collect import CollectOptions, Collector
from bot.store import Stores
from tests.services.doubles import MORNING, Clock, InProcessReader, Site, topics

AT_ONCE = CollectOptions(random=lambda: 0.0)
FEED = "https://courier.example/feed.xml"
LONG = (
    "The council of Eastmere approved the new bridge on Monday evening after a debate of five hours. "
    "Work is to begin in April and will cost 40 million euros, a third of it paid by the region. "
    "Opponents said that a second ferry would have been cheaper and could have sailed this year. "
)


def rss(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>Courier</title>{''.join(items)}</channel></rss>"


def item(number: int, hours: int = 1, text: str = LONG) -> str:
    date = (MORNING - timedelta(hours=hours)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    return (
        f"<item><title>Bridge report {number}</title><link>https://courier.example/{number}</link>"
        f"<guid>{number}</guid><pubDate>{date}</pubDate><description>{text}</description></item>"
    )


def page(number: int) -> str:
    paragraphs = "".join(f"<p>Report {number}. {LONG}</p>" for _ in range(3))
    return (
        f"<html><body><article><h1>Bridge report {number}</h1>{paragraphs}</article></body></html>"
    )


@pytest.fixture
def site() -> Site:
    return Site()


async def test_a_new_article_is_read_summarised_and_stored(
    stores: Stores, collector: Collector, site: Site
) -> None:
    await stores.feeds.add(Feed(FEED, "Courier", ("world",)), MORNING)
    site.put(FEED, rss(item(1)))
    site.put("https://courier.example/1", page(1))
    report = await collector.run_due()
    (article,) = await stores.articles.recent(MORNING - timedelta(days=1))
    assert (report.feeds, report.articles, report.failed) == (1, 1, {})
    assert (article.title, article.outlet, article.language) == ("Bridge report 1", "Courier", "en")
    assert "world" in article.topics
    assert article.story_id == article.id
    assert article.bullets
    assert all(article.text[b.start : b.end] for b in article.bullets)


async def test_a_feed_is_asked_again_only_after_its_time_and_with_its_validators(
    stores: Stores, collector: Collector, site: Site, clock: Clock
) -> None:
    await stores.feeds.add(Feed(FEED), MORNING)
    site.put(FEED, rss(item(1)), ETag='"v1"')
    await collector.run_due()
    clock.forward(minutes=20)
    await collector.run_due()
    assert site.count(FEED) == 1
    clock.forward(minutes=20)
    await collector.run_due()
    assert site.count(FEED) == 2
    assert site.asked[-1].headers["if-none-match"] == '"v1"'
    assert await stores.articles.count(MORNING - timedelta(days=1)) == 1


async def test_of_many_feeds_that_are_due_a_pass_takes_so_many_and_the_next_one_the_others(
    stores: Stores, collector: Collector, site: Site
) -> None:
    for number in range(5):
        await stores.feeds.add(Feed(f"https://{number}.example/feed", full_text=False), MORNING)
        site.put(f"https://{number}.example/feed", rss(item(1)))
    assert [(await collector.run_due(None, 3)).feeds for _ in range(3)] == [3, 2, 0]


async def test_a_first_fetch_brings_the_newest_three_and_remembers_the_rest(
    stores: Stores, collector: Collector, site: Site, clock: Clock
) -> None:
    await stores.feeds.add(Feed(FEED, full_text=False), MORNING)
    flood = [item(n, hours=n, text=f"{LONG} Number {n} differs.") for n in range(1, 31)]
    site.put(FEED, rss(*flood))
    report = await collector.run_due()
    assert (report.articles, report.skipped) == (3, 27)
    titles = {a.title for a in await stores.articles.recent(MORNING - timedelta(days=1))}
    assert titles == {"Bridge report 1", "Bridge report 2", "Bridge report 3"}
    clock.forward(hours=2)
    assert (await collector.run_due()).articles == 0


async def test_a_page_that_cannot_be_read_gives_way_to_the_feeds_own_text(
    stores: Stores, collector: Collector, site: Site
) -> None:
    await stores.feeds.add(Feed(FEED, "Courier"), MORNING)
    site.put(FEED, rss(item(1)))
    site.put("https://courier.example/1", "gone", status=500)
    await collector.run_due()
    (article,) = await stores.articles.recent(MORNING - timedelta(days=1))
    assert article.from_feed
    assert "40 million euros" in article.text


async def test_one_feeds_failure_never_touches_another(
    stores: Stores, collector: Collector, site: Site
) -> None:
    broken, html, down = (f"https://{n}.example/feed" for n in ("broken", "html", "down"))
    for url in (broken, html, down, FEED):
        await stores.feeds.add(Feed(url, full_text=False), MORNING)
    site.put(broken, b"\x00\xff<rss")
    site.put(html, "<html><body>Please log in</body></html>")
    site.put(FEED, rss(item(1)))
    report = await collector.run_due()
    assert set(report.failed) == {broken, html, down}
    assert report.articles == 1
    states = {feed.url: state for feed, state in await stores.feeds.all()}
    assert states[FEED].error is None
    assert states[down].error
    assert states[html].failures == 1


async def test_the_same_article_at_two_addresses_is_one(
    stores: Stores, collector: Collector, site: Site, clock: Clock
) -> None:
    await stores.feeds.add(Feed(FEED, "Courier", full_text=False), MORNING)
    site.put(FEED, rss(item(1)))
    await collector.run_due()
    clock.forward(hours=2)
    again = item(1).replace("/1<", "/1?utm_source=x<").replace("<guid>1", "<guid>1b")
    moved = item(1).replace("/1<", "/2<").replace("<guid>1", "<guid>2")
    site.put(FEED, rss(again, moved))
    await collector.run_due()
    assert await stores.articles.count(MORNING - timedelta(days=1)) == 1


async def test_two_outlets_on_one_event_become_one_story_and_a_reprint_is_no_voice(
    stores: Stores, collector: Collector, site: Site
) -> None:
    other = "https://lantern.example/feed.xml"
    await stores.feeds.add(Feed(FEED, "Courier", full_text=False), MORNING)
    await stores.feeds.add(Feed(other, "Lantern", full_text=False), MORNING)
    site.put(FEED, rss(item(1)))
    later = item(7, hours=0, text=LONG + " More follows.")
    site.put(other, rss(later).replace("courier", "lantern"))
    await collector.run_due()
    (story,) = await stores.articles.stories(MORNING - timedelta(days=1), PUBLIC)
    voices = {article.outlet: article.independent for article in story.articles}
    assert voices == {"Courier": True, "Lantern": False}


async def test_progress_is_told_feed_by_feed(
    stores: Stores, collector: Collector, site: Site
) -> None:
    for n in range(3):
        await stores.feeds.add(Feed(f"https://f{n}.example/feed"), MORNING)
    steps: list[tuple[int, int]] = []
    await collector.run_due(lambda done, total: steps.append((done, total)))
    assert steps == [(1, 3), (2, 3), (3, 3)]


async def test_entries_without_links_are_articles_of_their_own_and_no_page_is_asked_for(
    stores: Stores, collector: Collector, site: Site
) -> None:
    notes = "".join(
        f"<item><title>Note {word}</title><guid isPermaLink='false'>note {word}</guid>"
        f"<description>{LONG} The {word} note.</description></item>"
        for word in ("first", "second")
    )
    await stores.feeds.add(Feed(FEED), MORNING)
    site.put(FEED, rss("<link>https://courier.example/</link>", notes))
    report = await collector.run_due()
    urls = {a.url for a in await stores.articles.recent(MORNING - timedelta(days=1))}
    assert report.articles == 2
    assert urls == {
        "https://courier.example/#note%20first",
        "https://courier.example/#note%20second",
    }
    assert [str(request.url) for request in site.asked] == [FEED]


async def test_a_feed_without_a_name_is_called_as_its_outlet_and_keeps_the_name(
    stores: Stores, collector: Collector, site: Site
) -> None:
    feed = await stores.feeds.add(Feed(FEED, full_text=False), MORNING)
    titled = rss(item(1)).replace("<title>Courier<", "<title>World – The Courier<")
    site.put(FEED, titled)
    await collector.run_due()
    (article,) = await stores.articles.recent(MORNING - timedelta(days=1))
    (kept,) = await stores.feeds.get([feed.id])
    assert (article.outlet, kept.title) == ("The Courier", "The Courier")


async def until(happened: Callable[[], bool]) -> None:
    """Let others work, until it has happened."""
    while True:
        await asyncio.sleep(0.01)
        if happened():
            return


async def test_a_feed_that_hangs_holds_up_nobody_elses_next_poll(
    stores: Stores, clock: Clock
) -> None:
    released = asyncio.Event()
    asked: Counter[str] = Counter()

    async def answer(request: httpx.Request) -> httpx.Response:
        asked[request.url.host] += 1
        if request.url.host == "slow.example":
            await released.wait()
        return httpx.Response(200, text=rss(item(1)), headers={"Content-Type": "text/xml"})

    web = WebClient(clock=clock, transport=httpx.MockTransport(answer))
    collector = Collector(
        stores.feeds, stores.articles, web, InProcessReader(), topics(), clock, AT_ONCE
    )
    for host in ("slow.example", "quick.example"):
        await stores.feeds.add(Feed(f"https://{host}/feed", full_text=False), MORNING)
    first = asyncio.create_task(collector.run_due())
    await until(lambda: asked["slow.example"] == 1)
    while not any(state.succeeded_at for _, state in await stores.feeds.all()):
        await until(lambda: True)
    clock.forward(minutes=40)
    second = asyncio.create_task(collector.run_due())
    await until(lambda: asked["quick.example"] == 2)
    assert not first.done()
    assert not second.done(), "a poll under way elsewhere is waited for"
    assert asked["slow.example"] == 1, "and not asked twice at once"
    released.set()
    await asyncio.gather(first, second)
    await web.aclose()


async def test_a_lost_store_ends_the_pass_with_nothing_left_under_way(
    stores: Stores, clock: Clock
) -> None:
    waiting, ended = asyncio.Event(), []

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "slow.example":
            waiting.set()
            try:
                await asyncio.Event().wait()
            finally:
                ended.append(request.url.host)
        await waiting.wait()
        return httpx.Response(200, text=rss(item(1)))

    class Unplugged(InProcessReader):
        async def feed(self, answer: Response) -> ParsedFeed:
            raise StoreUnavailable("the database cannot be reached")

    web = WebClient(clock=clock, transport=httpx.MockTransport(answer))
    collector = Collector(stores.feeds, stores.articles, web, Unplugged(), topics(), clock)
    for host in ("slow.example", "quick.example"):
        await stores.feeds.add(Feed(f"https://{host}/feed", full_text=False), MORNING)
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        await collector.run_due()
    assert ended == ["slow.example"], "or it would still write after the store is closed"
    await web.aclose()


class BrokenReader(InProcessReader):
    """Breaks at each document of one host, at each page of another."""

    async def feed(self, answer: Response) -> ParsedFeed:
        if "odd-feed" in answer.url:
            raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")
        return await super().feed(answer)

    async def page(self, answer: Response, bullets: int = 5, standfirst: str = "") -> Reading:
        if "odd-page" in answer.url:
            raise OverflowError("a date that is none")
        return await super().page(answer, bullets, standfirst)


async def test_what_breaks_on_a_feeds_data_is_its_own_failure_logged_once_and_backed_off(
    stores: Stores, clock: Clock, site: Site
) -> None:
    web = WebClient(clock=clock, transport=site.transport())
    collector = Collector(
        stores.feeds, stores.articles, web, BrokenReader(), topics(), clock, AT_ONCE
    )
    for host in ("odd-feed", "odd-page", "well"):
        await stores.feeds.add(Feed(f"https://{host}.example/feed"), MORNING)
        site.put(f"https://{host}.example/feed", rss(item(1)).replace("courier", host))
        site.put(f"https://{host}.example/1", page(1))
    for times in (1, 2):
        with structlog.testing.capture_logs() as logged:
            report = await collector.run_due()
        assert {url.split("/")[2]: why.detail for url, why in report.failed.items()} == {
            "odd-feed.example": "UnicodeEncodeError",
            "odd-page.example": "OverflowError",
        }
        faults = [line for line in logged if line["log_level"] == "error"]
        assert [bool(line["exc_info"]) for line in faults] == [times == 1] * 2
        states = {feed.url: state for feed, state in await stores.feeds.all()}
        assert [states[f"https://odd-{x}.example/feed"].failures for x in ("feed", "page")] == [
            times,
            times,
        ]
        assert states["https://odd-feed.example/feed"].next_check == clock() + timedelta(
            hours=times
        )
        assert await stores.articles.count(MORNING - timedelta(days=1)) == 1
        clock.forward(hours=times)
    await web.aclose()


SURROGATE_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Half \ud800 a letter",
    "home_page_url": "https://odd.example/\ud800",
    "items": [
        {
            "id": "an id \udfff",
            "url": "https://odd.example/\ud83d",
            "title": "Half \ud83d",
            "content_text": f"\udc00 {LONG}",
            "tags": ["\ud800"],
            "authors": [{"name": "\ud800"}],
        },
        {
            "id": "no link \ud800",
            "content_text": "Rain fell on the harbour of Westmere for nine days.",
        },
    ],
}


async def test_half_a_character_in_a_json_feed_stops_nobody(
    stores: Stores, collector: Collector, site: Site
) -> None:
    odd = "https://odd.example/feed"
    for url in (odd, FEED):
        await stores.feeds.add(Feed(url, full_text=False), MORNING)
    site.put(odd, json.dumps(SURROGATE_FEED))
    site.put(FEED, rss(item(1)))
    report = await collector.run_due()
    assert (report.failed, report.feeds, report.articles) == ({}, 2, 3)
    urls = {article.url for article in await stores.articles.recent(MORNING - timedelta(days=1))}
    assert "https://odd.example/%EF%BF%BD" in urls


VARIANTS: dict[str, Callable[[int, str], str]] = {
    "another id": lambda n, text: text.replace("<guid>", f"<guid>{n}-"),
    "another address": lambda n, text: text.replace("example/", f"example/v{n}/"),
    "a tracking parameter": lambda n, text: text.replace("</link>", f"?utm_source={n}</link>"),
    "another id and address": lambda n, text: text.replace("<guid>", f"<guid>{n}-").replace(
        "example/", f"example/v{n}/"
    ),
    "another title": lambda n, text: text.replace("Bridge report", f"Update {n}: bridge"),
    "another title and id": lambda n, text: text.replace("<guid>", f"<guid>{n}-").replace(
        "Bridge", f"{n}: Bridge"
    ),
    "another date": lambda n, text: text.replace("Nov 2026 0", f"Nov 2026 1{n % 3}"),
    "the same id twice": lambda n, text: text.replace("</channel>", f"{item(n % 9 + 1)}</channel>"),
    "the other way round": lambda n, text: (
        "<item>".join(
            [
                text.split("<item>")[0],
                *reversed(text.removesuffix("</channel></rss>").split("<item>")[1:]),
            ]
        )
        + "</channel></rss>"
    ),
    "another host's case": lambda n, text: text.replace("https://c", "HTTPS://C"),
}


@pytest.mark.parametrize("what", VARIANTS)
async def test_what_is_published_again_is_no_news(
    stores: Stores, collector: Collector, site: Site, clock: Clock, what: str
) -> None:
    await stores.feeds.add(Feed(FEED, "Courier", full_text=False), MORNING)
    entries = [item(n, hours=n, text=f"Case {n}: {LONG}") for n in range(1, 11)]
    site.put(FEED, rss(*entries))
    assert (await collector.run_due()).articles == 3
    for n in range(5):
        clock.forward(hours=2)
        site.put(FEED, VARIANTS[what](n, rss(*entries)))
        report = await collector.run_due()
        assert (report.articles, report.skipped, report.failed) == (0, 0, {})
    clock.forward(hours=2)
    site.put(FEED, rss(item(99, text="Something else was decided in Westmere."), *entries))
    assert (await collector.run_due()).articles == 1


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Wed, 23 Nov 2089 07:30:00 GMT", MORNING),
        ("Thu, 01 Jan 1970 00:00:00 GMT", MORNING),
        ("", MORNING),
        ("soon", MORNING),
        ("Mon, 23 Nov 2026 06:30:00 +0100", MORNING - timedelta(hours=2)),
        ("2026-11-23 05:30", MORNING - timedelta(hours=2)),
        ("Mon, 23 Nov 2026 00:30:00 EST", MORNING - timedelta(hours=2)),
    ],
)
async def test_no_article_is_from_the_future_or_from_a_machines_zero(
    stores: Stores, collector: Collector, site: Site, date: str, published: datetime
) -> None:
    await stores.feeds.add(Feed(FEED, "Courier", full_text=False), MORNING)
    entry = item(1)
    start, end = entry.index("<pubDate>") + 9, entry.index("</pubDate>")
    site.put(FEED, rss(entry[:start] + date + entry[end:]))
    await collector.run_due()
    (article,) = await stores.articles.recent(MORNING - timedelta(days=1))
    assert (article.published, article.seen) == (published, MORNING)


async def test_what_a_person_asks_for_is_polled_though_it_is_not_due_once_in_an_interval(
    stores: Stores, collector: Collector, site: Site, clock: Clock
) -> None:
    gone = "https://gone.example/feed"
    for url in (FEED, gone):
        await stores.feeds.add(Feed(url, full_text=False), MORNING)
    site.put(FEED, rss(item(1)), ETag='"v1"', Cache_Control="max-age=86400")
    site.put(gone, "", status=410)
    await collector.run_due()
    clock.forward(minutes=29)
    assert (await collector.run_due(forced=True)).feeds == 0
    clock.forward(minutes=1)
    site.put(gone, rss(item(7, text=f"It is back. {LONG}")))
    assert (await collector.run_due()).feeds == 0
    assert (await collector.run_due(forced=True)).feeds == 2
    assert (await collector.run_due(forced=True)).feeds == 0
    assert [site.count(FEED), site.count(gone)] == [2, 2]
    tags = [one.headers.get("if-none-match") for one in site.asked if str(one.url) == FEED]
    assert tags == [None, '"v1"']
    assert not any(state.gone for _, state in await stores.feeds.all()), "what came back is back"
