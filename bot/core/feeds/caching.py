"""What the headers of an answer ask of us: how long to wait, how long it stays fresh.

Pure; header names are lower case, as in `bot.core.model.articles.Answer`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=7)
LONGEST_FRESH = timedelta(hours=24)

_NUMBER = re.compile(r"[0-9]+\Z")
_MOST_SECONDS = 10**9
_NOTHING = timedelta(0)


def http_date(text: str) -> datetime | None:
    """A date of HTTP (RFC 9110, 5.6.7) as an aware UTC time; None if it is none."""
    try:
        date = parsedate_to_datetime(text.strip())
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long Retry-After (seconds or a date) asks us to wait from `now`: 0 to 7 days.

    None if the header is missing or makes no sense. A date counts from the answer's own Date, so
    that a wrong clock on either side does not matter.
    """
    text = headers.get("retry-after", "").strip()
    if _NUMBER.match(text):
        return min(_seconds(text), LONGEST_WAIT)
    date = http_date(text) if text else None
    if date is None:
        return None
    sent = http_date(headers.get("date", "")) or now
    return min(max(date - sent, _NOTHING), LONGEST_WAIT)


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long an answer says that it stays fresh (RFC 9111, 4.2): 0 to 24 hours.

    `max-age` (less `Age`) goes before `Expires`; `no-cache` and `no-store` mean not at all.
    """
    directives = _directives(headers.get("cache-control", ""))
    if {"no-cache", "no-store"} & directives.keys():
        return _NOTHING
    if _NUMBER.match(directives.get("max-age", "")):
        age = headers.get("age", "").strip()
        spent = _seconds(age) if _NUMBER.match(age) else _NOTHING
        return _within(_seconds(directives["max-age"]) - spent)
    expires = http_date(headers.get("expires", ""))
    sent = http_date(headers.get("date", "")) or now
    return _within(expires - sent) if expires else _NOTHING


def _directives(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.lower().split(","))
    return {name.strip(): value.strip(' "') for name, _, value in pairs}


def _seconds(digits: str) -> timedelta:
    """A whole number of seconds; one that nobody can mean is merely very long."""
    return timedelta(seconds=int(digits) if len(digits) < 10 else _MOST_SECONDS)


def _within(wish: timedelta) -> timedelta:
    return min(max(wish, _NOTHING), LONGEST_FRESH)
