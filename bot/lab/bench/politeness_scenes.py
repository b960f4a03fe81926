"""The scenes of `precis bench manners`: what happens between us and the sites that we read.

The real collector, client, store and workers read sites on loopback, over days of a clock of
their own, over restarts and kills; each row is a count out of the sites' logs.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise

from bot.core.feeds.naming import feed_logged
from bot.core.model.chats import Chat
from bot.core.model.reasons import Reason, Unreadable
from bot.lab.bench.politeness_sites import (
    INTERVAL,
    LoggedRequest,
    PublisherSites,
    Said,
    Site,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OK = "200 OK"
CHATS = 100
LONGEST_WAIT = "longest wait of the event loop meanwhile, in ms"
HEAVY: tuple[Callable[[], bytes], ...] = (
    lambda: b"<rss><channel><title>T <</title>" + b"<item a='" * 100_000,
    lambda: b"<rss><channel><item>" + b"<b>" * 20_000,
    lambda: b"<rss><channel><item " + b" ".join(b"a%d='1'" % n for n in range(100_000)) + b">",
    lambda: b"<rss><channel><item><title>" + b"&lt;!--" * 300_000,
    lambda: feed(*range(30_000)),
    lambda: b'{"items":' + b"[" * 2**20,
    lambda: b'{"items":[' + b'{"id":"%d"},' % 7 * 100_000 + b"{}]}",
)
_TOLD = {"cookie", "referer", "authorization", "from"}
_ASKED_WITH = ("if-none-match", "if-modified-since")


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of the card: what was counted, how much, and whether that is good manners."""

    name: str
    counted: float
    good: bool


def feed(*items: int, head: str = "") -> bytes:
    """A feed with these items."""
    told = "".join(f"<item><guid>{n}</guid><title>Report {n}</title></item>" for n in items)
    return f"<rss version='2.0'><channel><title>T</title>{head}{told}</channel></rss>".encode()


def constant(
    status: str = OK, body: bytes = b"", **headers: str
) -> Callable[[LoggedRequest], Said]:
    """A site that says the same to everyone."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: (status, named, body)


def kept_well(asked: LoggedRequest) -> Said:
    """A site whose feeds change every four hours, and which answers 304 to its newest tags."""
    edition = int(asked.at.timestamp() // (4 * 3600))
    tags = {"ETag": _etag(asked.path, edition), "Last-Modified": _date(asked.path, edition)}
    if asked.headers.get("if-none-match") == tags["ETag"]:
        return "304 Not Modified", tags, b""
    return OK, tags, feed(edition)


def _etag(path: str, edition: int) -> str:
    return f'W/"{path}-{edition}\'?"'


def _date(path: str, edition: int) -> str:
    return f"edition {edition} of {path},  UTC"


async def day_and_night(one: PublisherSites) -> list[CheckRow]:
    """A day of four feeds of a well-kept site, with a restart every six hours."""
    site = await one.site(kept_well)
    paths = [f"/feed-{n}" for n in range(4)]
    await one.follow(*map(site.url, paths))
    for _ in range(4):
        await one.run(DAY / 4)
        await one.restart()
    bare = [r for r in site.log if not set(_ASKED_WITH) & r.headers.keys()]
    wrong = sum(not _as_given(r) for r in site.log)
    contact = sum("+http" not in r.headers.get("user-agent", "") for r in site.log)
    same = sum(_newest(r) for r in site.log)
    soon = sum(b - a < INTERVAL for path in paths for a, b in pairwise(site.times(path)))
    told = sum(bool(_TOLD & r.headers.keys()) for r in site.log)
    packed = sum(r.headers.get("accept-encoding") != "gzip" for r in site.log)
    return [
        CheckRow("validators that were never given, byte for byte", wrong, wrong == 0),
        CheckRow("requests without validators, of 4 feeds in a day", len(bare), len(bare) == 4),
        CheckRow("304 answers taken instead of a document", same, same >= 4 * 12),
        CheckRow("pauses shorter than the interval, over 4 restarts", soon, soon == 0),
        CheckRow("requests with cookies, referrers or passwords", told, told == 0),
        CheckRow("requests without a contact in the User-Agent", contact, contact == 0),
        CheckRow("requests that invite bombs (not gzip alone)", packed, packed == 0),
        CheckRow("connections to one host at once", site.most_open, site.most_open == 1),
    ]


def _as_given(asked: LoggedRequest) -> bool:
    """Whether its validators are those of one edition of this very feed."""
    sent = tuple(asked.headers.get(name) for name in _ASKED_WITH)
    if sent == (None, None):
        return True
    now = int(asked.at.timestamp() // (4 * 3600))
    past = range(now - 6 * 3, now + 1)
    return sent in {(_etag(asked.path, n), _date(asked.path, n).strip()) for n in past}


def _newest(asked: LoggedRequest) -> bool:
    edition = int(asked.at.timestamp() // (4 * 3600))
    return asked.headers.get("if-none-match") == _etag(asked.path, edition)


async def busy(one: PublisherSites) -> list[CheckRow]:
    """Hosts that ask to be left alone for a day, in seconds and by a date; a restart between."""
    rows = []
    wishes = {"seconds": "86400", "a date": format_datetime(one.now + DAY, usegmt=True)}
    for form, wish in wishes.items():
        site = await one.site(constant("429 Enough", Retry_After=wish))
        await one.follow(*(site.url(f"/{n}") for n in range(3)))
        await one.collector.run_due()
        await one.restart()
        await one.follow(site.url("/new"))
        begin = one.now
        await one.run(DAY * 0.9)
        one.now = begin
        name = f"requests to a host that said 429, Retry-After in {form}"
        rows.append(CheckRow(name, len(site.log), len(site.log) == 1))
        for row, _ in await one.stores.feeds.all():
            await one.stores.feeds.mark_attempt(row.id, one.now, one.now + 99 * DAY)
    return rows


async def wishes(one: PublisherSites) -> list[CheckRow]:
    """Sites that say how long their feeds stay fresh: six hours, over a day and a half."""
    expires = format_datetime(one.now + 36 * HOUR, usegmt=True)
    answers = {
        "max-age": constant(body=feed(1), Cache_Control="max-age=21600"),
        "ttl": constant(body=feed(1, head="<ttl>360</ttl>")),
        "Expires": constant(body=feed(1), Expires=expires),
    }
    sites = {name: await one.site(say) for name, say in answers.items()}
    await one.follow(*(site.url("/feed") for site in sites.values()))
    await one.run(36 * HOUR)
    most = {"max-age": 6, "ttl": 6, "Expires": 2}
    counts = {name: len(site.log) for name, site in sites.items()}
    return [
        CheckRow(f"requests in 36 h where {name} asks for {most[name]} at most", n, n <= most[name])
        for name, n in counts.items()
    ]


async def broken(one: PublisherSites) -> list[CheckRow]:
    """A site that is down for two weeks, and one whose feed is gone."""
    down = await one.site(constant("500 Oops"))
    gone = await one.site(constant("410 Gone"))
    await one.follow(down.url("/feed"), gone.url("/feed"))
    await one.run(14 * DAY)
    times = down.times("/feed")
    gaps = [later - earlier for earlier, later in pairwise(times)]
    sooner = sum(later < earlier * 0.9 for earlier, later in pairwise(gaps))
    given_up = one.now - times[-1] > 8 * DAY
    return [
        CheckRow("requests in two weeks to a feed that fails", len(times), len(times) <= 20),
        CheckRow("pauses that grew shorter while it failed", sooner, sooner == 0 and len(gaps) > 3),
        CheckRow("failing feeds that were given up", given_up, not given_up),
        CheckRow("requests to a feed that is gone (410)", len(gone.log), len(gone.log) == 1),
    ]


async def moved(one: PublisherSites) -> list[CheckRow]:
    """A feed that has moved for good, whose new address a chat follows, too."""

    def say(asked: LoggedRequest) -> Said:
        if asked.path == "/old":
            return "301 Moved", {"Location": "/new", "ETag": '"of the old"'}, b""
        return OK, {"ETag": '"of the new"', "Cache-Control": "max-age=21600"}, feed(1)

    site = await one.site(say)
    await one.follow(site.url("/old"), site.url("/new"))
    begin = one.now
    await one.run(10 * DAY)
    old = [asked for asked in site.log if asked.path == "/old"]
    early = old[-1].at - begin < 6 * DAY
    late = sum(asked.at - begin > 8 * DAY for asked in old)
    foreign = sum(bool(set(_ASKED_WITH) & asked.headers.keys()) for asked in old)
    left = len(await one.stores.feeds.all())
    return [
        CheckRow("moves believed before they were proven", early, not early),
        CheckRow("requests to the old address once it was proven", late, late == 0),
        CheckRow("validators of the new address sent to the old", foreign, foreign == 0),
        CheckRow("feeds left of two that came to one address", left, left == 1),
    ]


async def storm(one: PublisherSites) -> list[CheckRow]:
    """Killed twenty times within a quarter of an hour, each time when the request was out."""
    site = await one.site(constant(body=feed(1)))
    await one.follow(site.url("/feed"))
    for _ in range(20):
        await one.die_asking(site)
        one.now += timedelta(seconds=45)
    return [CheckRow("requests of a process killed 20 times in 15 min", len(site.log), _one(site))]


async def many_chats(one: PublisherSites) -> list[CheckRow]:
    """One feed that a hundred chats follow."""
    site = await one.site(constant(body=feed(1)))
    (followed,) = await one.follow(site.url("/feed"))
    for number in range(1, CHATS + 1):
        await one.stores.chats.save(Chat(number, feed_ids=(followed.id,)))
    await one.run(INTERVAL)
    return [CheckRow(f"requests in one interval for {CHATS} chats", len(site.log), _one(site))]


async def slow(one: PublisherSites) -> list[CheckRow]:
    """A body that drips for ever, beside a feed that is well."""
    drip = await one.site(lambda _: None)
    well = await one.site(constant(body=feed(1)))
    dripping, _ = await one.follow(drip.url("/feed"), well.url("/feed"))
    report = await one.collector.run_due()
    left = report.failed.get(feed_logged(dripping)) == Unreadable(Reason.TOO_SLOW)
    return [
        CheckRow("dripping answers left at the deadline", left, left),
        CheckRow("feeds beside it that failed", len(report.failed) - 1, len(report.failed) == 1),
    ]


async def hostile(one: PublisherSites) -> list[CheckRow]:
    """Feeds that are small on the wire and heavy to read, and a drip, beside twenty good ones."""
    for document in HEAVY:
        site = await one.site(constant(body=document()))
        await one.follow(site.url("/feed"))
    await one.follow((await one.site(lambda _: None)).url("/feed"))
    well = [await one.site(constant(body=feed(n))) for n in range(20)]
    followed = await one.follow(*(site.url("/feed") for site in well))
    longest, failed = await one.run_watched()
    read = sum(feed_logged(good) not in failed for good in followed)
    return [
        CheckRow("feeds of 20 that were read beside hostile ones", read, read == len(well)),
        CheckRow(LONGEST_WAIT, 1000 * longest, longest < 0.25),
    ]


def _one(site: Site) -> bool:
    return len(site.log) == 1


SCENES: tuple[Callable[[PublisherSites], Awaitable[list[CheckRow]]], ...] = (
    day_and_night,
    busy,
    wishes,
    broken,
    moved,
    storm,
    many_chats,
    slow,
    hostile,
)
