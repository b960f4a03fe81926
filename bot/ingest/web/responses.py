"""From httpx's response to ours: its headers, its body, and the reason for what went wrong."""

from __future__ import annotations

import asyncio
import io
import ssl
from collections.abc import AsyncIterable, Awaitable, Callable
from http import HTTPStatus

import httpcore
import httpx

from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.responses import Response
from bot.core.urls import normal
from bot.ingest.web.decompression import BadEncoding, Sizes, unpacker
from bot.services.document_budget import SMALL_BYTES

_SMALL = 16 * 1024
_MANY_CHUNKS = 20_000  # each costs some 20 µs, whatever it holds
_SMALLEST_CHUNKS = 64
_TURN = 256
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_UNREACHED = (httpcore.ConnectError, httpcore.ConnectTimeout, httpx.ConnectError, ssl.SSLError)


async def keep_headers(response: httpx.Response) -> None:
    """Put the headers aside, and the redirect out of httpx's sight.

    It would parse the target even though it is not to follow it, and fail in its own words.
    """
    response.extensions["sent"] = _headers(response)
    response.headers.pop("location", None)


def _headers(response: httpx.Response) -> dict[str, str]:
    """Header names in lower case; values byte for byte (as Latin-1), several joined by commas."""
    found: dict[str, str] = {}
    for raw_name, raw_value in response.headers.raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def redirect_target(answer: Response) -> str | None:
    """The address that an answer redirects to, "" if that is unusable, None if it does not."""
    location = answer.headers.get("location")
    if answer.status not in _REDIRECTS or location is None:
        return None
    raw = location.encode("latin-1")
    return normal(raw.decode("utf-8", errors="replace"), answer.url)


Room = Callable[[], Awaitable[None]]


async def read(
    response: httpx.Response, url: str, permanent: bool, sizes: Sizes, room: Room
) -> Response:
    """The response as ours: with its body if it is a success, with a reason if it is a failure.

    `room` is awaited before a body grows beyond `SMALL_BYTES`. Raises `BadEncoding` for a body
    that is not read to its end, and the connection's exceptions.
    """
    success = 200 <= response.status_code < 300
    fine = success or response.status_code == HTTPStatus.NOT_MODIFIED
    return Response(
        url=url,
        status=response.status_code,
        headers=response.extensions["sent"],
        body=await (_body(response, sizes, room) if success else _no_body(response)),
        error=None if fine else Unreadable(Reason.STATUS, str(response.status_code)),
        permanent=permanent,
    )


async def _body(response: httpx.Response, sizes: Sizes, room: Room) -> bytes:
    """The unpacked body. Raises `BadEncoding` as soon as it is too much."""
    if _declared(response) > sizes.unpacked:
        raise BadEncoding(Reason.TOO_LARGE)
    undo = unpacker(response.headers.get("content-encoding", ""), sizes)
    whole, came, chunks = io.BytesIO(), 0, 0
    if _declared(response) > SMALL_BYTES:
        await room()
    async for chunk in _chunks(response):
        came, chunks = came + len(chunk), chunks + 1
        part = undo.feed(chunk)
        if whole.tell() <= SMALL_BYTES < whole.tell() + len(part):
            await room()
        whole.write(part)
        if chunks > _MANY_CHUNKS and came < _SMALLEST_CHUNKS * chunks:
            raise BadEncoding(Reason.IN_CRUMBS)
        if chunks % _TURN == 0:
            await asyncio.sleep(0)  # chunks that are there already come without a pause
    undo.finish()
    return whole.getvalue()


async def _no_body(response: httpx.Response) -> bytes:
    """Read a small body for the connection's sake (it can be used again), and give none of it."""
    if 0 <= _declared(response) <= _SMALL:
        async for _ in _chunks(response):
            pass
    return b""


def _chunks(response: httpx.Response) -> AsyncIterable[bytes]:
    assert isinstance(response.stream, AsyncIterable)
    return response.stream


def _declared(response: httpx.Response) -> int:
    """The Content-Length, or -1 if there is none."""
    text = response.headers.get("content-length", "")
    return int(text[:19]) if text.isdecimal() else -1


def reason_of(error: Exception) -> Reason:
    """One reason for each class of failure, which tells nothing of what is behind an address."""
    if isinstance(error.__cause__, ssl.SSLCertVerificationError):
        return Reason.BAD_CERTIFICATE
    if isinstance(error, _UNREACHED):
        return Reason.UNREACHABLE
    if isinstance(error, (TimeoutError, httpcore.TimeoutException, httpx.TimeoutException)):
        return Reason.TOO_SLOW
    if isinstance(error, (httpx.InvalidURL, UnicodeError, httpx.UnsupportedProtocol)):
        return Reason.NOT_AN_ADDRESS
    return Reason.BROKEN_OFF
