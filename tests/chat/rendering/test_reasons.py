"""Every reason has its sentence, and a feed says in one line how it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.rendering.reasons import detail_of, health, length, sentence
from bot.core.model.feeds import FeedState
from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.refusals import Refusal

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
GOOD = FeedState(feed_id=7, next_check=NOW, attempted_at=NOW, succeeded_at=NOW)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_a_clause_of_one_line(reason: Reason) -> None:
    said = sentence(Unreadable(reason, "5"), "en")
    assert said and "\n" not in said and not said.endswith(".")


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Unreadable(Reason.STATUS, "404"), "the site answered 404 (not found)"),
        (Unreadable(Reason.STATUS, "503"), "the site answered 503 (service unavailable)"),
        (Unreadable(Reason.STATUS, "599"), "the site answered 599"),
        (Unreadable(Reason.OVERSIZED, "10 MB"), "it is larger than 10 MB"),
        (Unreadable.parse("its server was on fire"), "its server was on fire"),
    ],
)
def test_a_reason_names_its_detail(why: Unreadable, said: str) -> None:
    assert sentence(why, "en") == said


def test_a_refusal_tells_of_the_case_or_why_it_could_not_be_read() -> None:
    assert detail_of(Refusal("feed.none", "a.example"), "en") == "a.example"
    slow = Refusal("page.unreachable", why=Unreadable(Reason.TOO_SLOW))
    assert detail_of(slow, "en") == "the site took too long to answer"


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (GOOD, "ok"),
        (replace(GOOD, succeeded_at=None, attempted_at=None), "not read yet"),
        (
            replace(
                GOOD, failures=3, error=Unreadable(Reason.STATUS, "500"), succeeded_at=NOW - 3 * DAY
            ),
            "failing for 3 days: the site answered 500 (internal server error)",
        ),
        (
            replace(GOOD, failures=1, error=Unreadable(Reason.TOO_SLOW), succeeded_at=None),
            "never read yet: the site took too long to answer",
        ),
        (
            replace(GOOD, gone=True, failures=1, error=Unreadable(Reason.GONE)),
            "the site says that this feed is no more",
        ),
        (
            replace(GOOD, newest_entry_at=NOW - 5 * DAY, usual_gap=3 * HOUR),
            "silent for 5 days, usually 3 hours at most",
        ),
        (replace(GOOD, newest_entry_at=NOW - 5 * DAY, usual_gap=DAY), "ok"),
        (replace(GOOD, newest_entry_at=NOW - DAY, usual_gap=HOUR), "ok"),
        (replace(GOOD, warning=Reason.DATED_AHEAD), "ok, but its entries are dated in the future"),
        (
            replace(GOOD, error=Unreadable(Reason.CUT_SHORT), warning=Reason.DATED_NOW),
            "ok, but the feed was cut short",
        ),
    ],
)
def test_a_feed_says_how_it_is(state: FeedState, line: str) -> None:
    assert health(state, NOW, "en") == line


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=3), "1 minute"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(minutes=61), "1 hour"),
        (timedelta(hours=49), "2 days"),
    ],
)
def test_lengths_of_time_are_rounded_to_what_one_says(span: timedelta, words: str) -> None:
    assert length(span, "en") == words
