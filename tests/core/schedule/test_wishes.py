"""Hours and days as people write them, in every language of the interface."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.model.chats import QuietHours, Schedule
from bot.core.schedule.wishes import (
    InvalidSchedule,
    ScheduleFault,
    hours_between,
    plain_wish,
    schedule_from,
)

WORKING, EVERY = (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 6)
BEFORE = Schedule((time(6), time(19)), (1, 3))


@pytest.mark.parametrize(
    ("words", "times", "days"),
    [
        ("07:30 6pm mon-fri", ["07:30", "18:00"], WORKING),
        ("7:30 pm", ["19:30"], None),
        ("7.30 p.m.", ["19:30"], None),
        ("12 am", ["00:00"], None),
        ("7 and 18", ["07:00", "18:00"], None),
        ("7,18", ["07:00", "18:00"], None),
        ("7 & 18", ["07:00", "18:00"], None),
        ("0730", ["07:30"], None),
        ("730", ["07:30"], None),
        ("daily", None, EVERY),
        ("every day 8", ["08:00"], EVERY),
        ("every day at 8 o'clock", ["08:00"], EVERY),
        ("noon", ["12:00"], None),
        ("morning and evening", ["07:30", "18:00"], None),
        ("mon-fri", None, WORKING),
        ("Mon – Fri", None, WORKING),
        ("monday to friday 7", ["07:00"], WORKING),
        ("mon, wed and fri at 7", ["07:00"], (0, 2, 4)),
        ("weekends at 9", ["09:00"], (5, 6)),
        ("7 sat,sun", ["07:00"], (5, 6)),
        ("7 fri-mon", ["07:00"], (0, 4, 5, 6)),
        ("7 wednesday", ["07:00"], (2,)),
        ("weekly", ["10:00"], (6,)),
        ("sun 10:00 weekly", ["10:00"], (6,)),
        ("weekly mon 8", ["08:00"], (0,)),
        # German
        ("8 Uhr", ["08:00"], None),
        ("um 8 Uhr 30 und 18 Uhr", ["08:30", "18:00"], None),
        ("Mo-Fr 8", ["08:00"], WORKING),
        ("Montag bis Freitag um 7", ["07:00"], WORKING),
        ("um 7 am Montag", ["07:00"], (0,)),
        ("täglich 8 Uhr abends", ["20:00"], EVERY),
        ("jeden Tag mittags", ["12:00"], EVERY),
        ("wöchentlich", ["10:00"], (6,)),
        # Spanish
        ("todos los días a las 8", ["08:00"], EVERY),
        ("de lunes a viernes a las 7:30", ["07:30"], WORKING),
        ("8 de la tarde", ["20:00"], None),
        ("sábado y domingo 9", ["09:00"], (5, 6)),
        ("mediodía", ["12:00"], None),
        # French
        ("7h30 et 18h", ["07:30", "18:00"], None),
        ("tous les jours à 8 heures", ["08:00"], EVERY),
        ("du lundi au vendredi 8h", ["08:00"], WORKING),
        ("en semaine à midi", ["12:00"], WORKING),
        # Russian
        ("в 8 утра", ["08:00"], None),
        ("каждый день в 8 вечера", ["20:00"], EVERY),
        ("с понедельника по пятницу в 7:30", ["07:30"], WORKING),
        ("пн-пт 9", ["09:00"], WORKING),
        ("по будням в полдень", ["12:00"], WORKING),
        # Portuguese
        ("todos os dias às 8", ["08:00"], EVERY),
        ("segunda a sexta 7h30", ["07:30"], WORKING),
        ("segunda-feira e quarta-feira às 8 da noite", ["20:00"], (0, 2)),
        ("dias úteis ao meio-dia", ["12:00"], WORKING),
        # A half of the day is said before its hour, too
        ("every evening at 8", ["20:00"], None),
        ("abends um 8", ["20:00"], None),
        ("jeden Morgen um 7", ["07:00"], None),
        ("morgens um 7 und abends um 8", ["07:00", "20:00"], None),
        ("tous les matins à 7h", ["07:00"], None),
        ("por la mañana a las 8 y por la noche a las 9", ["08:00", "21:00"], None),
        ("утром в 8 и вечером в 7", ["08:00", "19:00"], None),
        ("каждый вечер в 19", ["19:00"], None),
        ("toda noite às 8", ["20:00"], None),
        ("sunday morning, 10:00", ["10:00"], (6,)),
        # ... and where an hour of its own follows, it is an hour itself
        ("morning and 8 pm", ["07:30", "20:00"], None),
        ("morning, 8 pm", ["07:30", "20:00"], None),
        ("7, evening", ["07:00", "18:00"], None),
        # Hours in words, halves and quarters
        ("eight o'clock", ["08:00"], None),
        ("seven thirty", ["07:30"], None),
        ("half past seven", ["07:30"], None),
        ("quarter to eight in the evening", ["19:45"], None),
        ("halb acht abends", ["19:30"], None),
        ("um acht", ["08:00"], None),
        ("a las siete y media", ["07:30"], None),
        ("à huit heures moins le quart", ["07:45"], None),
        ("à 8 heures du matin", ["08:00"], None),
        ("полвосьмого", ["07:30"], None),
        ("без четверти восемь", ["07:45"], None),
        ("sete e meia", ["07:30"], None),
        ("18 Uhr abends", ["18:00"], None),
        ("24:00", ["00:00"], None),
        # How often, and all days but some
        ("twice a day", None, None),
        ("zweimal täglich um 8 und 20", ["08:00", "20:00"], None),
        ("once a day at 9", ["09:00"], None),
        ("раз в день в 8", ["08:00"], None),
        ("uma vez por semana", ["10:00"], (6,)),
        ("every day except sunday 8", ["08:00"], (0, 1, 2, 3, 4, 5)),
        ("täglich außer Montag um 7", ["07:00"], (1, 2, 3, 4, 5, 6)),
        ("7:30 mon-fri except wed", ["07:30"], (0, 1, 3, 4)),
        # Days and hours written as one
        ("Sonntagmorgen", ["07:30"], (6,)),
        ("dimanche matin", ["07:30"], (6,)),
        ("no domingo às 10", ["10:00"], (6,)),
    ],
)
def test_wishes_are_understood(
    words: str, times: list[str] | None, days: tuple[int, ...] | None
) -> None:
    wanted = tuple(map(time.fromisoformat, times)) if times else BEFORE.times
    assert schedule_from(words, BEFORE) == Schedule(wanted, days or BEFORE.days)


@pytest.mark.parametrize(
    "words",
    ["off", "OFF", "no", "stop", "aus", "nichts", "nunca", "rien", "никогда", "отключить", "não"],
)
def test_off_ends_the_hours_and_keeps_the_days(words: str) -> None:
    assert schedule_from(words, BEFORE) == Schedule((), BEFORE.days)


@pytest.mark.parametrize("words", ["twice a day", "zweimal täglich", "два раза в день"])
def test_twice_a_day_is_morning_and_evening_where_no_two_hours_hold(words: str) -> None:
    assert schedule_from(words, Schedule()) == Schedule((time(7, 30), time(18)))
    assert schedule_from("once a day", BEFORE) == Schedule(BEFORE.times[:1], BEFORE.days)


@pytest.mark.parametrize("words", ["at 8", "every morning", "7:30", "8 Uhr", "каждый день в 8"])
def test_plain_words_that_sound_like_hours_are_a_schedule(words: str) -> None:
    assert plain_wish(words, BEFORE) == schedule_from(words, BEFORE)


@pytest.mark.parametrize("words", ["monday", "9/11", "2026", "no", "off at 8", "every hour", "at"])
def test_other_plain_words_are_none(words: str) -> None:
    assert plain_wish(words, BEFORE) is None


def test_days_alone_have_a_morning_where_no_hour_is_set() -> None:
    assert schedule_from("mon-fri", Schedule()) == Schedule((time(7, 30),), WORKING)
    assert schedule_from("daily", Schedule()) == Schedule((time(7, 30),), EVERY)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("25:00", "25:00"),
        ("13pm", "13pm"),
        ("monthly", "monthly"),
        ("monkey 8", "monkey"),
        ("friends 7", "friends"),
        ("someday", "someday"),
        ("07:30 tomorrow", "tomorrow"),
        ("version 3.10 is out", "version"),
        ("7.5", "7.5"),
        ("7-18", "-"),
        ("-", "-"),
        ("mon-", "-"),
        ("07:60", "07:60"),
        ("1234567", "1234567"),
        ("8" * 300, "8" * 20),
    ],
)
def test_what_is_only_half_understood_is_refused_and_named(words: str, named: str) -> None:
    assert schedule_from(words, BEFORE) == InvalidSchedule(ScheduleFault.UNREADABLE, named)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", ScheduleFault.NO_TIME),
        ("at", ScheduleFault.NO_TIME),
        ("off 8", ScheduleFault.NO_TIME),
        ("weekends except saturday and sunday", ScheduleFault.NO_TIME),
        ("1 2 3 4 5 6 7", ScheduleFault.TOO_MANY),
        ("weekly mon-fri", ScheduleFault.ONE_DAY),
    ],
)
def test_a_wish_that_cannot_be_met_says_why(words: str, fault: ScheduleFault) -> None:
    assert schedule_from(words, BEFORE) == InvalidSchedule(fault)


@given(st.text(max_size=220))
def test_any_text_is_understood_or_refused(words: str) -> None:
    found = schedule_from(words, BEFORE)
    assert isinstance(found, InvalidSchedule) or (found.days and len(found.times) <= 6)


@pytest.mark.parametrize(
    "words",
    [
        "22:00-07:00", "22-7", "22:00 – 07:00", "10pm to 7am", "10 pm - 7 am", "22 bis 7 Uhr",
        "von 22 bis 7", "zwischen 22 und 7", "de 22h à 7h", "de las 22 a las 7", "entre 22 y 7",
        "с 22 до 7", "с 10 вечера до 7 утра", "das 22 às 7", "from 22:00 until 07:00", "2200 0700",
    ],
)  # fmt: skip
def test_quiet_hours_are_understood(words: str) -> None:
    assert hours_between(words) == QuietHours(time(22), time(7))


@pytest.mark.parametrize("words", ["off", "none", "aus", "nunca", "jamais", "выкл", "nenhum"])
def test_quiet_hours_can_end(words: str) -> None:
    assert hours_between(words) is None


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("22", "22"), ("soon", "soon"), ("22-22", "22-22"), ("25-7", "25"), ("mon-fri", "mon"),
        ("22 7 8", "22 7 8"), ("", ""), ("1" * 300, "1" * 20),
    ],
)  # fmt: skip
def test_quiet_hours_that_are_none_are_refused(words: str, named: str) -> None:
    assert hours_between(words) == InvalidSchedule(ScheduleFault.UNREADABLE, named)
