"""The score card of manners: all good for us, and every row bad for a reader without manners."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import httpx
import pytest

from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.responses import Response
from bot.ingest.workers.pool import WorkerPool
from bot.lab.bench.politeness import print_card
from bot.lab.bench.politeness_scenes import LONGEST_WAIT, SCENES, CheckRow
from bot.lab.bench.politeness_sites import INTERVAL, SECONDS, Wrap, publisher_sites
from bot.services.ports import Fetcher

TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # made once: it is costly, and not used here
HASTE = timedelta(minutes=20)


@pytest.fixture
async def workers() -> AsyncIterator[WorkerPool]:
    workers = WorkerPool(workers=1)
    yield workers
    await workers.aclose()


async def rows_of(
    workers: WorkerPool, scene: str, interval: timedelta = INTERVAL, wrap: Wrap | None = None
) -> list[CheckRow]:
    play = next(one for one in SCENES if one.__name__ == scene)
    async with publisher_sites(workers, interval, wrap) as one:
        return await play(one)


@pytest.mark.parametrize("scene", [scene.__name__ for scene in SCENES])
async def test_a_publishers_log_shows_good_manners(workers: WorkerPool, scene: str) -> None:
    rows = await rows_of(workers, scene)
    assert rows
    assert [row for row in rows if not row.good and row.name != LONGEST_WAIT] == []


@dataclass
class Rude:
    """Asks twice at once, with validators and a cookie of its own making, and hears no wishes."""

    web: Fetcher

    async def get(self, url: str, **_: object) -> Response:
        headers = {"User-Agent": "x", "Cookie": "a=b", "If-None-Match": '"mine"'}
        async with httpx.AsyncClient(headers=headers, follow_redirects=True, verify=TLS) as client:
            try:
                async with asyncio.timeout(SECONDS / 2):
                    got, _ = await asyncio.gather(client.get(url), client.get(url))
            except TimeoutError:
                return Response(url, error=Unreadable(Reason.TOO_SLOW))
        return Response(str(got.url), got.status_code, {}, got.content)


@dataclass
class Credulous:
    """Believes every move at once, and takes a failure for the end."""

    web: Fetcher
    moved: dict[str, str] = field(default_factory=dict)

    async def get(self, url: str, **_: object) -> Response:
        got = await self.web.get(self.moved.get(url, url))
        self.moved[url] = got.url
        return replace(got, status={500: 410, 410: 500}.get(got.status, got.status))


@dataclass
class Clumsy:
    """Fails at everything."""

    web: Fetcher

    async def get(self, url: str, **_: object) -> Response:
        return Response(url, error=Unreadable(Reason.OTHER))


@pytest.mark.parametrize(
    ("scene", "readers"),
    [
        ("day_and_night", [(HASTE, Rude)]),
        ("busy", [(INTERVAL, Rude)]),
        ("wishes", [(2 * INTERVAL, Rude)]),
        ("broken", [(INTERVAL, Rude), (INTERVAL, Credulous)]),
        ("moved", [(12 * INTERVAL, Rude), (12 * INTERVAL, Credulous)]),
        ("storm", [(timedelta(seconds=1), Rude)]),
        ("many_chats", [(INTERVAL, Rude)]),
        ("slow", [(INTERVAL, Clumsy)]),
        ("hostile", [(INTERVAL, Clumsy)]),
    ],
)
async def test_a_reader_without_manners_fails_every_row(
    workers: WorkerPool, scene: str, readers: list[tuple[timedelta, Wrap]]
) -> None:
    cards = [await rows_of(workers, scene, interval, wrap) for interval, wrap in readers]
    assert cards[0]
    always_good = {rows[0].name for rows in zip(*cards, strict=True) if all(r.good for r in rows)}
    assert always_good <= {LONGEST_WAIT}


def test_the_card_counts_what_is_bad(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_card([CheckRow("requests", 1, True), CheckRow("cookies", 3, False)]) == 1
    assert "BAD       3  cookies" in capsys.readouterr().out
