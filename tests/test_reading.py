"""The reading side in one process of a fleet."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import open_ingestion
from bot.core.model.chats import PUBLIC
from bot.errors import PrecisError
from bot.reading import may_be_many, nobody_else_reads, read_beside_others
from config.settings import Settings
from tests.flows.fleet import emptied, press

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "many"), [("sqlite:///precis.db", False), ("postgresql://db/precis", True)]
)
def test_a_file_is_one_process_s_and_a_server_everybody_s(url: str, many: bool) -> None:
    assert may_be_many(Settings(database_url=url)) is many


async def a_pass_is_refused(settings: Settings) -> None:
    async with open_ingestion(settings) as other:
        with pytest.raises(PrecisError, match="another process reads"):
            async with nobody_else_reads(other):
                raise AssertionError("two group stories")


async def test_one_pass_over_the_feeds_is_refused_while_a_bot_is_at_work(tmp_path: Path) -> None:
    sources = tmp_path / "sources.toml"
    sources.write_text('[[source]]\nurl = "http://127.0.0.1:9/feed"\n', "utf-8")
    url = f"sqlite:///{tmp_path}/precis.db"
    settings = replace(Settings(), database_url=url, sources=str(sources))
    async with open_ingestion(settings) as ingestion:
        async with nobody_else_reads(ingestion):
            await a_pass_is_refused(settings)
        async with open_ingestion(settings) as other, nobody_else_reads(other):
            assert await ingestion.stores.leases.owner("leader") == other.owner
        assert await ingestion.stores.leases.owner("leader") == ""


async def test_a_lone_reader_reads_and_groups(postgresql_url: str, tmp_path: Path) -> None:
    stores = await emptied(postgresql_url)
    sources = tmp_path / "sources.toml"
    async with press(["courier", "northlight"]) as sites:
        sites.bring_out(6)
        sources.write_text(sites.sources(), "utf-8")
        settings = replace(
            Settings(),
            database_url=postgresql_url,
            sources=str(sources),
            allowed_private_hosts=("127.0.0.1",),
        )
        async with open_ingestion(settings, fleet=True) as ingestion, asyncio.timeout(100):
            reading = asyncio.create_task(read_beside_others(ingestion))
            while (  # noqa: ASYNC110 - the store has no event for it
                await stores.articles.count(LONG_AGO) < 6 or await stores.arrivals.count()
            ):
                await asyncio.sleep(0.1)
            assert await stores.leases.owner("placer") == ingestion.owner
            await a_pass_is_refused(settings)
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
        stories = await stores.articles.stories(LONG_AGO, PUBLIC)
        assert {frozenset(a.url for a in story.articles) for story in stories} == sites.events()
    assert await stores.leases.owner("placer") == ""
    await stores.aclose()
