"""Mutated feeds: whatever comes, no exception escapes and no nonsense comes out.

The nightly size (PRECIS_NIGHTLY=1) also starts from the public corpora, where they are at hand.
"""

from __future__ import annotations

import re
from datetime import UTC

import pytest

from bot.core.model.feeds import Entry, ParsedFeed
from bot.core.model.reasons import ReadingFailed
from bot.ingest.feeds import raw
from bot.ingest.feeds import text as feedtext
from bot.ingest.feeds.parser import parse_feed
from bot.lab.bench import feed_corpora
from tests.faults.mutations import NIGHTLY, mutants
from tests.ingest.feeds.test_parser import ATOM, JSON, RDF, RSS2
from tests.lab.bench.test_feed_corpora import FEEDS

FEED_COUNT, BLOCKS = (20_000, 10) if NIGHTLY else (500, 3)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
BASE = "https://x.example/feed"


def feed_seeds() -> list[bytes]:
    seeds = [RSS2, ATOM, RDF, JSON]
    if NIGHTLY:
        for corpus in ("feedparser_tests", "gofeed_testdata", "realworld_feeds"):
            seeds += [
                body for body in feed_corpora.archive(FEEDS, corpus).values() if len(body) < 60_000
            ]
    return seeds


def check_feed(feed: ParsedFeed) -> None:
    assert len(feed.entries) <= raw.MAX_ENTRIES
    assert feed.link == "" or feed.link.startswith(("http://", "https://"))
    for text in (feed.title, feed.language or ""):
        assert not CONTROL.search(text)
    for entry in feed.entries:
        check_entry(entry)


def check_entry(entry: Entry) -> None:
    assert 0 < len(entry.key) <= raw.MAX_KEY + 10
    assert entry.link == "" or entry.link.startswith(("http://", "https://"))
    assert len(entry.title) <= feedtext.MAX_TITLE
    assert max(len(entry.html), len(entry.summary)) <= feedtext.MAX_FIELD
    assert entry.date is None or entry.date.tzinfo is UTC
    for text in (entry.key, entry.link, entry.title, entry.html, entry.summary, *entry.tags):
        assert not CONTROL.search(text), ascii(text[:200])


@pytest.mark.parametrize("block", range(BLOCKS))
def test_a_mutated_feed_is_read_or_refused(block: int) -> None:
    read = 0
    for document in mutants(feed_seeds(), FEED_COUNT, seed=block):
        try:
            check_feed(parse_feed(document, BASE, "text/xml; charset=utf-8"))
            read += 1
        except ReadingFailed as failure:
            assert str(failure)
            assert "\n" not in str(failure)
            assert "could not be read" not in str(failure), ascii(document)
    assert read > FEED_COUNT // 4
