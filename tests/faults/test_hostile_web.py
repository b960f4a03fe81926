"""Sites that do their worst, each in its own way, while fifty healthy feeds are read as ever.

Every site has an address of its own on loopback, so that nothing but the client's own limits keeps
them apart. Deadlines are short here; what is proved is that each fault ends at its limit.
"""

from __future__ import annotations

import asyncio
import gzip
import ssl
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from bot.core.feeds.document import problem
from bot.core.feeds.polling import Poll, decide
from bot.core.model.feeds import FeedState
from bot.core.model.reasons import Unreadable
from bot.core.model.responses import Response
from bot.ingest.web.client import WebClient
from bot.ingest.web.door import FetchLimits
from tests.faults.test_politeness import FEED, read
from tests.ingest.loopback import NOW, Handler, Request, Site, Write, answer, redirect, site

MB = 1024 * 1024
INSIDE = "127.0.0.2"
OK = b"HTTP/1.1 200 OK\r\n"
XML = "application/rss+xml"
LAUGHS = b"<!DOCTYPE r [<!ENTITY a 'ha'>%s]><rss><channel><title>&h;</title></channel></rss>" % (
    b"".join(b"<!ENTITY %c '%s'>" % (n + 1, b"&%c;" % n * 10) for n in b"abcdefg")
)


def drip(head: bytes, crumb: bytes, pause: float = 0.02) -> Handler:
    """A head, and then a crumb every now and then, for ever."""

    async def handler(_: Request, write: Write) -> None:
        await write(head)
        while True:
            await asyncio.sleep(pause)
            await write(crumb)

    return handler


def pour(head: bytes, load: bytes) -> Handler:
    """A head, and then the same load as fast as it is taken, for ever."""

    async def handler(_: Request, write: Write) -> None:
        await write(head)
        while True:
            await write(load)

    return handler


def once(raw: bytes) -> Handler:
    async def handler(_: Request, write: Write) -> bool:
        await write(raw)
        return True

    return handler


def body(content: bytes, **headers: str) -> Handler:
    return once(answer(content, connection="close", **headers))


ZEROS = gzip.compress(b"\0" * 16 * MB)
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
PACKED = OK + b"Content-Encoding: gzip\r\n\r\n"

FAULTS: dict[str, Handler] = {
    "a bomb": body(ZEROS, content_encoding="gzip"),
    "a bomb of many members": body(ZEROS * 64, content_encoding="gzip"),
    "empty members without end": pour(PACKED, gzip.compress(b"") * 3000),
    "a bomb packed twice": body(gzip.compress(ZEROS * 64), content_encoding="gzip, gzip"),
    "a bomb in brotli": body(b"\xcf\xff\xff\x7f\xf8" * 300, content_encoding="br"),
    "zstd unasked": body(b"(\xb5/\xfd", content_encoding="zstd"),
    "deflate unasked": body(b"x", content_encoding="deflate"),
    "gzip cut short": body(gzip.compress(FEED)[:-9], content_encoding="gzip"),
    "gzip that is none": body(FEED, content_encoding="gzip"),
    "a body without end": pour(OK + b"\r\n", b"x" * 65536),
    "chunks without end": pour(CHUNKED, b"10000\r\n" + b"x" * 65536 + b"\r\n"),
    "crumbs without end": pour(CHUNKED, b"1\r\nx\r\n" * 10_000),
    "interim answers without end": pour(b"", b"HTTP/1.1 103 Wait\r\nA: b\r\n\r\n" * 1000),
    "headers without end": pour(OK, b"X-A: " + b"y" * 1000 + b"\r\n"),
    "a header without end": pour(OK + b"X-A: ", b"y" * 65536),
    "20 MB as they are": pour(OK + b"Content-Length: 20000000\r\n\r\n", b"x" * 65536),
    "longer than said": body(FEED, content_length="20"),
    "shorter than said": body(FEED, content_length="9000"),
    "a length below zero": body(FEED, content_length="-1"),
    "two lengths": once(OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"),
    "a header that drips": drip(OK, b"X"),
    "a status line that drips": drip(b"", b"H"),
    "a body that drips": drip(OK + b"\r\n", b"<"),
    "a body that drips in chunks": drip(CHUNKED, b"1\r\nx\r\n"),
    "a packed body that drips": drip(PACKED + gzip.compress(FEED)[:20], b""),
    "silence": drip(b"", b"", pause=1.0),
    "no HTTP": once(b"220 mail.example ESMTP\r\n"),
    "HTTP/0.9": once(FEED),
    "a closed door": once(b""),
    "NULs": body(b"\0" * 1000),
    "an empty body": body(b""),
    "a web page": body(b"<!doctype html><html><title>Log in</title></html>"),
    "half a feed": body(FEED[:-20]),
    "a path": body(b"/dev/zero"),
    "another path": body(b"/proc/self/environ"),
    "an address": body(f"http://{INSIDE}/".encode()),
    "a redirect inside": once(redirect(f"http://{INSIDE}:8080/")),
    "a redirect to a file": once(redirect("file:///etc/passwd")),
    "a redirect in a circle": once(redirect("/feed")),
    "a redirect to a long address": once(redirect("/" + "x" * 5000)),
    "a redirect with a dripping body": drip(
        b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 99\r\n\r\n", b"x"
    ),
    "an error with a body without end": pour(
        b"HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 999
    ),
    "not modified, unasked": once(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
    "no content": once(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "busy for ever": once(answer(b"", "429 Busy", retry_after="9" * 40)),
    "an upgrade": once(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
}
HARMLESS: dict[str, Handler] = {
    "laughs": body(LAUGHS, content_type=XML),
    "a file as an entity": body(
        b"<!DOCTYPE r [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
        b"<rss><channel><title>root &f;</title></channel></rss>",
        content_type=XML,
    ),
    "a DTD from inside": body(
        b"<!DOCTYPE r SYSTEM 'http://127.0.0.2:8080/x.dtd'>" + FEED, content_type=XML
    ),
}


@pytest.fixture
async def web() -> AsyncIterator[WebClient]:
    client = WebClient(
        clock=lambda: NOW,
        reader_hosts=["127.0.1.0/24", "127.0.9.0/24"],
        limits=FetchLimits(seconds=3.0),
        tls=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
    )
    yield client
    await client.aclose()


async def poll(web: WebClient, place: Site) -> tuple[Response, FeedState]:
    """One poll as the collector does it."""
    got = await web.get(f"{place.root}/feed")
    state = FeedState(feed_id=1, next_check=NOW)
    parsed = read(got)
    why = problem(got, parsed)
    return got, decide(state, Poll(got, parsed, NOW, timedelta(minutes=30), problem=why))


async def up(stack: AsyncExitStack, host: str, handler: Handler) -> Site:
    place = await stack.enter_async_context(site(host))
    place.handlers["/feed"] = handler
    return place


def aim_inside(worst: dict[str, Site], odd: dict[str, Site], inside: Site) -> None:
    """Those who lead inside lead to a door where somebody listens."""
    dtd = b"<!DOCTYPE r SYSTEM '%s/x.dtd'>" % inside.root.encode()
    worst["a redirect inside"].handlers["/feed"] = once(redirect(f"{inside.root}/"))
    worst["an address"].handlers["/feed"] = body(inside.root.encode())
    odd["a DTD from inside"].handlers["/feed"] = body(dtd + FEED, content_type=XML)


async def test_fifty_feeds_are_read_while_every_other_site_does_its_worst(web: WebClient) -> None:
    async with AsyncExitStack() as stack:
        inside = await stack.enter_async_context(site(INSIDE))
        worst = {
            name: await up(stack, f"127.0.9.{number}", handler)
            for number, (name, handler) in enumerate({**FAULTS, **HARMLESS}.items(), 1)
        }
        aim_inside(worst, worst, inside)
        healthy = [await up(stack, f"127.0.1.{number}", body(FEED)) for number in range(1, 51)]
        polls = await asyncio.gather(*(poll(web, place) for place in [*worst.values(), *healthy]))
        states = dict(zip(worst, (state for _, state in polls), strict=False))
        assert [state.error for _, state in polls[len(worst) :]] == [None] * 50
        assert [name for name in FAULTS if states[name].error is None] == []
        assert {name: states[name].error for name in HARMLESS} == dict.fromkeys(HARMLESS)
        assert all("root:" not in str(got.body) for got, _ in polls)
        assert inside.connections == 0
        assert max(place.most_open for place in worst.values()) == 1


@pytest.mark.parametrize("name", [name for name in FAULTS if "bomb" in name or "end" in name])
async def test_what_is_too_much_takes_little_memory(web: WebClient, name: str) -> None:
    async with AsyncExitStack() as stack:
        place = await up(stack, "127.0.9.1", FAULTS[name])
        tracemalloc.start()
        _, state = await poll(web, place)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert state.error
    assert peak < 30 * MB, f"{peak / MB:.0f} MB"


async def test_a_site_that_did_its_worst_is_read_once_it_is_well(web: WebClient) -> None:
    async def twice(place: Site) -> Unreadable | None:
        await poll(web, place)
        place.handlers["/feed"] = body(FEED)
        return (await poll(web, place))[1].error

    async with AsyncExitStack() as stack:
        places = {
            name: await up(stack, f"127.0.9.{number}", handler)
            for number, (name, handler) in enumerate(FAULTS.items(), 1)
            if name != "busy for ever"  # it is left alone for a week
        }
        errors = await asyncio.gather(*(twice(place) for place in places.values()))
    assert dict(zip(places, errors, strict=True)) == dict.fromkeys(places)


async def test_what_is_behind_a_door_cannot_be_told_by_the_words(web: WebClient) -> None:
    async with AsyncExitStack() as stack:
        listening = await stack.enter_async_context(site(INSIDE))
        banner = await up(stack, "127.0.9.1", once(b"SSH-2.0-OpenSSH_9.9 secret-host\r\n"))
        shut = await up(stack, "127.0.9.2", once(b""))
        ports = {"open": listening.port, "closed": 1, "web": 80}
        words = {name: await web.get(f"http://{INSIDE}:{port}/") for name, port in ports.items()}
        assert words["open"].error == words["closed"].error
        assert words["web"].error == (await web.get("http://10.0.0.1/")).error
        spoken = (await web.get(f"{banner.root}/feed")).error
        assert spoken == (await web.get(f"{shut.root}/feed")).error
        assert listening.connections == 0
