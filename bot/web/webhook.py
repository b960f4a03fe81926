"""The webhook: an update is stored before Telegram is told that it has arrived."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

from bot.errors import StoreUnavailable

log = structlog.get_logger(__name__)

MAX_UPDATE_BYTES = 1_000_000
MAX_ID = 2**63 - 1
"""Telegram's ids have at most 52 significant bits; both databases hold 63."""

TakeUpdate = Callable[[int, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class WebhookEndpoint:
    """Where Telegram calls us (`url`, its path alone counts), the secret that it must show, and
    `take(update_id, json)`, which stores an update or raises StoreUnavailable."""

    url: str
    secret: str
    take: TakeUpdate

    @property
    def path(self) -> str:
        """The path as a request's scope tells it: decoded."""
        return unquote(urlsplit(self.url).path) or "/"

    async def answer(self, request: Request) -> Response:
        """200 only after the update is stored; Telegram brings it again on anything else."""
        shown = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not hmac.compare_digest(shown.encode(), self.secret.encode()):
            return PlainTextResponse("forbidden", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        read = _read(body)
        if isinstance(read, OutOfRange):
            return PlainTextResponse(f"bad request: {read.what}", 400)
        if read is None:
            log.warning("a webhook call was no update", size=len(body))
            return PlainTextResponse("ignored")  # it will never be one: do not bring it again
        try:
            await self.take(read, body.decode())
        except StoreUnavailable:
            return PlainTextResponse("try again", 503, {"Retry-After": "10"})
        return PlainTextResponse("ok")


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """An update with a number that is no id, as a value."""

    what: str


class ExactRoute(Route):
    """A route for one path, letter by letter: an operator's path may hold braces or signs."""

    def __init__(self, path: str, endpoint: Callable[[Request], Awaitable[Response]]) -> None:
        super().__init__("/", endpoint, methods=["POST"])
        self._exact = path

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether the decoded path is ours; another method is a partial match (405)."""
        if scope["type"] != "http" or scope["path"] != self._exact:
            return Match.NONE, {}
        found = {"endpoint": self.endpoint, "path_params": {}}
        return (Match.FULL if scope["method"] == "POST" else Match.PARTIAL), found


async def _body(request: Request) -> bytes | None:
    """The request's body, or None as soon as it is larger than any update."""
    received = bytearray()
    try:
        async for chunk in request.stream():
            received += chunk
            if len(received) > MAX_UPDATE_BYTES:
                return None
    except ClientDisconnect:  # it left in the middle, or its time was over: no update either
        return b""
    return bytes(received)


def _read(body: bytes) -> int | OutOfRange | None:
    """The update's id; None where the body is no update at all."""
    try:
        update = json.loads(body.decode(), parse_int=_integer, parse_constant=_no_number)
        number = update["update_id"]
    except OverflowError as wrong:
        return OutOfRange(str(wrong))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return number if number >= 0 else OutOfRange("update_id is negative")


def _integer(digits: str) -> int:
    number = int(digits) if len(digits) <= 20 else MAX_ID + 1
    if abs(number) > MAX_ID:
        raise OverflowError("a number has more than 63 bits")
    return number


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
