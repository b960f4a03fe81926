"""The routes on PORT: /healthz, /metrics, and the webhook where one is set."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import StoreUnavailable

log = structlog.get_logger(__name__)

MAX_UPDATE_BYTES = 1_000_000
Facts = Callable[[], Awaitable[Mapping[str, float]]]
TakeUpdate = Callable[[int, str], Awaitable[None]]


async def _body(request: Request) -> bytes | None:
    """The request's body, or None as soon as it is larger than any update."""
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > MAX_UPDATE_BYTES:
            return None
    return bytes(received)


def _webhook(take: TakeUpdate, secret: str) -> Callable[[Request], Awaitable[Response]]:
    async def webhook(request: Request) -> Response:
        """200 only after the update is stored; Telegram brings it again on anything else."""
        shown = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not hmac.compare_digest(shown.encode(), secret.encode()):
            return PlainTextResponse("forbidden", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            update = json.loads(body)
            number = int(update["update_id"])
        except (ValueError, KeyError, TypeError, RecursionError):
            log.warning("a webhook call was no update", size=len(body))
            return PlainTextResponse("ignored")  # it will never be one: do not bring it again
        try:
            await take(number, body.decode("utf-8", errors="replace"))
        except StoreUnavailable:
            return PlainTextResponse("try again", 503, {"Retry-After": "10"})
        return PlainTextResponse("ok")

    return webhook


def _health(facts: Facts) -> Callable[[Request], Awaitable[Response]]:
    async def health(_: Request) -> Response:
        try:
            return JSONResponse({"status": "ok", **await facts()})
        except StoreUnavailable as failure:
            return JSONResponse({"status": "down", "reason": str(failure)}, 503)

    return health


def _metrics(facts: Facts) -> Callable[[Request], Awaitable[Response]]:
    async def metrics(_: Request) -> Response:
        from prometheus_client import CollectorRegistry, Gauge, generate_latest
        from prometheus_client.process_collector import ProcessCollector

        registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        try:
            values: Mapping[str, float] = {"up": 1, **await facts()}
        except StoreUnavailable:
            values = {"up": 0}
        for name, value in values.items():
            Gauge(f"precis_{name}", name.replace("_", " "), registry=registry).set(value)
        return Response(generate_latest(registry), media_type="text/plain; version=0.0.4")

    return metrics


def build_site(
    facts: Facts, *, webhook_path: str = "", secret: str = "", take: TakeUpdate | None = None
) -> Starlette:
    """The site. `facts` gives the numbers shown by health and metrics; `take` stores an update.

    The webhook is served at `webhook_path` only when `take` is given.
    """
    routes: list[Any] = [
        Route("/healthz", _health(facts)),
        Route("/metrics", _metrics(facts)),
    ]
    if take and webhook_path:
        routes.append(Route(webhook_path, _webhook(take, secret), methods=["POST"]))
    return Starlette(routes=routes)
