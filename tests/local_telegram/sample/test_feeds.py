"""The sample feeds, each in a format of its own, read as the product reads them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.ingest.feeds.parser import parse_feed
from bot.local_telegram.sample import feeds
from bot.local_telegram.sample.articles import load_articles
from bot.local_telegram.sample.outlets import OUTLETS

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BASE = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("outlet", "write"),
    [
        ("courier", feeds.rss),
        ("northlight", feeds.atom),
        ("lantern", feeds.untidy),
        ("wire", feeds.json_feed),
        ("faro", feeds.rdf),
    ],
)
def test_every_format_is_read_whole(outlet: str, write: Callable[..., tuple[str, str]]) -> None:
    of = OUTLETS[outlet]
    articles = [article for article in load_articles(NOW) if article.outlet == outlet]
    text, content_type = write(of, "world", articles, BASE)
    read = parse_feed(text.encode(of.encoding, "xmlcharrefreplace"), f"{BASE}/feed", content_type)
    assert [entry.title for entry in read.entries] == [article.title for article in articles]
    assert all(entry.link.startswith(f"{BASE}/{outlet}/") for entry in read.entries)
    assert all(entry.date for entry in read.entries)
