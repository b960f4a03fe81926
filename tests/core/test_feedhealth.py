"""What a reader and the operator are told of a feed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.feedhealth import Condition, condition, health, in_words, worth_telling
from bot.core.models import FeedState

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
GOOD = FeedState(feed_id=7, next_check=NOW, attempted_at=NOW, succeeded_at=NOW)


@pytest.mark.parametrize(
    ("state", "kind", "line"),
    [
        (GOOD, Condition.OK, "ok"),
        (replace(GOOD, succeeded_at=None, attempted_at=None), Condition.NEW, "not read yet"),
        (
            replace(GOOD, failures=3, error="the site answered 500", succeeded_at=NOW - 3 * DAY),
            Condition.FAILING,
            "failing for 3 days: the site answered 500",
        ),
        (
            replace(GOOD, failures=1, error="too slow", succeeded_at=None),
            Condition.FAILING,
            "never read yet: too slow",
        ),
        (
            replace(GOOD, gone=True, failures=1, error="it is no more"),
            Condition.GONE,
            "it is no more",
        ),
        (
            replace(GOOD, newest_entry_at=NOW - 5 * DAY, usual_gap=3 * HOUR),
            Condition.SILENT,
            "silent for 5 days, usually 3 hours at most",
        ),
        (replace(GOOD, newest_entry_at=NOW - 5 * DAY, usual_gap=DAY), Condition.OK, "ok"),
        (replace(GOOD, newest_entry_at=NOW - DAY, usual_gap=HOUR), Condition.OK, "ok"),
        (replace(GOOD, warning="its dates lie"), Condition.ODD, "ok, but its dates lie"),
        (replace(GOOD, error="cut short", warning="x"), Condition.ODD, "ok, but cut short"),
    ],
)
def test_a_feed_says_how_it_is(state: FeedState, kind: Condition, line: str) -> None:
    assert condition(state, NOW) == kind
    assert health(state, NOW) == line


def test_followers_are_told_once_that_a_feed_is_gone() -> None:
    gone = replace(GOOD, gone=True, error="it is no more")
    assert worth_telling(GOOD, gone) == "it is no more"
    assert worth_telling(gone, gone) is None


def test_followers_are_told_once_that_a_feed_has_failed_for_a_week() -> None:
    told, before = [], GOOD
    for day in range(1, 30):
        after = replace(GOOD, attempted_at=NOW + day * DAY, failures=day, error="down")
        told.append((day, worth_telling(before, after)))
        before = after
    assert [pair for pair in told if pair[1]] == [(7, "failing for 7 days: down")]
    assert worth_telling(before, GOOD) is None


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=3), "1 minute"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(minutes=61), "1 hour"),
        (timedelta(hours=49), "2 days"),
    ],
)
def test_lengths_of_time_are_rounded_to_what_one_says(length: timedelta, words: str) -> None:
    assert in_words(length) == words
