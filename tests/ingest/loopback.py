"""A web server on loopback that says exactly what a test tells it to, and remembers who asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Request:
    """One request as it came: path with query, and header lines by lower-case name."""

    path: str
    headers: dict[str, str]
    connection: int
    at: datetime


Write = Callable[[bytes], Awaitable[None]]
Handler = Callable[[Request, Write], Awaitable[bool | None]]


@dataclass
class Site:
    """`handlers` by path; each writes raw bytes and returns True to close the connection."""

    handlers: dict[str, Handler] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    open_now: int = 0
    most_open: int = 0
    host: str = "127.0.0.1"
    port: int = 0
    clock: Callable[[], datetime] = lambda: NOW
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def root(self) -> str:
        return f"http://{self.host}:{self.port}"

    def says(self, path: str, *answers: bytes) -> None:
        """Answer a path with these raw answers in turn; the last one again and again."""
        left = list(answers)

        async def handler(_: Request, write: Write) -> bool:
            raw = left.pop(0) if len(left) > 1 else left[0]
            await write(raw)
            return b"content-length" not in raw.lower() or b"connection: close" in raw

        self.handlers[path] = handler

    def paths(self) -> list[str]:
        return [request.path for request in self.requests]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        try:
            await self._talk(reader, writer, self.connections)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return  # the other side has had enough, or the test is over
        finally:
            self.open_now -= 1
            self._tasks.discard(task)
            writer.transport.abort()

    async def _talk(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, connection: int
    ) -> None:
        async def write(data: bytes) -> None:
            writer.write(data)
            await writer.drain()

        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            lines = [line.partition(": ") for line in head[1:] if line]
            headers = {name.lower(): value for name, _, value in lines}
            request = Request(head[0].split(" ")[1], headers, connection, self.clock())
            self.requests.append(request)
            handler = self.handlers.get(request.path.partition("?")[0], not_found)
            if await handler(request, write):
                await writer.drain()
                writer.close()
                await writer.wait_closed()
                return

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def not_found(_: Request, write: Write) -> bool:
    await write(answer(b"nothing here", "404 Not Found"))
    return False


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A raw answer with its length; underscores in header names stand for hyphens."""
    headers = {"content_length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1") + body


def redirect(target: str, status: str = "302 Found") -> bytes:
    return answer(b"", status, location=target)


@asynccontextmanager
async def site(host: str = "127.0.0.1") -> AsyncIterator[Site]:
    """A site that is up for as long as the block lasts."""
    place = Site(host=host)
    server = await asyncio.start_server(place.serve, host, 0)
    place.port = server.sockets[0].getsockname()[1]
    try:
        yield place
    finally:
        server.close()
        await place.close()
        await server.wait_closed()
