"""A live blog's entries, the newest first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.text import markup
from bot.ingest.pages.liveblog import MOST_ENTRIES, entries, is_live

ENTRY = '<li><time datetime="2026-03-04T{0:02}:15:00Z">{0:02}:15</time><p>{1}</p></li>'


def found(
    *hours: int, words: str = "At {} the water stood at two metres by the old mill."
) -> list[tuple[datetime, list[str]]]:
    rows = "".join(ENTRY.format(hour, words.format(hour)) for hour in hours)
    root = markup.parse(f"<html><body><h1>Flood</h1><ul>{rows}</ul></body></html>")
    assert root is not None
    return entries(root)


def test_entries_come_newest_first_without_their_times() -> None:
    told = found(7, 9, 8)
    assert [moment.hour for moment, _ in told] == [9, 8, 7]
    assert told[0] == (
        datetime(2026, 3, 4, 9, 15, tzinfo=UTC),
        ["At 9 the water stood at two metres by the old mill."],
    )


def test_only_the_newest_are_kept() -> None:
    told = found(*range(20))
    assert [moment.hour for moment, _ in told] == list(range(19, 19 - MOST_ENTRIES, -1))


def test_two_entries_or_entries_without_words_make_no_live_blog() -> None:
    assert found(7, 8) == []
    assert found(7, 8, 9, words="{}") == []
    assert found() == []


def test_times_beside_one_text_are_no_entries() -> None:
    times = "".join(f"<time datetime='2026-03-0{n}'>{n} March</time>" for n in range(1, 6))
    root = markup.parse(f"<html><body><p>Open on {times}, as always.</p></body></html>")
    assert root is not None
    assert entries(root) == []


@pytest.mark.parametrize(
    ("things", "url", "title", "live"),
    [
        ([{"@type": "LiveBlogPosting"}], "https://x.example/a", "Flood", True),
        ([{"@type": ["NewsArticle"]}], "https://x.example/a", "Flood", False),
        ([], "https://x.example/news/live-blog/flood", "Flood", True),
        ([], "https://x.example/flood-live", "Flood", True),
        ([], "https://x.example/a", "Flood: live updates", True),
        ([], "https://x.example/lives-of-poets", "Delivered alive", False),
    ],
)
def test_a_page_says_that_it_is_live(
    things: list[dict[str, object]], url: str, title: str, live: bool
) -> None:
    assert is_live(things, url, title) is live
