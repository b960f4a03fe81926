"""The composition root: settings in, a reading side out, closed again at the end."""

from __future__ import annotations

from datetime import UTC, timedelta
from pathlib import Path

import pytest

from bot.app import now, open_ingestion, renderer, topics
from bot.errors import PrecisError
from config.settings import Settings, SettingsError
from tests.chat.stories import bridge, edition, reader

SOURCES = """
[[source]]
name = "Gull"
url = "https://gull.example/feed.xml"
topics = ["world"]
"""


def settings(folder: Path, sources: str = SOURCES) -> Settings:
    file = folder / "sources.toml"
    file.write_text(sources, "utf-8")
    return Settings(
        database_url=f"sqlite:///{folder}/precis.db",
        sources=str(file),
        poll_interval_seconds=900,
    )


async def test_the_reading_side_opens_on_an_empty_folder_with_its_sources(tmp_path: Path) -> None:
    for _ in range(2):  # the second start finds what the first has left
        async with open_ingestion(settings(tmp_path)) as side:
            ((feed, state),) = await side.stores.feeds.all()
            assert (feed.url, feed.title, feed.topics) == (
                "https://gull.example/feed.xml",
                "Gull",
                ("world",),
            )
            assert feed.bundled and state.failures == 0
            assert side.interval == timedelta(minutes=15)


async def test_a_source_that_left_the_file_is_no_longer_polled(tmp_path: Path) -> None:
    async with open_ingestion(settings(tmp_path)):
        pass
    async with open_ingestion(settings(tmp_path, SOURCES.replace("gull", "tern"))) as side:
        assert [feed.url for feed, _ in await side.stores.feeds.all()] == [
            "https://tern.example/feed.xml"
        ]


async def test_wrong_sources_and_a_database_out_of_reach_are_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        async with open_ingestion(settings(tmp_path, "[[source]]\nname = 7")):
            pass
    (tmp_path / "file").write_text("")
    broken = Settings(
        database_url=f"sqlite:///{tmp_path}/file/precis.db", sources=settings(tmp_path).sources
    )
    with pytest.raises(PrecisError):
        async with open_ingestion(broken):
            pass


def test_the_clock_is_aware_and_the_topics_are_those_that_are_shipped() -> None:
    assert now().tzinfo is UTC
    assert topics().get("world") is not None


def test_editions_are_drawn_with_the_topics_own_titles(tmp_path: Path) -> None:
    draw = renderer(settings(tmp_path), topics())
    (message, *_) = draw.digest(edition(bridge(topics=("technology",))), reader(timezone=None))
    assert "07:30" in message.plain
