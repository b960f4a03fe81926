"""A fault in a feed costs the entry that has it, and no other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.model.reasons import ReadingFailed
from bot.ingest.feeds.parser import parse_feed
from bot.ingest.feeds.recovery import read


def test_values_without_quotes_cost_nothing() -> None:
    feed = """<?xml?xml version="1.0" ??><rss rss:version=2.0><rss:channel>
<rss:title>Quay</rss:title>
<rss:item><rss:title>Pier</rss:title><rss:link>https://q.example/pier?a=1</rss:link>
<rss:guid rss:isPermaLink=true>https://q.example/pier</rss:guid>
<rss:description>The pier is shut.</rss:description>
<rss:pubDate>Mon, 19 jan 2026 08:00:00 GMT</rss:pubDate></rss:item>
</rss:channel></rss>"""
    entry = parse_feed(feed.encode()).entries[0]
    assert (entry.title, entry.summary) == ("Pier", "The pier is shut.")
    assert (entry.key, entry.link) == ("https://q.example/pier", "https://q.example/pier?a=1")
    assert entry.date == datetime(2026, 1, 19, 8, tzinfo=UTC)


def test_quotes_that_are_there_stay_as_they_are() -> None:
    feed = (
        "<rss version=2.0><channel><item><title>Pier</title>"
        "<description>&lt;a href='/x' title=\"a=b c\"&gt;Ferry&lt;/a&gt; <b></description>"
        '<enclosure url="https://q.example/a?b=c&amp;d=e f" type=audio/mpeg /></item>'
        "<item><title>Ferry</title></item></channel></rss>"
    )
    pier, ferry = read(feed, "").items
    assert (pier.title, ferry.title) == ("Pier", "Ferry")
    assert 'title="a=b c"' in pier.summary


def test_what_holds_no_entry_is_no_feed() -> None:
    with pytest.raises(ReadingFailed):
        read("<p>nothing</p>", "")
