"""Dates as feeds write them, and what is too doubtful to be one."""

from datetime import UTC, datetime

import pytest

from bot.ingest.dates import parse_date


@pytest.mark.parametrize(
    "text",
    [
        "2026.06.28",
        "2026年6月28日",
        "2026년 6월 28일",
        "28/06/2026",
        "06/28/2026",
        "28 Haziran 2026",
        "28 червня 2026",
        "28 Ιουνίου 2026",
        "28 června 2026",
        "28 juin 2026",
        "28 Meitheamh 2026",
        "28 июня 2026 г.",
        "1782604800",
        "1782604800000",
        "Sun Jun 28 00:00:00 +0000 2026",
        "28. jún 2026",
        "28. lipnja 2026.",
        "2026. gada 28. jūnijs",
        "2026 m. birželio 28 d.",
        "28. juuni 2026",
        "28 tháng 6 năm 2026",
        "28 जून 2026",
        "28 ஜூன் 2026",
        "28 يونيو 2026",
        "28 iunie 2026",
        "2026. június 28.",
        "28. kesäkuuta 2026",
        "28th of June 2026",
        "Published: 28 June 2026",
        "Sun, 28 Jun '26",
        "28 . 06 . 2026",
        "2026–06–28",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert parse_date(text) == datetime(2026, 6, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "28 juin 2026 à 10:15",
        "28 juin 2026 à 10h15",
        "28 июня 2026 г., 10:15",
        "28 de junho de 2026 às 10h15",
        "28. Juni 2026, 10:15 Uhr",
        "2026年06月28日 10时15分",
        "2026年6月28日(日) 10:15",
        "Sun 28 Jun 10:15:00 UTC 2026",
    ],
)
def test_the_hour_behind_a_day_in_words_is_read(text: str) -> None:
    assert parse_date(text) == datetime(2026, 6, 28, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("1er août 2026", 8, 1),
        ("5. kolovoza 2026", 8, 5),
        ("5. srpnja 2026", 7, 5),  # Croatian
        ("5. srpna 2026", 8, 5),  # Czech
        ("5 lipca 2026", 7, 5),  # Polish
        ("5. siječnja 2026", 1, 5),
        ("5. marraskuuta 2026", 11, 5),
        ("5 maart 2026", 3, 5),
    ],
)
def test_months_that_begin_alike_are_told_apart(text: str, month: int, day: int) -> None:
    assert parse_date(text) == datetime(2026, month, day, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "5 listopada 2026",  # October in Zagreb, November in Warsaw
        "5 lip 2026",
        "2569-06-28",  # of another calendar
        "2026-06-28T25:10:00Z",
        "2026-06-28T10:99:00Z",
        "28.6.26",
        "令和8年6月28日",
        "Sun 28 Jun 10:15:00",
    ],
)
def test_what_may_be_two_days_or_is_no_moment_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text", ["", "2026", "June 2026", "03/04/2026", "2026-02-30", "yesterday", "0", "28 foo 2026"]
)
def test_what_names_no_day_is_no_date(text: str) -> None:
    assert parse_date(text) is None
