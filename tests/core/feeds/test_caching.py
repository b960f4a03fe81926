"""What the headers of an answer ask of us: how long to wait, how long it stays fresh."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.feeds.caching import LONGEST_FRESH, LONGEST_WAIT, fresh_for, http_date, retry_after

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
TOLD = "Mon, 23 Nov 2026 07:30:00 GMT"
IN_AN_HOUR = "Mon, 23 Nov 2026 08:30:00 GMT"
HOUR = timedelta(hours=1)
NOTHING = timedelta(0)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        (TOLD, NOW),
        ("Monday, 23-Nov-26 07:30:00 GMT", NOW),  # RFC 850
        ("Mon Nov 23 07:30:00 2026", NOW),  # asctime
        ("Mon, 23 Nov 2026 08:30:00 +0100", NOW),
        ("tomorrow", None),
        ("", None),
        ("Mon, 99 Nov 2026 07:30:00 GMT", None),
    ],
)
def test_a_date_of_http_is_read_in_each_of_its_forms(text: str, moment: datetime | None) -> None:
    assert http_date(text) == moment


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "90"}, timedelta(seconds=90)),
        ({"retry-after": IN_AN_HOUR}, HOUR),
        # By the site's own clock, which is two hours behind, it asks for three.
        ({"retry-after": IN_AN_HOUR, "date": "Mon, 23 Nov 2026 05:30:00 GMT"}, 3 * HOUR),
        ({"retry-after": "Mon, 23 Nov 2020 08:30:00 GMT"}, NOTHING),
        ({"retry-after": "999999999999999999999"}, LONGEST_WAIT),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({}, None),
    ],
)
def test_a_site_may_ask_us_to_wait(headers: dict[str, str], wait: timedelta | None) -> None:
    assert retry_after(headers, NOW) == wait


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ({"cache-control": "public, max-age=3600"}, HOUR),
        ({"cache-control": "max-age=3600", "age": "600"}, HOUR - timedelta(minutes=10)),
        ({"cache-control": "max-age=3600", "age": "7200"}, NOTHING),
        ({"cache-control": 'max-age="60"'}, timedelta(minutes=1)),
        ({"cache-control": "max-age=9999999"}, LONGEST_FRESH),
        ({"cache-control": "no-store, max-age=3600", "expires": IN_AN_HOUR}, NOTHING),
        ({"cache-control": "No-Cache"}, NOTHING),
        ({"expires": IN_AN_HOUR}, HOUR),
        ({"expires": IN_AN_HOUR, "date": IN_AN_HOUR}, NOTHING),
        ({"expires": IN_AN_HOUR, "cache-control": "max-age=60"}, timedelta(minutes=1)),
        ({"expires": "0"}, NOTHING),
        ({}, NOTHING),
    ],
)
def test_an_answer_says_how_long_it_stays_fresh(headers: dict[str, str], fresh: timedelta) -> None:
    assert fresh_for(headers, NOW) == fresh
