"""The routes on PORT: a front page, /healthz, /metrics, and the webhook where one is set."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.errors import StoreUnavailable
from bot.web.access import may_see_details
from bot.web.cached import Cached
from bot.web.webhook import ExactRoute, WebhookEndpoint

Facts = Mapping[str, float]
Answer = Callable[[Request], Awaitable[Response]]


def build_site(
    facts: Callable[[], Awaitable[Facts]],
    clock: Callable[[], float],
    *,
    metrics_token: str | None = None,
    webhook: WebhookEndpoint | None = None,
) -> Starlette:
    """The site. `facts` gives the numbers shown by health and metrics, asked for every few seconds
    at most by `clock` (seconds); who is no bearer of `metrics_token` sees up or down.
    """
    kept = Cached(facts, clock)
    routes: list[BaseRoute] = [
        Route("/", _front),
        Route("/healthz", _health(kept, metrics_token)),
        Route("/metrics", _metrics(kept, metrics_token)),
    ]
    if webhook:
        routes.append(ExactRoute(webhook.path, webhook.answer))
    return Starlette(routes=routes)


async def _front(_: Request) -> Response:
    return PlainTextResponse("Précis, a news digest bot for Telegram, is here.\n")


def _health(facts: Cached[Facts], token: str | None) -> Answer:
    async def health(request: Request) -> Response:
        """200 while the database answers, else 503; more for those who may see it."""
        details = may_see_details(request, token)
        try:
            values = await facts.get()
        except StoreUnavailable as failure:
            reason = {"reason": str(failure)} if details else {}
            return JSONResponse({"status": "down", **reason}, 503)
        return JSONResponse({"status": "ok", **(values if details else {})})

    return health


def _metrics(facts: Cached[Facts], token: str | None) -> Answer:
    async def metrics(request: Request) -> Response:
        if not may_see_details(request, token):
            if token:
                return PlainTextResponse("a token is needed", 401, {"WWW-Authenticate": "Bearer"})
            return PlainTextResponse("only for this machine; set METRICS_TOKEN for others", 403)
        try:
            values: Facts = {"up": 1, **await facts.get()}
        except StoreUnavailable:
            values = {"up": 0}
        text = await asyncio.to_thread(_exposition, values)
        return Response(text, media_type="text/plain; version=0.0.4")

    return metrics


def _exposition(values: Facts) -> bytes:
    """The numbers, and the process's own, in Prometheus's text format."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest
    from prometheus_client.process_collector import ProcessCollector

    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    for name, value in values.items():
        Gauge(f"precis_{name}", name.replace("_", " "), registry=registry).set(value)
    return generate_latest(registry)
