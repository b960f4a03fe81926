"""An operator's folders are topics that readers find and follow."""

from __future__ import annotations

from pathlib import Path

from bot.app import open_ingestion
from config.settings import read_settings

OPML = """<opml version="2.0"><body>
<outline text="Местные новости"><outline type="rss" text="A" xmlUrl="https://a.example/f"/></outline>
<outline text="World News"><outline type="rss" text="B" xmlUrl="https://b.example/f"/></outline>
</body></opml>"""


async def test_folders_of_an_opml_file_are_topics(tmp_path: Path) -> None:
    sources = tmp_path / "sources.opml"
    sources.write_text(OPML, "utf-8")
    settings = read_settings(
        {"DATABASE_URL": f"sqlite:///{tmp_path}/precis.db", "SOURCES": str(sources)}
    )
    async with open_ingestion(settings) as ingestion:
        topic = ingestion.topics.match("местные новости")
        assert topic is not None and topic.title == "Местные новости"
        feeds = {feed.title: feed.topics for feed, _ in await ingestion.stores.feeds.all()}
    assert feeds == {"A": (topic.name,), "B": ("world",)}
