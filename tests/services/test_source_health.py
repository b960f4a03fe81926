"""What is wrong with a feed shows in `precis sources check`, in /sourcehealth and in /metrics.

A site on loopback and the real clock: feeds that lie, fall silent or are replaced by a page.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.app import now, open_ingestion
from bot.chat.rendering.reasons import health, sentence
from bot.command.editions import check_sources
from bot.core.model.reasons import Reason, Unreadable
from bot.services.source_health import SourceHealth
from bot.site import facts
from bot.web.site import build_site
from config.settings import read_settings
from tests.ingest.loopback import Handler, Request, Site, Write, answer, site

HOUR = timedelta(hours=1)
PAGE = b"<!doctype html><html><body>We will be back soon</body></html>"


def told(reason: Reason) -> str:
    return sentence(Unreadable(reason), "en")


def feed(*rows: tuple[str, datetime]) -> bytes:
    """Entries by id and date; each has an address of its own that does not change."""
    items = "".join(
        f"<item><guid>{key}</guid><link>https://x.example/{place}</link><title>Report {place}"
        f"</title><pubDate>{date:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for place, (key, date) in enumerate(rows)
    )
    return f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode()


def hourly(since: datetime, prefix: str = "") -> list[tuple[str, datetime]]:
    return [(f"{prefix}{n}", since - n * HOUR) for n in range(8)]


def says(*polls: bytes) -> Handler:
    """One document a poll; the last again and again."""
    left = list(polls)

    async def handler(_: Request, write: Write) -> None:
        await write(answer(left.pop(0) if len(left) > 1 else left[0]))

    return handler


async def dated_now(_: Request, write: Write) -> None:
    moment = datetime.now(UTC)
    await write(answer(feed(*((str(n), moment) for n in range(6)))))


def odd_feeds(moment: datetime) -> dict[str, tuple[Handler, str]]:
    """By path: what it says at two polls, and what is to be seen of it after them."""
    well = feed(*hourly(moment))
    return {
        "/well": (says(well), "ok"),
        "/silent": (says(feed(*hourly(moment - 99 * HOUR))), "silent for 4 days, usually 1 hour"),
        "/ahead": (says(feed(*hourly(moment + 999 * HOUR))), f"ok, but {told(Reason.DATED_AHEAD)}"),
        "/absurd": (
            says(feed(*((str(n), datetime(1970, 1, 1)) for n in range(5)))),
            f"ok, but {told(Reason.DATED_ABSURDLY)}",
        ),
        "/now": (dated_now, f"ok, but {told(Reason.DATED_NOW)}"),
        "/ids": (says(well, feed(*hourly(moment, "again "))), f"ok, but {told(Reason.IDS_CHANGE)}"),
        "/page": (says(well, PAGE), told(Reason.A_PAGE)),
        "/gone": (says(well, b""), "the answer was empty"),
    }


def written(place: Site, paths: list[str], folder: Path) -> dict[str, str]:
    """The settings of a product that reads these."""
    rows = [
        f'[[source]]\nurl = "{place.root}{path}"\nname = "{path[1:]}"\nfull_text = false\n'
        for path in paths
    ]
    (folder / "sources.toml").write_text("\n".join(rows), "utf-8")
    return {
        "DATABASE_URL": f"sqlite:///{folder}/precis.db",
        "SOURCES": str(folder / "sources.toml"),
        "ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
        "POLL_INTERVAL_SECONDS": "1",
    }


async def test_what_is_wrong_with_a_feed_is_seen_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = odd_feeds(datetime.now(UTC).replace(microsecond=0))
    async with site() as place:
        place.handlers |= {path: handler for path, (handler, _) in odd.items()}
        settings = read_settings(written(place, list(odd), tmp_path))
        for _ in range(2):
            assert await check_sources(settings) == 0
            await asyncio.sleep(1.2)  # the interval, with its tenth of chance
    lines = capsys.readouterr().out.splitlines()[-len(odd) :]
    table = {line.split("\t")[0]: line.split("\t")[3] for line in lines}
    assert {name: line for name, line in table.items() if odd[f"/{name}"][1] not in line} == {}
    async with open_ingestion(settings) as ingestion:
        report = await SourceHealth(ingestion.stores.feeds, now).report()
        troubled = {feed.title: health(state, now(), "en") for _, feed, state in report.troubled}
        assert {name for name in table if name not in troubled} == {"well"}
        web = build_site(lambda: facts(ingestion), lambda: 0.0)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(web), base_url="http://localhost"
        ) as client:
            metrics = (await client.get("/metrics")).text
    for count in ("ok 1", "silent 1", "odd 4", "failing 2", "gone 0"):
        assert f"precis_feeds_{count}.0" in metrics


async def test_a_host_that_asked_us_to_wait_is_left_alone_after_a_restart(tmp_path: Path) -> None:
    async with site() as place:
        place.says("/feed", answer(b"", "503 Later", retry_after="3600"))
        settings = read_settings(written(place, ["/feed"], tmp_path))
        async with open_ingestion(settings) as ingestion:
            await ingestion.collector.run_due()
        async with open_ingestion(settings) as ingestion:
            assert (await ingestion.web.get(f"{place.root}/page")).error == Unreadable(
                Reason.ASKED_TO_WAIT
            )
            assert (await ingestion.collector.run_due(forced=True)).articles == 0
        assert place.paths() == ["/feed"]
