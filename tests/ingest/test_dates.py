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
        "28 июня 2026 г.",
        "1782604800",
        "1782604800000",
        "Sun Jun 28 00:00:00 +0000 2026",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert parse_date(text) == datetime(2026, 6, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "2026", "June 2026", "03/04/2026", "2026-02-30", "yesterday", "0", "28 foo 2026"]
)
def test_what_names_no_day_is_no_date(text: str) -> None:
    assert parse_date(text) is None
