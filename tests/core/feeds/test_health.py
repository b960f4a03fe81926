"""The condition that a feed is in, and who is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.feeds.health import (
    MERGED,
    Condition,
    condition,
    notice_key,
    unreadable_outlets,
)
from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.reasons import Reason, Unreadable

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
GOOD = FeedState(feed_id=7, next_check=NOW, attempted_at=NOW, succeeded_at=NOW)


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (GOOD, Condition.OK),
        (replace(GOOD, succeeded_at=None, attempted_at=None), Condition.NEW),
        (
            replace(
                GOOD, failures=3, error=Unreadable(Reason.STATUS, "500"), succeeded_at=NOW - 3 * DAY
            ),
            Condition.FAILING,
        ),
        (
            replace(GOOD, failures=1, error=Unreadable(Reason.TOO_SLOW), succeeded_at=None),
            Condition.FAILING,
        ),
        (
            replace(GOOD, gone=True, failures=1, error=Unreadable(Reason.GONE)),
            Condition.GONE,
        ),
        (
            replace(GOOD, newest_entry_at=NOW - 5 * DAY, usual_gap=3 * HOUR),
            Condition.SILENT,
        ),
        (replace(GOOD, newest_entry_at=NOW - 5 * DAY, usual_gap=DAY), Condition.OK),
        (replace(GOOD, newest_entry_at=NOW - DAY, usual_gap=HOUR), Condition.OK),
        (replace(GOOD, warning=Reason.DATED_AHEAD), Condition.ODD),
        (
            replace(GOOD, error=Unreadable(Reason.CUT_SHORT), warning=Reason.DATED_NOW),
            Condition.ODD,
        ),
    ],
)
def test_a_feed_says_how_it_is(state: FeedState, kind: Condition) -> None:
    assert condition(state, NOW) == kind


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (GOOD, None),
        (
            replace(GOOD, gone=True, error=Unreadable(Reason.GONE)),
            "feed 7 gone, good at 2026-11-23T07:30:00",
        ),
        (replace(GOOD, gone=True, succeeded_at=None), "feed 7 gone, good at the start"),
        (replace(GOOD, gone=True, error=MERGED), None),
        (replace(GOOD, failures=9, succeeded_at=None), None),
    ],
)
def test_of_a_feed_that_is_gone_its_followers_are_told(state: FeedState, told: str | None) -> None:
    assert notice_key(state, NOW) == told


def test_one_time_of_trouble_has_one_name_from_its_seventh_day_on() -> None:
    failing = replace(GOOD, failures=8, error=Unreadable(Reason.UNREACHABLE))
    names = {day: notice_key(failing, NOW + day * DAY) for day in range(30)}
    assert {names[day] for day in range(7)} == {None}
    assert {names[day] for day in range(7, 30)} == {"feed 7 failing, good at 2026-11-23T07:30:00"}
    well_between = replace(failing, succeeded_at=NOW + 8 * DAY)
    assert notice_key(well_between, NOW + 14 * DAY) is None
    assert notice_key(well_between, NOW + 15 * DAY) == (
        "feed 7 failing, good at 2026-12-01T07:30:00"
    )


def test_one_failure_after_a_week_in_which_we_did_not_run_is_no_trouble() -> None:
    assert (
        notice_key(replace(GOOD, failures=1, error=Unreadable(Reason.UNREACHABLE)), NOW + 9 * DAY)
        is None
    )


COURIER = Feed("https://courier.example/feed", "Courier", ("world",), id=7)
OWNER = Chat(1, feed_ids=(7,))


@pytest.mark.parametrize(
    ("chat", "hours", "named"),
    [
        (OWNER, 1, True),
        (OWNER, 7 * 24 - 1, True),
        (OWNER, 7 * 24, False),
        (Chat(1, topics=("world",)), 5, False),
        (Chat(1, topics=("world",)), 6, True),
        (Chat(1, topics=("sport",)), 6, False),
        (Chat(1), 6, True),
        (Chat(1, feed_ids=(8,)), 6, False),
    ],
)
def test_an_edition_names_what_could_not_be_read_for_it(
    chat: Chat, hours: int, named: bool
) -> None:
    state = replace(
        GOOD, failures=2, error=Unreadable(Reason.UNREACHABLE), succeeded_at=NOW - hours * HOUR
    )
    assert unreadable_outlets(chat, [(COURIER, state)], NOW) == (("Courier",) if named else ())


def test_what_is_well_or_gone_or_was_never_read_in_weeks_is_not_named() -> None:
    never = replace(GOOD, succeeded_at=None, failures=13)
    states = [GOOD, replace(GOOD, failures=1, gone=True), never]
    assert unreadable_outlets(OWNER, [(COURIER, state) for state in states], NOW) == ()
    first = [(replace(COURIER, title=""), replace(never, failures=1))]
    assert unreadable_outlets(OWNER, first * 2, NOW) == ("courier.example",)
