"""One connection to our HTTP, with deadlines, and how many of them may be open.

A peer may send half a request and wait, send it letter by letter, or open connections without
end. Each phase of a request has a deadline that no trickle of bytes extends, and when all places
are taken a newcomer gets the place of whoever has kept us waiting longest.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formatdate
from enum import Enum

import h11
import structlog
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What peers are granted; seconds are from the begin of each phase, None: without end."""

    connections: int = 200
    """Open at once, from all peers: a fraction of the 1,024 files that a process may open."""
    per_peer: int = 100
    """Open at once from one address; a platform's router is one address for all its users."""
    head_seconds: float | None = 10.0
    body_seconds: float | None = 20.0
    answer_seconds: float | None = 30.0
    idle_seconds: int = 15
    """How long a connection may rest between two requests."""


class Phase(Enum):
    """What a connection is waiting for."""

    HEAD = "the request's head"
    BODY = "the request's body"
    ANSWER = "our answer"
    IDLE = "the next request"
    CLOSED = "nothing"


@dataclass(frozen=True, slots=True)
class Guest:
    """A connection as the choice sees it: where it comes from, and whether it keeps us waiting."""

    peer: str
    waiting: bool


def who_leaves(guests: Sequence[Guest], limits: Limits) -> int | None:
    """Which of `guests`, oldest first and the newcomer last, has to leave; None when all may stay.

    It is the oldest that keeps us waiting: of the newcomer's own address when that has too many,
    else of the address with the most. Where nobody keeps us waiting the newcomer leaves.
    """
    newcomer = len(guests) - 1
    counts = Counter(guest.peer for guest in guests)
    if counts[guests[newcomer].peer] > limits.per_peer:
        crowd = guests[newcomer].peer
        return _oldest_waiting(guests, crowd, newcomer)
    if len(guests) <= limits.connections:
        return None
    waiting = Counter(guest.peer for guest in guests[:newcomer] if guest.waiting)
    crowd = max(waiting, key=lambda peer: counts[peer], default="")
    return _oldest_waiting(guests, crowd, newcomer)


def _oldest_waiting(guests: Sequence[Guest], peer: str, newcomer: int) -> int:
    found = (i for i, one in enumerate(guests[:newcomer]) if one.peer == peer and one.waiting)
    return next(found, newcomer)


class Connections:
    """The connections of one server, oldest first."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._open: dict[Connection, None] = {}
        self._closed = False

    def close(self) -> None:
        """Take no more in: who was accepted in the server's last moment is cut."""
        self._closed = True

    def admit(self, newcomer: Connection) -> None:
        """Take a connection in; somebody else, or itself, may have to leave for it."""
        if self._closed:
            newcomer.cut()
            return
        self._open[newcomer] = None
        present = list(self._open)
        leaving = who_leaves([Guest(one.peer, one.waiting) for one in present], self.limits)
        if leaving is not None:
            log.warning("HTTP connections are full, ended the longest waiting", open=len(present))
            present[leaving].cut()

    def forget(self, one: Connection) -> None:
        """A connection has ended."""
        self._open.pop(one, None)


class Connection(H11Protocol):
    """uvicorn's HTTP/1.1 with a deadline for each phase of a request."""

    def __init__(self, config: Config, state: ServerState, connections: Connections) -> None:
        super().__init__(config, state, {})
        self._connections = connections
        self._phase = Phase.HEAD
        self._request: object = None
        self._deadline: asyncio.TimerHandle | None = None
        limits = connections.limits
        self._seconds = {
            Phase.HEAD: limits.head_seconds,
            Phase.BODY: limits.body_seconds,
            Phase.ANSWER: limits.answer_seconds,
        }

    @property
    def peer(self) -> str:
        """The address at the other end; empty when it has gone already."""
        return self.client[0] if self.client else ""

    @property
    def waiting(self) -> bool:
        """Whether the peer keeps us waiting, not we the peer."""
        return self._phase in (Phase.HEAD, Phase.BODY, Phase.IDLE)

    def cut(self) -> None:
        """End the connection at once, as a dying peer would."""
        self._connections.forget(self)
        self.transport.abort()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Arm the deadline of the head, and ask for a place."""
        super().connection_made(transport)
        self._arm()
        self._connections.admit(self)

    def data_received(self, data: bytes) -> None:
        """Bytes came: a deadline is armed when they begin a new phase, and only then."""
        # A server with a clock dates its answers (RFC 9110, 6.6.1); nobody ticks for us.
        date = formatdate(usegmt=True).encode()
        self.server_state.default_headers = [(b"date", date)]
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """An answer went out."""
        super().on_response_complete()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is over, by whichever end."""
        self._phase = Phase.CLOSED
        self._disarm()
        self._unset_keepalive_if_required()
        self._connections.forget(self)
        super().connection_lost(exc)

    def _watch(self) -> None:
        phase = self._now()
        if phase is not self._phase or self.cycle is not self._request:
            self._phase, self._request = phase, self.cycle
            self._arm()

    def _now(self) -> Phase:
        if self.transport.is_closing():
            return Phase.CLOSED
        if self.cycle is not None and not self.cycle.response_complete:
            return Phase.BODY if self.cycle.more_body else Phase.ANSWER
        if self.conn.their_state is h11.SEND_BODY:  # answered before it was all there
            return Phase.BODY
        return Phase.IDLE if self.timeout_keep_alive_task else Phase.HEAD

    def _arm(self) -> None:
        self._disarm()
        seconds = self._seconds.get(self._phase)
        if seconds is not None:
            self._deadline = self.loop.call_later(seconds, self.cut)

    def _disarm(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None
