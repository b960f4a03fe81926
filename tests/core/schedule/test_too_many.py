"""After a week without a word it is asked once whether the editions are too many."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.core.model.chats import Chat, Schedule
from bot.core.schedule.too_many import asks, once_a_day, once_a_week

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
DAY = timedelta(days=1)
TWICE = Schedule((time(7, 30), time(18)), (0, 1, 2))
SILENT = Chat(1, schedule=TWICE, heard_at=NOW - 7 * DAY, last_edition_at=NOW - DAY)


def test_who_has_been_silent_for_a_week_is_asked() -> None:
    assert asks(SILENT, NOW)
    assert asks(replace(SILENT, heard_at=None, created_at=NOW - 8 * DAY), NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {"heard_at": NOW - 6 * DAY}, {"asked_at": NOW - 90 * DAY}, {"kind": "supergroup"},
        {"kind": "channel"}, {"schedule": Schedule()}, {"last_edition_at": None},
        {"heard_at": None, "created_at": None},
    ],
    ids=["heard", "asked", "group", "channel", "unscheduled", "nothing yet", "unknown"],
)  # fmt: skip
def test_nobody_else_is_asked(changes: dict[str, object]) -> None:
    assert not asks(replace(SILENT, **changes), NOW)  # type: ignore[arg-type]


def test_fewer_keeps_the_first_hour() -> None:
    assert once_a_day(TWICE) == Schedule((time(7, 30),), (0, 1, 2))
    assert once_a_week(TWICE) == Schedule((time(7, 30),), (6,))
