"""Which days a sentence names, as it was written on Wednesday, 4 May 2022."""

from __future__ import annotations

from datetime import date

import pytest

from summarizers.facts.calendar import Day, find, is_date, nearest
from tests.summarizers.examples import Rule, rules

TODAY = date(2022, 5, 4)
RULES = rules("calendar.toml")
PATTERNS = [rule for rule in RULES if rule.group.split("/")[1] not in ("months", "weekdays")]


def only(text: str, language: str = "en", today: date | None = TODAY) -> Day:
    (day,) = find(text, today, language)
    return day


@pytest.mark.parametrize("rule", PATTERNS, ids=str)
def test_each_form_of_a_date_is_read(rule: Rule) -> None:
    assert rule.found
    language = rule.group.partition("/")[0]
    for example in rule.found:
        text, _, day = example.partition(" ¦ ")
        assert only(text, language).date == date.fromisoformat(day), example


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("It fell yesterday.", "en", date(2022, 5, 3)),
        ("It fell on Monday.", "en", date(2022, 5, 2)),
        ("It fell last Wednesday.", "en", date(2022, 4, 27)),
        ("It will open on Monday.", "en", date(2022, 5, 9)),
        ("It opens next Friday.", "en", date(2022, 5, 6)),
        ("Sie fiel am Montagabend.", "de", date(2022, 5, 2)),
        ("Il est tombé lundi dernier.", "fr", date(2022, 5, 2)),
        ("Cayó ayer.", "es", date(2022, 5, 3)),
        ("È caduto ieri.", "it", date(2022, 5, 3)),
        ("Caiu na segunda-feira.", "pt", date(2022, 5, 2)),
        ("Caiu na sexta-feira passada.", "pt", date(2022, 4, 29)),
        ("Он упал в понедельник.", "ru", date(2022, 5, 2)),
        ("Он упал в минувшую пятницу.", "ru", date(2022, 4, 29)),
        ("Он откроется в следующую пятницу.", "ru", date(2022, 5, 6)),
    ],
)
def test_a_day_near_today_is_worked_out(text: str, language: str, day: date) -> None:
    assert only(text, language).date == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A segunda onda chegou.", "pt"),
        ("A terça parte do orçamento foi cortada.", "pt"),
        ("A Quarta Turma decidiu o caso.", "pt"),
        ("Santo Domingo ganhou.", "pt"),
        ("Em 2000 casas faltou luz.", "pt"),
        ("Um homem 2000 vezes multado foi preso.", "pt"),
        ("Завод сбросил отходы в окружающую среду.", "ru"),
        ("Ущерб оценили в 2000 рублей.", "ru"),
        ("Лес 2000 гектаров сгорел.", "ru"),
    ],
)
def test_ordinals_counts_and_the_environment_are_no_days(text: str, language: str) -> None:
    assert find(text, TODAY, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [("Caiu na quarta.", "pt"), ("Caiu nesta quarta (4) à noite.", "pt"), ("Упал в среду.", "ru")],
)
def test_a_short_name_of_a_weekday_is_one(text: str, language: str) -> None:
    assert only(text, language).date == TODAY


def test_a_month_and_a_year_are_no_day() -> None:
    assert only("It fell in March 2021.").precision == "month"
    assert only("It was built in 1969.").precision == "year"


def test_without_a_day_of_its_own_only_whole_dates_count() -> None:
    assert find("It fell on Monday, two days ago.", None, "en") == []
    assert only("It fell on 12 March 2021.", today=None).date == date(2021, 3, 12)


@pytest.mark.parametrize(
    "text", ["He may 3 times.", "It fell on 31 February 2021.", "Sunday's child", "It is 2021."]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find(text, TODAY, "en") == []


def test_the_day_of_saying_so_is_told_apart() -> None:
    assert only("The bridge is old, he said on Monday.").spoken
    assert not only("The bridge fell on Monday.").spoken


def test_a_language_without_a_calendar_names_no_day() -> None:
    assert find("12 marca 2021 roku", TODAY, "pl") == []


def test_a_figure_of_a_date_counts_nothing() -> None:
    text = "On 12 March 2021, 40 people came."
    assert is_date(text, 3, 5, "en")
    assert not is_date(text, 18, 20, "en")


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("on Wednesday", "2022-05-04", "2022-05-04"),  # today
        ("on Monday", "2022-05-02", "2022-05-09"),
        ("on 3 May", "2022-05-03", "2023-05-03"),
        ("on 3 May 2021", "2021-05-03", "2021-05-03"),
        ("last Monday", "2022-05-02", "2022-05-02"),
        ("yesterday", "2022-05-03", "2022-05-03"),
    ],
)
def test_an_open_day_lies_before_or_after_today_as_the_sentence_has_it(
    text: str, before: str, after: str
) -> None:
    day = only(f"It was {text}.")
    assert nearest(day, TODAY, ahead=False).isoformat() == before
    assert nearest(day, TODAY, ahead=True).isoformat() == after
