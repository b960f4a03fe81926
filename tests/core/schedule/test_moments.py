"""When editions come with quiet hours and pauses, through changes of the clock too."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.model.chats import Chat, QuietHours, Schedule
from bot.core.schedule.moments import (
    MERGED_WITHIN,
    coming,
    has_returned,
    held_until,
    may_come,
    next_edition,
    quiet_end,
)

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)  # a Monday, 08:30 in Berlin
BERLIN = "Europe/Berlin"
NIGHT = QuietHours(time(22), time(7))


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def chat(*times: time, **wishes: object) -> Chat:
    return Chat(1, schedule=Schedule(times or (time(7, 30), time(18))), **wishes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        (at(20, 59), None),
        (at(21), at(6, day=24)),
        (at(23, 30), at(6, day=24)),
        (at(5, 59, day=24), at(6, day=24)),
        (at(6, day=24), None),
    ],
)
def test_quiet_hours_go_over_midnight(moment: datetime, ends: datetime | None) -> None:
    assert quiet_end(NIGHT, BERLIN, moment) == ends


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    noon = QuietHours(time(12), time(14))
    assert quiet_end(noon, "UTC", at(12)) == at(14)
    assert quiet_end(noon, "UTC", at(14)) is None
    assert quiet_end(None, "UTC", at(12)) is None
    assert quiet_end(QuietHours(time(8), time(8)), "UTC", at(8)) is None


def test_an_hour_that_the_clock_skips_ends_the_quiet_at_the_gap() -> None:
    early = QuietHours(time(23), time(2, 30))
    before = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)  # 01:30 in Berlin; 02:00 becomes 03:00
    assert quiet_end(early, BERLIN, before) == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_what_falls_into_quiet_hours_comes_once_when_they_end() -> None:
    late = chat(time(22, 30), time(23, 30), time(5), time(12), quiet=NIGHT)
    assert coming(late, "UTC", NOW, 4) == [at(12), at(7, day=24), at(12, day=24), at(7, day=25)]


def test_what_was_held_joins_an_edition_that_follows_within_the_hour() -> None:
    late = chat(time(7, 30), time(22, 30), quiet=NIGHT)
    assert coming(late, "UTC", NOW, 2) == [at(7, 30, day=24), at(7, 30, day=25)]


def test_what_is_held_already_is_not_lost_when_it_is_asked_anew() -> None:
    late = chat(time(22, 30), quiet=NIGHT)
    assert next_edition(late, "UTC", at(23)) == at(7, day=24)
    assert next_edition(late, "UTC", at(7, day=24)) == at(7, day=25)


def test_after_a_pause_the_first_slot_brings_an_edition() -> None:
    away = chat(paused_until=at(0, day=26), away_since=NOW)
    assert coming(away, "UTC", NOW, 2) == [at(7, 30, day=26), at(18, day=26)]
    assert next_edition(chat(paused_until=at(7, 30, day=26)), "UTC", NOW) == at(7, 30, day=26)
    assert [has_returned(away, moment) for moment in (NOW, at(0, day=26))] == [False, True]
    assert not has_returned(chat(), NOW)


def test_a_pause_without_a_schedule_brings_nothing() -> None:
    silent = Chat(1, paused_until=at(0, day=26))
    assert coming(silent, "UTC", NOW) == []
    assert held_until(silent, "UTC", NOW) is None


def test_what_is_late_and_falls_into_quiet_hours_is_held() -> None:
    late = chat(quiet=NIGHT)
    assert may_come(late, "UTC", at(21, 59))
    assert not may_come(late, "UTC", at(22, 5))
    assert held_until(late, "UTC", at(22, 5)) == at(7, 30, day=24)
    assert held_until(chat(time(12), quiet=NIGHT), "UTC", at(22, 5)) == at(7, day=24)
    assert held_until(chat(paused_until=at(0, day=25)), "UTC", at(18)) == at(7, 30, day=25)


HOURS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30]))


@given(
    st.lists(HOURS, min_size=1, max_size=6, unique=True),
    HOURS,
    HOURS,
    st.integers(0, 60 * 24 * 14),
    st.integers(-1000, 5000),
)
def test_nothing_ever_comes_in_silence_and_nothing_is_lost(
    times: list[time], begins: time, ends: time, minutes: int, pause: int
) -> None:
    now = NOW + timedelta(minutes=minutes)
    until = now + timedelta(minutes=pause) if pause > 0 else None
    one = chat(*sorted(times), quiet=QuietHours(begins, ends), paused_until=until)
    found = coming(one, BERLIN, now, 5)
    assert found == sorted(set(found)) and len(found) == 5
    assert all(moment > now and may_come(one, BERLIN, moment) for moment in found)
    free = coming(chat(*sorted(times)), BERLIN, until or now, 1)[0]
    day = timedelta(days=1)
    assert found[0] <= free + day + MERGED_WITHIN
    assert coming(one, BERLIN, found[0], 4) == found[1:]
