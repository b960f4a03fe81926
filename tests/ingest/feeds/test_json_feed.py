"""JSON Feed: what its fields give, and that fields of the wrong type count as missing."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.core.model.reasons import ReadingFailed, Reason
from bot.ingest.feeds.json_feed import read
from bot.ingest.feeds.raw import MAX_ENTRIES, RawEntry


def item(**fields: object) -> RawEntry:
    (entry,) = read(json.dumps({"items": [fields]})).items
    return entry


def test_a_feed_gives_its_title_its_home_and_its_items_in_order() -> None:
    feed = read('{"title": " Gull ", "home_page_url": "/", "language": "de", "items": [{"id": 1}]}')
    assert (feed.title, feed.link, feed.language) == ("Gull", "/", "de")
    assert [entry.guid for entry in feed.items] == ["1"]


def test_plain_text_is_escaped_and_stands_in_for_a_summary() -> None:
    entry = item(content_text="a < b & c")
    assert entry.contents == ["a &lt; b &amp; c"]
    assert entry.summary == "a &lt; b &amp; c"
    assert item(content_html="<p>a", content_text="a", summary="s").contents == ["<p>a", "a"]


@pytest.mark.parametrize(
    ("fields", "author"),
    [
        ({"authors": [{"url": "x"}, {"name": "Ida"}]}, "Ida"),
        ({"author": {"name": "Tom"}}, "Tom"),  # version 1.0
        ({"authors": ["Ida"]}, ""),
        ({}, ""),
    ],
)
def test_the_first_named_author_counts(fields: dict[str, object], author: str) -> None:
    assert item(**fields).author == author


def test_a_date_that_is_none_is_noted() -> None:
    dated = item(date_published="2026-02-01T12:00:00+02:00")
    assert (dated.date, dated.misdated) == (datetime(2026, 2, 1, 10, tzinfo=UTC), False)
    changed = item(date_modified="2026-02-01T12:00:00Z")
    assert changed.date == datetime(2026, 2, 1, 12, tzinfo=UTC)
    assert item(date_published="someday").misdated
    assert not item().misdated


def test_fields_of_the_wrong_type_count_as_missing() -> None:
    odd = item(id=True, url=["x"], external_url="/there", title={"a": 1}, tags=["x", 3, None])
    assert (odd.guid, odd.link, odd.title, odd.tags) == ("", "/there", "", ["x"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", Reason.NOT_JSON),
        ("[" * 100_000, Reason.NOT_JSON),
        ("[]", Reason.NOT_A_JSON_FEED),
        ('{"items": {}}', Reason.NOT_A_JSON_FEED),
    ],
)
def test_what_is_no_json_feed_is_refused(text: str, reason: Reason) -> None:
    with pytest.raises(ReadingFailed, match=reason):
        read(text)


def test_a_flood_of_items_is_cut() -> None:
    assert len(read(json.dumps({"items": [{}] * (MAX_ENTRIES + 9)})).items) == MAX_ENTRIES
