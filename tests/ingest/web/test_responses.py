"""From httpx's response to ours, over the real httpx."""

from __future__ import annotations

import ssl

import httpcore
import httpx
import pytest

from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.responses import Response
from bot.ingest.web.decompression import BadEncoding, Sizes
from bot.ingest.web.responses import keep_headers, read, reason_of, redirect_target

URL = "https://x.example/a"
Headers = list[tuple[bytes, bytes]]


async def no_wait() -> None:
    """There is room for every body."""


async def came(status: int = 200, headers: Headers | None = None, body: bytes = b"") -> Response:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, headers=headers or [], stream=httpx.ByteStream(body))

    hooks = {"response": [keep_headers]}
    async with (
        httpx.AsyncClient(transport=httpx.MockTransport(answer), event_hooks=hooks) as client,
        client.stream("GET", URL) as response,
    ):
        return await read(response, URL, permanent=True, sizes=Sizes(unpacked=1000), room=no_wait)


async def test_a_success_comes_with_its_body_and_its_headers_byte_for_byte() -> None:
    headers = [(b"ETag", b'"\xfc"'), (b"Vary", b"a"), (b"vary", b"b")]
    got = await came(headers=headers, body=b"words")
    assert (got.url, got.status, got.body, got.error) == (URL, 200, b"words", None)
    assert got.headers == {"etag": '"ü"', "vary": "a, b"}
    assert got.permanent


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (304, None),
        (404, Unreadable(Reason.STATUS, "404")),
        (503, Unreadable(Reason.STATUS, "503")),
    ],
)
async def test_what_is_no_success_has_no_body_and_a_failure_a_reason(
    status: int, error: Unreadable | None
) -> None:
    got = await came(status, [(b"content-length", b"5")], b"words")
    assert (got.body, got.error) == (b"", error)


@pytest.mark.parametrize("headers", [[(b"content-length", b"1001")], []])
async def test_a_body_that_is_too_much_is_not_read_on(headers: Headers) -> None:
    with pytest.raises(BadEncoding, match=Reason.TOO_LARGE):
        await came(headers=headers, body=b"x" * 1001)


@pytest.mark.parametrize(
    ("status", "location", "target"),
    [
        (301, "/b", "https://x.example/b"),
        (302, "https://y.example/", "https://y.example/"),
        (308, "ftp://y.example/", ""),
        (302, "http://[broken", ""),
        (200, "/b", None),
        (304, "/b", None),
        (301, None, None),
    ],
)
def test_where_an_answer_redirects_to(
    status: int, location: str | None, target: str | None
) -> None:
    headers = {} if location is None else {"location": location}
    assert redirect_target(Response(URL, status, headers)) == target


def _caused(by: Exception) -> Exception:
    error = httpcore.ConnectError("connection failed")
    error.__cause__ = by
    return error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (_caused(ssl.SSLCertVerificationError()), Reason.BAD_CERTIFICATE),
        (_caused(OSError("10.0.0.7 refused")), Reason.UNREACHABLE),
        (httpcore.ConnectTimeout(), Reason.UNREACHABLE),
        (httpcore.ReadTimeout(), Reason.TOO_SLOW),
        (TimeoutError(), Reason.TOO_SLOW),
        (httpx.InvalidURL("no"), Reason.NOT_AN_ADDRESS),
        (httpcore.RemoteProtocolError(), Reason.BROKEN_OFF),
    ],
)
def test_each_class_of_failure_has_one_reason(error: Exception, reason: Reason) -> None:
    assert reason_of(error) == reason
