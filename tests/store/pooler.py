"""A pooler in transaction mode before a PostgreSQL server, as many hosts have one.

Clients are answered by the pooler itself; each of their transactions runs in the server session
that has been idle for longest, and afterwards that session forgets all that was set in it:
prepared statements, settings, locks, LISTEN. So whoever relies on a session fails here.
"""

from __future__ import annotations

import asyncio
import secrets
import struct
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_SSL, _GSS, _CANCEL = 80877103, 80877104, 80877102
_ENDS = b"QS"  # messages that the server answers with "ready for query": Query and Sync
_FORGET = b"DISCARD ALL\0"
MAX_SESSIONS = 4

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def message(kind: bytes, body: bytes = b"") -> bytes:
    """One message of the protocol, version 3: its kind, its length, its body."""
    return kind + struct.pack("!I", len(body) + 4) + body


async def received(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """The next message: its kind and its body. Raises IncompleteReadError at the end."""
    kind = await reader.readexactly(1)
    (length,) = struct.unpack("!I", await reader.readexactly(4))
    return kind, await reader.readexactly(length - 4)


@dataclass
class Session:
    """A session of the server's, and what it told of itself when it began."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    hello: bytes = b""

    async def begin(self, startup: bytes) -> None:
        """Raises AssertionError where the server wants a password."""
        self.writer.write(struct.pack("!I", len(startup) + 4) + startup)
        while True:
            kind, body = await received(self.reader)
            assert not (kind == b"R" and body != bytes(4)), "the server asks for a password"
            if kind == b"S":
                self.hello += message(kind, body)
            if kind == b"Z":
                return

    async def forget(self) -> None:
        """All that was said in it is undone."""
        self.writer.write(message(b"Q", _FORGET))
        while (await received(self.reader))[0] != b"Z":
            continue


class Pooler:
    """`url` is its address; `transactions` counts those that went through, `sessions` are those
    it has of the server's."""

    def __init__(self, server_url: str, by_session: bool) -> None:
        self._by_session = by_session
        parts = urlsplit(server_url)
        query = parse_qs(parts.query)
        self._socket = query.get("host", [""])[0]
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 5432
        self._login = f"{parts.username or 'postgres'}@127.0.0.1"
        self._name, self._own_port = parts.path, 0
        self._idle, self._free = deque[Session](), asyncio.Semaphore(MAX_SESSIONS)
        self.transactions = 0
        self.named_statements = 0
        self._server: asyncio.Server | None = None
        self._clients: set[asyncio.Task[None]] = set()
        self._sessions: list[Session] = []

    @property
    def url(self) -> str:
        return f"postgresql://{self._login}:{self._own_port}{self._name}"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._own_port)
        self._own_port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Cut every connection; it may start again at the same address."""
        assert self._server
        self._server.close()
        for client in self._clients:
            client.cancel()
        await asyncio.gather(*self._clients, return_exceptions=True)
        for session in self._sessions:
            session.writer.close()
            with suppress(ConnectionError):
                await session.writer.wait_closed()
        self._idle.clear()
        self._sessions.clear()

    async def _dial(self) -> Streams:
        if self._socket:
            return await asyncio.open_unix_connection(f"{self._socket}/.s.PGSQL.{self._port}")
        return await asyncio.open_connection(self._host, self._port)

    async def _session(self, startup: bytes) -> Session:
        if self._idle:
            return self._idle.popleft()
        session = Session(*await self._dial())
        self._sessions.append(session)
        await session.begin(startup)
        return session

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = asyncio.current_task()
        assert client
        self._clients.add(client)
        try:
            startup = await self._greeted(reader, writer)
            if startup:
                await self._converse(reader, writer, startup)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return
        finally:
            self._clients.discard(client)
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _greeted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        """What the client said of itself; empty where it only came to cancel something."""
        while True:
            (length,) = struct.unpack("!I", await reader.readexactly(4))
            startup = await reader.readexactly(length - 4)
            (code,) = struct.unpack("!I", startup[:4])
            if code == _CANCEL:
                return b""
            if code not in (_SSL, _GSS):
                break
            writer.write(b"N")
        async with self._free:
            session = await self._session(startup)
            self._idle.append(session)
        key = secrets.token_bytes(4)  # its own, as PgBouncer's: no session stands behind it
        hello = message(b"R", bytes(4)) + session.hello + message(b"K", bytes(1) + key[1:] + key)
        writer.write(hello + message(b"Z", b"I"))
        return startup

    async def _converse(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, startup: bytes
    ) -> None:
        """Transactions until the client goes."""
        first: tuple[bytes, bytes] = await received(reader)
        while first[0] != b"X":
            async with self._free:
                session = await self._session(startup)
                try:
                    while first[0] != b"X":
                        await self._transaction(session, reader, writer, first)
                        self.transactions += 1
                        if not self._by_session:
                            break
                        first = await received(reader)
                except BaseException:
                    session.writer.close()  # the server rolls back what was begun
                    raise
                await session.forget()
                self._idle.append(session)
            if not self._by_session:
                first = await received(reader)

    async def _transaction(
        self,
        session: Session,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        first: tuple[bytes, bytes],
    ) -> None:
        """One transaction from its first message to the answer that says it is over."""
        kind, body = first
        while True:
            while kind not in _ENDS:
                self._pass(session, kind, body)
                kind, body = await received(reader)
            self._pass(session, kind, body)
            if await self._answered(session, writer):
                return
            kind, body = await received(reader)

    def _pass(self, session: Session, kind: bytes, body: bytes) -> None:
        self.named_statements += kind == b"P" and not body.startswith(b"\0")
        session.writer.write(message(kind, body))

    @staticmethod
    async def _answered(session: Session, writer: asyncio.StreamWriter) -> bool:
        """Hand on the answer; whether the transaction is over."""
        while True:
            kind, body = await received(session.reader)
            writer.write(message(kind, body))
            if kind == b"Z":
                await writer.drain()
                return body == b"I"


@asynccontextmanager
async def pooled(server_url: str, *, by_session: bool = False) -> AsyncIterator[Pooler]:
    """A pooler before this server; one `by_session` lends each client a session until it goes."""
    pooler = Pooler(server_url, by_session)
    await pooler.start()
    try:
        yield pooler
    finally:
        await pooler.stop()
