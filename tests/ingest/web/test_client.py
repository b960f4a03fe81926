"""The one client, against a server on loopback that may say anything."""

from __future__ import annotations

import asyncio
import gzip
import random
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import datetime, timedelta

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.responses import Response
from bot.ingest.web.client import WebClient
from bot.ingest.web.decompression import Sizes
from bot.ingest.web.door import USER_AGENT, FetchLimits
from bot.ingest.web.responses import reason_of
from tests.ingest.loopback import NOW, Request, Site, Write, answer, redirect, site

SIZES = Sizes(packed=20_000, unpacked=50_000)


@pytest.fixture
async def place() -> AsyncIterator[Site]:
    async with site() as one:
        yield one


@pytest.fixture
async def web() -> AsyncIterator[WebClient]:
    client = WebClient(
        clock=lambda: NOW,
        reader_hosts=["127.0.0.0/8"],
        limits=FetchLimits(seconds=1.0, sizes=SIZES),
        tls=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
    )
    yield client
    await client.aclose()


async def test_a_page_comes_with_its_headers_and_its_body_unpacked(
    place: Site, web: WebClient
) -> None:
    packed = gzip.compress(b"<p>Hello</p>" * 100)
    place.says("/", answer(packed, content_encoding="gzip", ETag='W/"1"', X="a", x="b"))
    got = await web.get(f"{place.root}/#part")
    assert got.body == b"<p>Hello</p>" * 100
    assert (got.status, got.error, got.url) == (200, None, f"{place.root}/")
    assert (got.headers["etag"], got.headers["x"]) == ('W/"1"', "a, b")


async def test_nothing_is_told_but_who_we_are(place: Site, web: WebClient) -> None:
    place.says("/a", answer(b"", "302 Found", location="/b?x=1", set_cookie="id=1; Path=/"))
    place.says("/b", answer(b"b", set_cookie="id=2; Path=/"))
    for _ in range(2):
        await web.get(f"{place.root}/a")
    assert place.paths() == ["/a", "/b?x=1", "/a", "/b?x=1"]
    for request in place.requests:
        assert request.headers == {
            "host": f"127.0.0.1:{place.port}",
            "connection": "keep-alive",
            "user-agent": USER_AGENT,
            "accept": "*/*",
            "accept-encoding": "gzip",
        }
    assert "+https://" in USER_AGENT
    assert place.connections == 1


async def test_validators_go_byte_for_byte_to_the_address_that_gave_them(
    place: Site, web: WebClient
) -> None:
    place.says("/old", redirect("/new", "301 Moved"))
    place.says("/new", answer(b"", "304 Not Modified", ETag='"é"'))
    modified = "Mon, 23 Nov 2026 07:00:00 GMT"
    got = await web.get(
        f"{place.root}/old",
        etag='W/"\xe9, x"',
        last_modified=modified,
        validators_url=f"{place.root}/new",
    )
    old, new = (request.headers for request in place.requests)
    assert not {"if-none-match", "if-modified-since"} & old.keys()
    assert new["if-none-match"] == 'W/"\xe9, x"'
    assert new["if-modified-since"] == modified
    assert got == Response(
        url=f"{place.root}/new",
        status=304,
        headers={"content-length": "0", "etag": '"\xe9"'},
        permanent=True,
    )


async def test_validators_are_not_carried_along_a_redirect(place: Site, web: WebClient) -> None:
    place.says("/old", redirect("/new"))
    place.says("/new", answer(b"new"))
    await web.get(f"{place.root}/old", etag='"1"')
    old, new = (request.headers for request in place.requests)
    assert old["if-none-match"] == '"1"'
    assert "if-none-match" not in new


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [
        (("301 Moved", "308 Moved"), True),
        (("301 Moved", "302 Found"), False),
        (("307 Moved",), False),
        (("303 See",), False),
    ],
)
async def test_a_move_is_for_good_only_if_every_step_is(
    place: Site, web: WebClient, statuses: tuple[str, ...], permanent: bool
) -> None:
    for step, status in enumerate(statuses):
        place.says(f"/{step}", redirect(f"{step + 1}", status))
    place.says(f"/{len(statuses)}", answer(b"there"))
    got = await web.get(f"{place.root}/0")
    assert (got.body, got.permanent) == (b"there", permanent)


BAD_ANSWERS = {
    "a page too large": (answer(b"x" * 50_001), Unreadable(Reason.TOO_LARGE)),
    "a page said to be huge": (
        answer(b"x", content_length="20000000"),
        Unreadable(Reason.TOO_LARGE),
    ),
    "a packed page too large": (
        answer(gzip.compress(random.Random(1).randbytes(20_000)), content_encoding="gzip"),
        Unreadable(Reason.TOO_LARGE),
    ),
    "a bomb": (
        answer(gzip.compress(b"\0" * 3_000_000), content_encoding="gzip"),
        Unreadable(Reason.TOO_LARGE),
    ),
    "brotli unasked": (answer(b"x", content_encoding="br"), Unreadable(Reason.STRANGE_PACKING)),
    "packed twice": (
        answer(b"x", content_encoding="gzip, gzip"),
        Unreadable(Reason.STRANGE_PACKING),
    ),
    "packed on two lines": (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Encoding: gzip\r\n\r\nx",
        Unreadable(Reason.STRANGE_PACKING),
    ),
    "not packed at all": (answer(b"plain", content_encoding="gzip"), Unreadable(Reason.DAMAGED)),
    "packed and cut": (
        answer(gzip.compress(b"x" * 99)[:-9], content_encoding="gzip"),
        Unreadable(Reason.DAMAGED),
    ),
    "shorter than said": (
        answer(b"x", content_length="9", connection="close"),
        Unreadable(Reason.BROKEN_OFF),
    ),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.9\r\n\r\n", Unreadable(Reason.BROKEN_OFF)),
    "nothing": (b"", Unreadable(Reason.BROKEN_OFF)),
    "endless headers": (
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000,
        Unreadable(Reason.BROKEN_OFF),
    ),
    "chunks without end": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 9,
        Unreadable(Reason.BROKEN_OFF),
    ),
    "a redirect to a file": (redirect("file:///etc/passwd"), Unreadable(Reason.BAD_REDIRECT)),
    "a redirect with a password": (
        redirect("http://a:b@127.0.0.1/"),
        Unreadable(Reason.BAD_REDIRECT),
    ),
    "a redirect to nowhere": (redirect("mailto:a@b.example"), Unreadable(Reason.BAD_REDIRECT)),
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
async def test_a_bad_answer_is_one_clear_line(place: Site, web: WebClient, name: str) -> None:
    raw, reason = BAD_ANSWERS[name]
    place.says("/", raw)
    assert await web.get(place.root) == Response(url=f"{place.root}/", error=reason)
    place.says("/", answer(b"well again"))
    assert (await web.get(place.root)).body == b"well again"


async def test_a_redirect_without_end_is_left_after_five_steps(place: Site, web: WebClient) -> None:
    place.says("/", redirect("/"))
    got = await web.get(place.root)
    assert (got.error, len(place.requests)) == (Unreadable(Reason.TOO_MANY_REDIRECTS), 6)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("404 Whatever", Unreadable(Reason.STATUS, "404")),
        ("503 Down", Unreadable(Reason.STATUS, "503")),
        ("299 Fine", None),
        ("599 Odd", Unreadable(Reason.STATUS, "599")),
        ("302 No target", Unreadable(Reason.STATUS, "302")),
    ],
)
async def test_a_status_that_is_no_success_is_named(
    place: Site, web: WebClient, status: str, reason: Unreadable | None
) -> None:
    place.says("/", answer(b"body", status))
    got = await web.get(place.root)
    assert (got.status, got.error) == (int(status[:3]), reason)
    assert got.body == (b"" if reason else b"body")


@pytest.mark.parametrize("part", ["header", "body", "silence"])
async def test_a_dripping_answer_is_left_at_the_deadline(
    place: Site, web: WebClient, part: str
) -> None:
    async def drip(_: Request, write: Write) -> None:
        await write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if part == "body" else b""))
        while True:
            await asyncio.sleep(0.02)
            await write(b"" if part == "silence" else b"X")

    place.handlers["/"] = drip
    assert (await web.get(place.root)).error == Unreadable(Reason.TOO_SLOW)


async def test_an_endless_body_is_left_at_the_cap(place: Site, web: WebClient) -> None:
    async def endless(_: Request, write: Write) -> None:
        await write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            await write(b"x" * 10_000)

    place.handlers["/"] = endless
    assert (await web.get(place.root)).error == Unreadable(Reason.TOO_LARGE)


async def test_one_request_at_a_time_for_a_host(place: Site, web: WebClient) -> None:
    busy = most = 0

    async def slow(_: Request, write: Write) -> None:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.01)
        busy -= 1
        await write(answer(b"x"))

    place.handlers["/"] = slow
    got = await asyncio.gather(*(web.get(f"{place.root}/?{page}") for page in range(60)))
    assert [one.error for one in got] == [None] * 60, "waiting one's turn costs no deadline"
    assert (most, place.most_open) == (1, 1)


async def test_eight_requests_at_a_time_for_all_hosts(web: WebClient) -> None:
    busy = most = 0

    async def slow(_: Request, write: Write) -> None:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.02)
        busy -= 1
        await write(answer(b"x"))

    async with AsyncExitStack() as stack:
        places = [await stack.enter_async_context(site(f"127.0.1.{n}")) for n in range(1, 25)]
        for place in places:
            place.handlers["/"] = slow
        got = await asyncio.gather(*(web.get(place.root) for place in places))
    assert {one.body for one in got} == {b"x"}
    assert 1 < most <= 8


async def test_what_is_given_up_halfway_leaves_room_for_the_next(
    place: Site, web: WebClient
) -> None:
    chance = random.Random(3)

    async def slow(_: Request, write: Write) -> None:
        for piece in answer(b"slow but well").split(b" "):
            await write(piece + b" ")
            await asyncio.sleep(0.002)

    place.handlers["/slow"] = slow
    place.says("/", answer(b"x"))
    for _ in range(100):
        task = asyncio.create_task(web.get(f"{place.root}/slow"))
        await asyncio.sleep(chance.random() * 0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert (await web.get(place.root)).body == b"x"


async def test_a_host_that_asks_us_to_wait_is_left_alone(place: Site) -> None:
    now = NOW
    web = WebClient(clock=lambda: now, reader_hosts=["127.0.0.1"])
    place.says("/busy", answer(b"", "429 Slow down", retry_after="60"))
    place.says("/other", answer(b"other"))
    assert (await web.get(f"{place.root}/busy")).status == 429
    held = await web.get(f"{place.root}/other")
    assert (held.status, held.error, held.headers) == (
        0,
        Unreadable(Reason.ASKED_TO_WAIT),
        {"retry-after": "61"},
    )
    now += timedelta(seconds=61)
    assert (await web.get(f"{place.root}/other")).body == b"other"
    assert place.paths() == ["/busy", "/other"]
    await web.aclose()


async def test_a_host_is_left_alone_by_the_next_process_too(place: Site) -> None:
    kept: dict[str, datetime] = {}

    async def keep(host: str, until: datetime) -> None:
        kept[host] = until

    place.says("/busy", answer(b"", "503 Later", retry_after="3600"))
    before = WebClient(clock=lambda: NOW, reader_hosts=["127.0.0.1"], keep=keep)
    await before.get(f"{place.root}/busy")
    await before.aclose()
    assert kept == {f"127.0.0.1:{place.port}": NOW + timedelta(hours=1)}
    after = WebClient(clock=lambda: NOW, reader_hosts=["127.0.0.1"], held=kept)
    assert (await after.get(f"{place.root}/other")).error == Unreadable(Reason.ASKED_TO_WAIT)
    await after.aclose()
    assert place.paths() == ["/busy"]


async def test_a_connection_closed_while_idle_is_no_failure(place: Site, web: WebClient) -> None:
    async def closes_at_the_second_request(request: Request, write: Write) -> bool:
        again = sum(one.connection == request.connection for one in place.requests) > 1
        await write(b"" if again else answer(b"x"))
        return again

    place.handlers["/"] = closes_at_the_second_request
    got = [(await web.get(place.root)).body for _ in range(3)]
    assert got == [b"x", b"x", b"x"]


@pytest.mark.parametrize("url", ["", "ftp://127.0.0.1/", "http://u:p@127.0.0.1/", "no address"])
async def test_what_is_no_web_address_is_not_asked_for(web: WebClient, url: str) -> None:
    assert await web.get(url) == Response(url=url, error=Unreadable(Reason.NOT_AN_ADDRESS))


async def test_a_closed_port_is_a_site_that_cannot_be_reached(web: WebClient) -> None:
    async with site() as gone:
        root = gone.root
    assert (await web.get(root)).error == Unreadable(Reason.UNREACHABLE)


def test_a_bad_certificate_is_told_from_a_dead_site() -> None:
    error = httpcore.ConnectError("as the pool raises it")
    assert reason_of(error) == Reason.UNREACHABLE
    error.__cause__ = ssl.SSLCertVerificationError()
    assert reason_of(error) == Reason.BAD_CERTIFICATE


@given(text=st.text(max_size=60), start=st.sampled_from(["", "http://", "https://h.example/"]))
def test_whatever_is_asked_for_nothing_is_raised(text: str, start: str) -> None:
    async def ask() -> Response:
        here = httpx.MockTransport(lambda _: httpx.Response(200, content=b"here"))
        web = WebClient(clock=lambda: NOW, transport=here)
        got = await web.get(start + text, etag=text.encode("latin-1", "replace").decode("latin-1"))
        await web.aclose()
        return got

    got = asyncio.run(ask())
    assert (got.body == b"here") is (got.error is None)


def mutants(count: int, seed: int) -> Iterator[bytes]:
    """Answers with bytes dropped, doubled and changed at random places, mostly in their heads."""
    chance = random.Random(seed)
    packed = gzip.compress(b"<rss></rss>" * 9)
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    good = [
        answer(packed, content_encoding="gzip", etag='"1"', cache_control="max-age=9"),
        answer(b"x", "301 Moved", location="http://127.0.0.1:1/", retry_after="7"),
        answer(b"x", content_length="1" * 5000, date="Mon, 23 Nov 2026 07:30:00 GMT"),
        chunked,
        b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + answer(b"x"),
    ]
    for _ in range(count):
        raw = bytearray(chance.choice(good))
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(raw))
            few = bytes(chance.choices(b"\0\r\n \t:;,=0179aZ\xe9\xff", k=chance.randint(0, 3)))
            raw[place : place + chance.randint(0, 3)] = few
        yield bytes(raw)


@pytest.mark.parametrize(
    "count", [200, pytest.param(20_000, marks=[pytest.mark.nightly, pytest.mark.timeout(3600)])]
)
async def test_no_mutant_of_an_answer_escapes(web: WebClient, place: Site, count: int) -> None:
    for number, raw in enumerate(mutants(count, seed=count)):
        place.says("/", raw + b"connection: close")
        got = await web.get(f"{place.root}/")
        assert got.error or got.status in (*range(200, 300), 304), f"mutant {number}: {raw!r}"


async def test_another_way_out_may_stand_in() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(
            200, content=gzip.compress(b"hi"), headers={"content-encoding": "gzip"}
        )

    web = WebClient(clock=lambda: NOW, transport=httpx.MockTransport(handler))
    assert (await web.get("https://example.org/")).body == b"hi"
    await web.aclose()
