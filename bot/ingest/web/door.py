"""The way out to the web: one httpx client over a guarded pool, within limits."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from bot.ingest.web.decompression import Sizes
from bot.ingest.web.guard import Guard
from bot.ingest.web.responses import keep_headers
from bot.ingest.web.transport import GuardedBackend, GuardedTransport

# Who we are and where to complain.
USER_AGENT = "Precis/0.1 (news digest bot; +https://github.com/precis-bot/precis)"


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much of anything one exchange may take.

    `seconds` bounds the whole exchange, redirects included, but not the wait for one's turn;
    `connect_seconds` bounds the dialling of one host. `connections` is for all hosts together.
    """

    seconds: float = 20.0
    connect_seconds: float = 8.0
    redirects: int = 5
    connections: int = 8
    sizes: Sizes = field(default_factory=Sizes)


def open_client(
    transport: httpx.AsyncBaseTransport, user_agent: str, limits: FetchLimits
) -> httpx.AsyncClient:
    """A client without cookies, referrers and proxies, over this way out."""
    return httpx.AsyncClient(
        transport=transport,
        headers=_plain_headers(user_agent),
        timeout=httpx.Timeout(limits.seconds, connect=limits.connect_seconds),
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
        trust_env=False,
        event_hooks={"response": [keep_headers]},
    )


@cache
def _tls() -> ssl.SSLContext:
    """One for all connections: each costs 20 ms and 0.6 MB to make."""
    return httpx.create_ssl_context(trust_env=False)


def way_out(guard: Guard, limits: FetchLimits, tls: ssl.SSLContext | None) -> GuardedTransport:
    """The one way to the network: one pool, every address vetted."""
    return GuardedTransport(
        GuardedBackend(guard),
        tls or _tls(),
        limits.connections,
        framed_size=2 * limits.sizes.unpacked,
    )


def _plain_headers(user_agent: str) -> dict[str, str]:
    return {"User-Agent": user_agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
