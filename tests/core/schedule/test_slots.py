"""When digests come: wishes, zones, daylight saving."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.model.chats import Schedule
from bot.core.schedule.slots import next_due, slot_key, upcoming


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("zone", "wish", "after", "expected"),
    [
        ("Europe/Berlin", time(7, 30), utc(2026, 11, 23), utc(2026, 11, 23, 6, 30)),
        ("Asia/Kathmandu", time(7, 30), utc(2026, 11, 23), utc(2026, 11, 23, 1, 45)),
        # a skipped hour comes right after the gap
        ("Europe/Berlin", time(2, 30), utc(2026, 3, 28, 12), utc(2026, 3, 29, 1)),
        ("Africa/Cairo", time(0, 0), utc(2026, 4, 23, 12), utc(2026, 4, 23, 22)),
        ("America/Santiago", time(0, 0), utc(2026, 9, 5, 12), utc(2026, 9, 6, 4)),
        # an hour that happens twice comes at its first
        ("Europe/Berlin", time(2, 30), utc(2026, 10, 24, 12), utc(2026, 10, 25, 0, 30)),
        ("America/New_York", time(1, 30), utc(2026, 10, 31, 12), utc(2026, 11, 1, 5, 30)),
    ],
)
def test_the_next_slot(zone: str, wish: time, after: datetime, expected: datetime) -> None:
    assert next_due(Schedule((wish,)), zone, after) == expected


@pytest.mark.parametrize(
    ("zone", "wish", "day"),
    [
        ("Europe/Berlin", time(2, 30), utc(2026, 10, 25)),
        ("Europe/Berlin", time(2, 30), utc(2026, 3, 29)),
        ("America/New_York", time(1, 30), utc(2026, 11, 1)),
        ("Africa/Cairo", time(0, 0), utc(2026, 4, 24)),
    ],
)
def test_a_day_that_changes_the_clock_has_one_digest(zone: str, wish: time, day: datetime) -> None:
    slots = upcoming(Schedule((wish,)), zone, day - timedelta(days=2), 5)
    dates = [slot.astimezone(ZoneInfo(zone)).date() for slot in slots]
    assert dates == [dates[0] + timedelta(days=n) for n in range(5)]


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(sorted(z for z in available_timezones() if "/" in z)),
    day=st.datetimes(datetime(2020, 1, 3), datetime(2039, 12, 1)),
    wish=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_in_every_zone_each_local_date_has_exactly_one_slot(
    zone: str, day: datetime, wish: time
) -> None:
    slots = upcoming(Schedule((wish,)), zone, day.replace(tzinfo=UTC), 10)
    dates = [slot.astimezone(ZoneInfo(zone)).date() for slot in slots]
    assert dates == sorted(set(dates))
    assert (dates[-1] - dates[0]).days == 9


def test_only_on_working_days() -> None:
    schedule = Schedule((time(7, 30), time(18)), (0, 1, 2, 3, 4))
    slots = upcoming(schedule, "UTC", utc(2026, 11, 20, 12), 2)
    assert slots == [utc(2026, 11, 20, 18), utc(2026, 11, 23, 7, 30)]  # Friday, then Monday


def test_a_slot_is_named_by_the_readers_own_date() -> None:
    assert slot_key(utc(2026, 11, 22, 23, 30), "Europe/Berlin") == "2026-11-23T00:30"


def test_nothing_scheduled_is_never_due() -> None:
    assert next_due(Schedule(), "UTC", utc(2026, 1, 1)) is None
