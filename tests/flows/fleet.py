"""A fleet of processes on one PostgreSQL, with the sample outlets as sites of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.local_telegram.sample.articles import SampleArticle, load_articles
from bot.local_telegram.sample.outlets import OUTLETS
from bot.local_telegram.sample.site import SampleSite
from bot.store import Stores, open_stores
from bot.store.schema import metadata
from tests.fork_server import Process, start
from tests.local_telegram.fixtures import Telegram

ROOT = Path(__file__).parents[2]


class Outlet(SampleSite):
    """The site of one sample outlet; `out` is what it has brought out."""

    def __init__(self) -> None:
        super().__init__(lambda: datetime.now(UTC) + timedelta(days=1))  # the late ones too
        self.out: list[SampleArticle] = []

    @property
    def articles(self) -> list[SampleArticle]:
        return self.out


class Press:
    """The sample outlets, each on a port of its own, which bring out their articles bit by bit."""

    def __init__(self, sites: Sequence[Outlet], articles: Sequence[SampleArticle]) -> None:
        self._sites, self._articles = dict(zip(_outlets(articles), sites, strict=True)), articles
        self._out: list[SampleArticle] = []

    def bring_out(self, count: int) -> None:
        """So many more articles stand in the feeds."""
        self._out = list(self._articles[: len(self._out) + count])
        for outlet, site in self._sites.items():
            site.out = [one for one in self._out if one.outlet == outlet]

    @property
    def complete(self) -> bool:
        return len(self._out) == len(self._articles)

    def events(self) -> set[frozenset[str]]:
        """What is out, by the event it tells: the addresses of the articles."""
        told: dict[str, set[str]] = {}
        for one in self._out:
            told.setdefault(one.story, set()).add(self._sites[one.outlet].page_url(one))
        return {frozenset(addresses) for addresses in told.values()}

    def sources(self) -> str:
        topics = {(one.outlet, one.topic) for one in self._articles}
        urls = [f"{self._sites[outlet].url}/{outlet}/{topic}.feed" for outlet, topic in topics]
        return "\n".join(f'[[source]]\nurl = "{url}"\n' for url in sorted(urls))


def _outlets(articles: Sequence[SampleArticle]) -> list[str]:
    return sorted({one.outlet for one in articles})


def _by_turns(articles: Sequence[SampleArticle]) -> list[SampleArticle]:
    """The first of every feed, then their second ones: of a new feed's articles the latest are
    read, so that each has to begin small."""
    before, places = Counter[tuple[str, str]](), list[int]()
    for one in articles:
        places.append(before[one.outlet, one.topic])
        before[one.outlet, one.topic] += 1
    return [articles[n] for n in sorted(range(len(articles)), key=places.__getitem__)]


@asynccontextmanager
async def press(outlets: Collection[str] = tuple(OUTLETS)) -> AsyncIterator[Press]:
    """The sites of these outlets, up for as long as the block lasts; nothing is out yet."""
    async with AsyncExitStack() as stack:
        every = load_articles(datetime.now(UTC))[::-1]
        articles = _by_turns([one for one in every if one.outlet in outlets])
        sites = [Outlet() for _ in _outlets(articles)]
        for site in sites:
            await site.start()
            stack.push_async_callback(site.stop)
        yield Press(sites, articles)


async def emptied(url: str) -> Stores:
    """The stores over a database of which every row is gone."""
    stores = await open_stores(url)
    for table in reversed(metadata.sorted_tables):
        async with stores.database.write() as connection:
            await connection.execute(text(f"DELETE FROM {table.name}"))
    return stores


class Fleet:
    """Starts processes of the product and kills them all at the end."""

    def __init__(self, telegram: Telegram, url: str, sources: str, folder: Path) -> None:
        (folder / "sources.toml").write_text(sources, "utf-8")
        self._folder = folder
        self._env = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.url,
            "DATABASE_URL": url,
            "SOURCES": str(folder / "sources.toml"),
            "ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
            "POLL_INTERVAL_SECONDS": "1",
        }
        self._processes: list[Process] = []
        self._begun = set[str]()

    def start(self, verb: str) -> Process:
        """One more process; what it logs is kept in the folder. The first of each kind begins as
        the Procfile begins it."""
        with (self._folder / "fleet.log").open("ab") as log:
            process: Process
            if verb in self._begun:
                process = start("bot", verb, env=self._env, cwd=self._folder, stderr=log)
            else:
                command = [sys.executable, "-m", "bot", verb]
                process = subprocess.Popen(command, env=self._env, cwd=self._folder, stderr=log)
        self._begun.add(verb)
        self._processes.append(process)
        return process

    def kill(self, process: Process) -> None:
        """SIGKILL, and the dead one is let go of as by any supervisor."""
        process.kill()
        process.wait()

    def end(self) -> str:
        """Kill what is left; everything that was logged."""
        for process in self._processes:
            self.kill(process)
        return (self._folder / "fleet.log").read_text("utf-8", "replace")
