"""For the score card of manners: sites on loopback that write down who asks, and a reader of feeds
with a clock of its own that can be stopped, started again and killed."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import topics
from bot.core.model.feeds import Feed
from bot.ingest.web.client import WebClient
from bot.ingest.web.door import FetchLimits
from bot.ingest.workers.pool import WorkerPool
from bot.services.collect import CollectOptions, Collector
from bot.services.ports import Fetcher
from bot.store import Stores, open_stores

BEGIN = datetime(2026, 11, 2, 6, tzinfo=UTC)
INTERVAL = timedelta(minutes=30)
SECONDS = 2.0
"""What stands for the 20 seconds of an exchange here: nobody should wait for a score card."""

_BEAT = 0.005
_SHORTEST_STEP = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request: its path, its header lines by lower-case name, the reader's time."""

    path: str
    headers: dict[str, str]
    at: datetime


Said = tuple[str, dict[str, str], bytes] | None
"""An answer: status line, headers, body. None: a drip that never ends."""


@dataclass
class Site:
    """A host on a port of its own. `log` holds what was asked, `most_open` how many connections
    were open at once at most."""

    say: Callable[[LoggedRequest], Said]
    clock: Callable[[], datetime]
    log: list[LoggedRequest] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    open_now: int = 0
    most_open: int = 0
    port: int = 0

    def url(self, path: str) -> str:
        """The address of a path here."""
        return f"http://127.0.0.1:{self.port}{path}"

    def times(self, path: str) -> list[datetime]:
        """When this path was asked for."""
        return [one.at for one in self.log if one.path == path]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Talk with one client until it leaves."""
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while True:
                    await self._answer(reader, writer)
        finally:
            self.open_now -= 1
            writer.transport.abort()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(": ") for line in lines[1:] if line)
        headers = {name.lower(): value for name, _, value in pairs}
        asked = LoggedRequest(lines[0].split(" ")[1], headers, self.clock())
        self.log.append(asked)
        self.heard.set()
        said = self.say(asked)
        if said is None:
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                writer.write(b"<")
                await writer.drain()
                await asyncio.sleep(SECONDS / 20)
        status, more, body = said
        head = [f"HTTP/1.1 {status}", *(f"{n}: {v}" for n, v in more.items())]
        head.append(f"Content-Length: {len(body)}")
        writer.write("\r\n".join([*head, "", ""]).encode("latin-1") + body)
        await writer.drain()


Wrap = Callable[[Fetcher], Fetcher]


class PublisherSites:
    """A reader of feeds over a database in `folder`, with `now` as its clock.

    `interval` is its shortest pause; `wrap` may put something between it and the web (for the
    test that a rude reader fails).
    """

    def __init__(
        self, folder: Path, workers: WorkerPool, interval: timedelta, wrap: Wrap | None
    ) -> None:
        self.now, self.interval = BEGIN, interval
        self._url, self._workers, self._wrap = f"sqlite:///{folder}/manners.db", workers, wrap
        self._chance = cycle((0.3, 0.9, 0.1, 0.6))
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.stores: Stores
        self.servers: list[asyncio.Server] = []

    async def start(self) -> None:
        """Open the store and the web, as a process does at its start."""
        self.stores = await open_stores(self._url)
        self._web = WebClient(
            clock=self.clock,
            reader_hosts=["127.0.0.1"],
            held={} if self._wrap else await self.stores.holds.held(self.now),
            keep=self.stores.holds.hold,
            limits=FetchLimits(seconds=SECONDS),
            tls=self._tls,
        )
        self.collector = Collector(
            self.stores.feeds,
            self.stores.articles,
            self._wrap(self._web) if self._wrap else self._web,
            self._workers,
            topics(),
            self.clock,
            CollectOptions(self.interval, random=lambda: next(self._chance)),
        )

    async def stop(self) -> None:
        """Close what `start` opened."""
        await self._web.aclose()
        await self.stores.aclose()

    async def restart(self) -> None:
        """One process ends, the next begins."""
        await self.stop()
        await self.start()

    def clock(self) -> datetime:
        """The reader's time."""
        return self.now

    async def site(self, say: Callable[[LoggedRequest], Said]) -> Site:
        """Put up a host that answers so."""
        place = Site(say, self.clock)
        server = await asyncio.start_server(place.serve, "127.0.0.1", 0)
        place.port = server.sockets[0].getsockname()[1]
        self.servers.append(server)
        return place

    async def follow(self, *urls: str) -> list[Feed]:
        """Add feeds, due at once."""
        return [
            await self.stores.feeds.add(Feed(url, full_text=False, bundled=False), self.now)
            for url in urls
        ]

    async def run(self, span: timedelta) -> None:
        """Poll what is due for this long, from one due time to the next."""
        end = self.now + span
        while self.now < end:
            await self.collector.run_due()
            due = [state.next_check for _, state in await self.stores.feeds.all() if not state.gone]
            self.now = min(max([self.now + _SHORTEST_STEP, min(due, default=end)]), end)

    async def run_watched(self) -> tuple[float, set[str]]:
        """One pass: the longest time in seconds that the event loop was held up meanwhile, and
        the feeds that failed, as they are logged."""
        longest = 0.0

        async def beat() -> None:
            nonlocal longest
            while True:
                before = time.perf_counter()
                await asyncio.sleep(_BEAT)
                longest = max(longest, time.perf_counter() - before - _BEAT)

        beating = asyncio.create_task(beat())
        report = await self.collector.run_due()
        beating.cancel()
        return longest, set(report.failed)

    async def die_asking(self, site: Site) -> None:
        """Begin a pass, be killed once the site has heard of it (or was left alone), start anew."""
        site.heard.clear()
        steps = self.collector.run_due(), site.heard.wait()
        begun = [asyncio.ensure_future(step) for step in steps]
        await asyncio.wait(begun, return_when=asyncio.FIRST_COMPLETED)
        for task in begun:
            task.cancel()
        await asyncio.gather(*begun, return_exceptions=True)
        await self.restart()


@asynccontextmanager
async def publisher_sites(
    workers: WorkerPool, interval: timedelta = INTERVAL, wrap: Wrap | None = None
) -> AsyncIterator[PublisherSites]:
    """A reader at work, with nothing to read yet; it and its sites end with the block."""
    with TemporaryDirectory(prefix="precis-manners-") as folder:
        one = PublisherSites(Path(folder), workers, interval, wrap)
        await one.start()
        try:
            yield one
        finally:
            await one.stop()
            for server in one.servers:
                server.close()
