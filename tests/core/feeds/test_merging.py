"""Feeds that have come to one address, and which of them stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.feeds.merging import proven_address, surviving_feed
from bot.core.model.feeds import Feed, FeedState

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
OLD, NEW, THIRD = (f"https://{name}.example/feed" for name in ("old", "new", "third"))


def row(
    number: int, url: str, moved_to: str | None = None, days: int = 8, bundled: bool = False
) -> tuple[Feed, FeedState]:
    since = NOW - timedelta(days=days) if moved_to else None
    state = FeedState(number, NOW, moved_to=moved_to, moved_since=since)
    return Feed(url, bundled=bundled, id=number), state


@pytest.mark.parametrize(
    ("moved_to", "days", "settled"),
    [(None, 0, None), (NEW, 6, None), (NEW, 7, NEW), ("https://old.example/", 1, None)],
)
def test_a_feed_has_settled_elsewhere_when_its_move_is_proven(
    moved_to: str | None, days: int, settled: str | None
) -> None:
    assert proven_address(*row(1, OLD, moved_to, days), NOW) == settled


@pytest.mark.parametrize(
    ("rows", "stays", "go"),
    [
        ([row(1, OLD, NEW), row(2, NEW)], 2, [1]),
        ([row(1, OLD, NEW, bundled=True), row(2, NEW)], 1, [2]),
        ([row(1, OLD, NEW, bundled=True), row(2, NEW, bundled=True)], 2, [1]),
        ([row(5, OLD, NEW), row(3, THIRD, NEW, bundled=True)], 3, [5]),
        ([row(1, OLD, NEW), row(2, NEW), row(3, THIRD, NEW, days=2)], 2, [1]),
    ],
)
def test_of_several_feeds_one_stays(
    rows: list[tuple[Feed, FeedState]], stays: int, go: list[int]
) -> None:
    found = surviving_feed(NEW, rows, NOW)
    assert found
    assert (found[0].id, [feed.id for feed in found[1]]) == (stays, go)


def test_a_move_that_is_not_proven_joins_nothing() -> None:
    assert surviving_feed(NEW, [row(1, OLD, NEW, days=2), row(2, NEW)], NOW) is None
    assert surviving_feed(NEW, [row(1, OLD, NEW)], NOW) is None


def test_nobody_is_sent_to_the_address_that_another_reader_had_typed() -> None:
    assert surviving_feed(NEW, [row(5, OLD, NEW), row(3, THIRD, NEW)], NOW) is None
