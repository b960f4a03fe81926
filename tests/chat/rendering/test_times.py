"""Times in a reader's own words, in the zone and the language of the chat."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.chat.rendering import times
from bot.core.model.chats import Schedule

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)  # a Monday
BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("back", "age", "ago"),
    [
        (timedelta(seconds=59), "new", "just now"),
        (timedelta(minutes=40), "40 min", "40 min ago"),
        (timedelta(hours=2, minutes=59), "2 h", "2 h ago"),
        (timedelta(hours=47), "47 h", "47 h ago"),
        (timedelta(hours=48), "2 d", "2 d ago"),
        (timedelta(hours=-3), "new", "just now"),  # a clock that is ahead
    ],
)
def test_an_age_is_a_short_word(back: timedelta, age: str, ago: str) -> None:
    assert times.age(NOW - back, NOW, "en") == age
    assert times.ago(NOW - back, NOW, "en") == ago


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 24), "today"),  # where the sun rises earlier
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 20), "3 d ago"),
    ],
)
def test_a_day_without_an_hour_is_as_long_ago_as_days_go(day: date, told: str) -> None:
    assert times.days_ago(day, NOW, "en") == told


@pytest.mark.parametrize(
    ("zone", "language", "head"),
    [
        ("UTC", "en", "Monday 23 November, 07:30 UTC"),
        (BERLIN, "en", "Monday 23 November, 08:30"),
        ("Pacific/Auckland", "en", "Monday 23 November, 20:30"),
        ("America/Los_Angeles", "en", "Sunday 22 November, 23:30"),
    ],
)
def test_an_edition_is_dated_where_its_reader_is(zone: str, language: str, head: str) -> None:
    assert times.day_and_hour(NOW, zone, language) == head


@pytest.mark.parametrize(
    ("named", "precision", "told"),
    [
        (date(2026, 10, 9), "day", "9 October"),
        (date(2019, 10, 9), "day", "9 October 2019"),
        (date(2026, 10, 1), "month", "October 2026"),
        (date(2019, 1, 1), "year", "2019"),
    ],
)
def test_a_date_is_as_exact_as_it_was_told(named: date, precision: str, told: str) -> None:
    assert times.day(named, precision, NOW, "en") == told


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (NOW + timedelta(hours=10), "17:30"),
        (NOW + timedelta(days=1), "tomorrow at 07:30"),
        (NOW - timedelta(days=1), "yesterday at 07:30"),
        (NOW + timedelta(days=4), "Friday at 07:30"),
        (NOW + timedelta(days=30), "23 December at 07:30"),
    ],
)
def test_a_time_near_now_is_told_as_one_says_it(moment: datetime, told: str) -> None:
    assert times.when(moment, NOW, "UTC", "en") == told


def test_today_is_a_date_of_the_zone() -> None:
    late = NOW.replace(hour=23, minute=30)
    assert times.is_today(late, NOW, "UTC")
    assert not times.is_today(late, NOW, BERLIN)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((0, 1, 2, 3, 4, 5, 6), "every day"),
        ((0, 1, 2, 3, 4), "Mon to Fri"),
        ((0, 2, 6), "Mon, Wed and Sun"),
        ((5, 6), "Sat and Sun"),
    ],
)
def test_days_of_a_schedule_in_words(days: tuple[int, ...], told: str) -> None:
    assert times.days_of(Schedule((time(7, 30),), days), "en") == told


def test_hours_of_a_schedule_in_words() -> None:
    assert times.hours_of([time(7, 30), time(18)], "en") == "07:30 and 18:00"
    assert times.hours_of([], "en") == ""
