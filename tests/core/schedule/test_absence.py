"""How long people are away, as they write it in every language of the interface."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.schedule.absence import (
    AbsenceFault,
    InvalidAbsence,
    back_on,
    is_absence,
    is_return,
)

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)  # a Monday
BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("3d", 3), ("3 days", 3), ("a week", 7), ("week", 7), ("2w", 14), ("two weeks", 14),
        ("for 10 days", 10), ("a fortnight", 14), ("a couple of days", 2), ("1w 2d", 9),
        ("3 Tage", 3), ("3t", 3), ("eine Woche", 7), ("für zwei Wochen", 14), ("ein Monat", 30),
        ("3 días", 3), ("una semana", 7), ("dos semanas", 14), ("por tres días", 3),
        ("3 jours", 3), ("3j", 3), ("une semaine", 7), ("pendant deux semaines", 14),
        ("3 дня", 3), ("неделю", 7), ("на две недели", 14), ("5 дней", 5), ("3д", 3),
        ("3 dias", 3), ("uma semana", 7), ("por duas semanas", 14), ("dez dias", 10),
    ],
)  # fmt: skip
def test_a_length_of_time_is_understood(words: str, days: int) -> None:
    assert back_on(words, NOW, BERLIN) == NOW + timedelta(days=days)


@pytest.mark.parametrize(
    ("words", "month", "day"),
    [
        ("until Sunday", 11, 29), ("sunday", 11, 29), ("till monday", 11, 30),
        ("until tomorrow", 11, 24), ("the day after tomorrow", 11, 25), ("next week", 11, 30),
        ("until 5 December", 12, 5), ("until December 24", 12, 24), ("until the 1st of december", 12, 1),
        ("2026-12-24", 12, 24), ("until 24/12", 12, 24), ("over the weekend", 11, 30),
        ("bis Sonntag", 11, 29), ("bis morgen", 11, 24), ("bis zum 1. Dezember", 12, 1),
        ("bis 24.12.", 12, 24), ("bis 24.12.2026", 12, 24), ("bis nächste Woche", 11, 30),
        ("hasta el domingo", 11, 29), ("hasta mañana", 11, 24), ("hasta el 5 de diciembre", 12, 5),
        ("jusqu'à dimanche", 11, 29), ("jusqu’au 5 décembre", 12, 5), ("jusqu'à demain", 11, 24),
        ("до воскресенья", 11, 29), ("до завтра", 11, 24), ("до 5 декабря", 12, 5),
        ("até domingo", 11, 29), ("até amanhã", 11, 24), ("até 5 de dezembro", 12, 5),
    ],
)  # fmt: skip
def test_a_day_of_return_begins_at_midnight_of_the_reader(words: str, month: int, day: int) -> None:
    midnight = datetime(2026, month, day, tzinfo=UTC) - timedelta(hours=1)
    assert back_on(words, NOW, BERLIN) == midnight


def test_an_hour_is_the_next_one_and_a_date_without_a_year_the_next_one() -> None:
    assert back_on("18:00", NOW, BERLIN) == datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert back_on("until 07:00", NOW, BERLIN) == datetime(2026, 11, 24, 6, tzinfo=UTC)
    assert back_on("until Sunday 18:00", NOW, "UTC") == datetime(2026, 11, 29, 18, tzinfo=UTC)
    assert back_on("until 2 January", NOW, "UTC") == datetime(2027, 1, 2, tzinfo=UTC)
    assert back_on("12h", NOW, "UTC") == NOW + timedelta(hours=12)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", AbsenceFault.UNREADABLE), ("soon", AbsenceFault.UNREADABLE), ("5", AbsenceFault.UNREADABLE),
        ("until", AbsenceFault.UNREADABLE), ("31.2.", AbsenceFault.UNREADABLE),
        ("december", AbsenceFault.UNREADABLE), ("3 days until sunday", AbsenceFault.UNREADABLE),
        ("monday tuesday", AbsenceFault.UNREADABLE), ("99:99", AbsenceFault.UNREADABLE),
        ("400d", AbsenceFault.TOO_LONG), ("0d", AbsenceFault.UNREADABLE),
        ("2026-01-01", AbsenceFault.PAST), ("d" * 300, AbsenceFault.UNREADABLE),
    ],
)  # fmt: skip
def test_what_names_no_end_is_refused(words: str, fault: AbsenceFault) -> None:
    found = back_on(words, NOW, BERLIN)
    assert isinstance(found, InvalidAbsence) and found.reason is fault


@pytest.mark.parametrize(
    "words",
    [
        "I am away until Friday", "I'm on vacation for two weeks", "away until 5 December", "pause 3d",
        "Ich bin bis Sonntag weg", "im Urlaub bis 5.12.", "Pause", "estoy fuera hasta el lunes",
        "estoy de vacaciones", "je suis en vacances jusqu'au 2 janvier", "меня не будет до понедельника",
        "я в отпуске", "estou fora até 10 de dezembro", "I am away",
    ],
)  # fmt: skip
def test_plain_words_say_that_one_is_away(words: str) -> None:
    assert is_absence(words)
    assert not is_return(words)


@pytest.mark.parametrize(
    "words", ["vacation", "until sunday", "holiday prices", "away goals rule", "Urlaub", "3d", ""]
)
def test_a_topic_is_no_absence(words: str) -> None:
    assert not is_absence(words)


@pytest.mark.parametrize(
    "words", ["I'm back", "back", "Ich bin wieder da!", "ya estoy aquí", "de retour", "я вернулась", "voltei"]
)  # fmt: skip
def test_plain_words_say_that_one_is_back(words: str) -> None:
    assert is_return(words)
    assert not is_absence(words)


@given(st.text(max_size=100))
def test_any_text_is_understood_or_refused(words: str) -> None:
    found = back_on(words, NOW, BERLIN)
    assert isinstance(found, InvalidAbsence) or NOW < found <= NOW + timedelta(days=366)
    assert is_absence(words) in (True, False)
