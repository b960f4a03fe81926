"""The one client: every byte from the web comes through here, and nothing leaves but plain GETs.

Each exchange has one deadline, a cap on what comes back, vetted addresses at every redirect, and
the same words for every failure of one class. No cookies, no referrers, no proxies.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

import httpcore
import httpx

from bot.core.feeds.polling import hold_until
from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.responses import Response
from bot.core.urls import DEFAULT_PORTS, normal
from bot.ingest.web.decompression import BadEncoding
from bot.ingest.web.door import USER_AGENT, FetchLimits, open_client, way_out
from bot.ingest.web.guard import Guard, Refused, Resolver
from bot.ingest.web.hosts import HostLocks, HostPauses, SharedTurns
from bot.ingest.web.responses import read, reason_of, redirect_target
from bot.services.document_budget import FOR_READERS, DocumentBudget, Errand, Lease

_FOR_NOW = frozenset((302, 303, 307))
_DROPPED = (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError)
_FAILURES = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    httpx.HTTPError,
    httpx.InvalidURL,
    ValueError,
    OSError,
)


@dataclass(slots=True)
class _Journey:
    """One `get` on its way: where it is, what it may still take, what it asks for."""

    address: str
    validators_url: str
    validators: dict[str, str]
    seconds_left: float
    lease: Lease
    inside: bool = False
    permanent: bool = True
    hops: int = 0

    def failed(self, reason: Reason) -> Response:
        return Response(url=self.address, error=Unreadable(reason))

    def headers(self) -> list[tuple[bytes, bytes]]:
        if self.address != self.validators_url:
            return []
        return [(name.encode(), text.encode("latin-1")) for name, text in self.validators.items()]


class WebClient:
    """The `Fetcher`: one GET at a time for each host, eight in all.

    `clock` tells the time to hold hosts until (aware UTC); `held` are the hosts to be left alone
    as `keep` was told them in an earlier run. `allowed` are the entries of ALLOWED_PRIVATE_HOSTS,
    open to the operator's own sources, `reader_hosts` those of READER_PRIVATE_HOSTS, open to all
    (ValueError if one makes no sense). `shared` are turns at hosts beside other processes. `tls`
    may be shared with other clients, for it is costly to make. `resolve` and `transport` are for
    tests: another resolver, and another way out than the guarded one.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        allowed: Iterable[str] = (),
        reader_hosts: Iterable[str] = (),
        held: Mapping[str, datetime] | None = None,
        keep: Callable[[str, datetime], Awaitable[None]] | None = None,
        shared: SharedTurns | None = None,
        user_agent: str = USER_AGENT,
        limits: FetchLimits | None = None,
        tls: ssl.SSLContext | None = None,
        resolve: Resolver | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._clock = clock
        self._limits = limits or FetchLimits()
        self._lanes = HostLocks(self._limits.connections, shared)
        self._holds, self._keep = HostPauses(held), keep
        self._budget = DocumentBudget()
        inner = (*allowed, *reader_hosts)
        self._private = Guard(allowed, resolve)

        def door(hosts: Iterable[str]) -> httpx.AsyncClient:
            way = transport or way_out(Guard(hosts, resolve), self._limits, tls)
            return open_client(way, user_agent, self._limits)

        # Two pools: a connection that was opened for the operator's sources is used for no other.
        self._outer, self._inner = door(tuple(reader_hosts)), door(inner)

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        validators_url: str = "",
        errand: Errand = FOR_READERS,
    ) -> Response:
        """GET an address, follow its redirects, and read what comes, within the limits.

        The validators go out byte for byte, to `validators_url` (by default `url`) and to no
        other address. An Answer without status says in `error` why there is none; one with a
        status that is no success says so in `error`, too, and has no body. While a host has
        asked us to wait nothing is sent: the Answer has no status, and `retry-after`.
        """
        address = normal(url)
        if not address:
            return Response(url=url, error=Unreadable(Reason.NOT_AN_ADDRESS))
        if errand.lease is None:  # the caller keeps what comes, at its own account
            async with self._budget.lease() as lease:
                return await self.get(
                    url,
                    etag=etag,
                    last_modified=last_modified,
                    validators_url=validators_url,
                    errand=replace(errand, lease=lease),
                )
        asked = {"if-none-match": etag, "if-modified-since": last_modified}
        journey = _Journey(
            address,
            normal(validators_url) or address,
            {name: text for name, text in asked.items() if text},
            self._limits.seconds,
            errand.lease,
            await self._starts_inside(address, errand.source),
        )
        while True:
            answer = await self._hop(journey)
            target = redirect_target(answer) if answer.status else _over_tls(journey, answer)
            if target is None:
                return answer
            problem = await self._turn(journey, answer, target)
            if problem:
                return problem

    async def aclose(self) -> None:
        """Close every connection."""
        await self._outer.aclose()
        await self._inner.aclose()

    def heard(self, held: Mapping[str, datetime]) -> None:
        """Other processes tell of hosts that are to be left alone until then."""
        now = self._clock()
        for host, until in held.items():
            self._holds.note(host, until, now)

    async def _starts_inside(self, address: str, source: str) -> bool:
        """Whether private hosts of the operator's may be reached: by the very address of one of
        the operator's sources, and by what a source that is itself private leads to."""
        if not source:
            return False
        return address == normal(source) or await self._is_inside(normal(source))

    async def _is_inside(self, address: str) -> bool:
        parts = urlsplit(address)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme, 0)
        return await self._private.is_let_through(parts.hostname or "", port)

    async def _turn(self, journey: _Journey, answer: Response, target: str) -> Response | None:
        """Point the journey at a redirect's target; an Answer if that may not be followed."""
        if not target:
            return journey.failed(Reason.BAD_REDIRECT)
        journey.hops += 1
        if journey.hops > self._limits.redirects:
            return journey.failed(Reason.TOO_MANY_REDIRECTS)
        journey.permanent = journey.permanent and answer.status not in _FOR_NOW
        # From outside nothing leads inside, whoever asked for the first address.
        journey.inside = journey.inside and await self._is_inside(journey.address)
        journey.address = target
        return None

    async def _hop(self, journey: _Journey) -> Response:
        """One exchange with one host, in its turn, against the clock."""
        parts = urlsplit(journey.address)
        host = parts.hostname or ""
        # Other ports are other servers; http and https on their own ports are one.
        lane = host if parts.port in (None, 80, 443) else parts.netloc
        journey.lease.end()  # what an earlier hop took: no place is kept while we wait for a host
        async with self._lanes.enter(lane, journey.lease.begin):
            left = self._holds.left(lane, self._clock())
            if left > timedelta(0):
                wait = {"retry-after": str(int(left.total_seconds()) + 1)}
                return Response(
                    url=journey.address, headers=wait, error=Unreadable(Reason.ASKED_TO_WAIT)
                )
            answer = await self._against_the_clock(journey)
            await self._note_wish(lane, answer)
            return answer

    async def _against_the_clock(self, journey: _Journey) -> Response:
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(max(journey.seconds_left, 0.0)) as clock:
                return await self._exchange(journey, clock)
        except (Refused, BadEncoding) as error:
            return journey.failed(error.reason)
        except _FAILURES as error:
            return journey.failed(reason_of(error))
        finally:
            journey.seconds_left -= loop.time() - started

    async def _exchange(self, journey: _Journey, clock: asyncio.Timeout) -> Response:
        """Ask, and once more if the connection turns out to have been closed while it was idle."""
        dialled = False

        async def trace(event: str, _: Mapping[str, object]) -> None:
            nonlocal dialled
            dialled = dialled or event == "connection.connect_tcp.started"

        client = self._inner if journey.inside else self._outer
        request = client.build_request(
            "GET", journey.address, headers=journey.headers(), extensions={"trace": trace}
        )
        try:
            response = await client.send(request, stream=True)
        except _DROPPED:
            if dialled:
                raise
            response = await client.send(request, stream=True)
        try:
            moved = journey.permanent and journey.hops > 0
            room = partial(_grown, journey.lease, clock)
            return await read(response, journey.address, moved, self._limits.sizes, room)
        finally:
            await response.aclose()

    async def _note_wish(self, lane: str, answer: Response) -> None:
        """Remember a host that has had enough of us, over a restart too."""
        now = self._clock()
        if until := hold_until(answer, now):
            self._holds.note(lane, until, now)
            if self._keep:
                await self._keep(lane, until)


async def _grown(lease: Lease, clock: asyncio.Timeout) -> None:
    """Wait for room for a large body. That is our own wait, and does not count against the site."""
    loop, until = asyncio.get_running_loop(), clock.when()
    began = loop.time()
    clock.reschedule(None)
    await lease.grow()
    clock.reschedule(None if until is None else until + loop.time() - began)


def _over_tls(journey: _Journey, answer: Response) -> str | None:
    """Where else to look for a site whose http port is dead: once, at its https port."""
    parts = urlsplit(journey.address)
    if (
        answer.error != Unreadable(Reason.UNREACHABLE)
        or parts.scheme != "http"
        or parts.port
        or journey.hops
    ):
        return None
    return normal(f"https{journey.address.removeprefix('http')}")
