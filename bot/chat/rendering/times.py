"""Times in a reader's own words: dates and hours in the chat's zone, ages as short words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat.rendering.texts import say

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def age(then: datetime, now: datetime, language: str = "en") -> str:
    """How old something is, in words: "40 min", "2 h", "3 d"; "new" when under a minute."""
    seconds = (now - then).total_seconds()
    if seconds < _MINUTE:
        return say("age.now", language)
    if seconds < _HOUR:
        return say("age.minutes", language, n=int(seconds // _MINUTE))
    if seconds < 2 * _DAY:
        return say("age.hours", language, n=int(seconds // _HOUR))
    return say("age.days", language, n=int(seconds // _DAY))


def ago(then: datetime, now: datetime, language: str = "en") -> str:
    """The same as a whole: "2 h ago", "just now"."""
    if now - then < timedelta(minutes=1):
        return say("ago.now", language)
    return say("ago", language, age=age(then, now, language))


def _locale(language: str) -> str:
    return {"en": "en_GB"}.get(language, language)


def _formatted(local: date, pattern: str, language: str) -> str:
    from babel.core import UnknownLocaleError
    from babel.dates import format_date  # its data is read on first use, not at start

    try:
        return format_date(local, pattern, locale=_locale(language))
    except (UnknownLocaleError, ValueError):  # a language that has no calendar words there
        return format_date(local, pattern, locale="en_GB")


def day_and_hour(moment: datetime, zone: str, language: str = "en") -> str:
    """The head of an edition: "Monday 23 November, 07:30"."""
    local = moment.astimezone(ZoneInfo(zone))
    pattern = {"de": "EEEE, d. MMMM"}.get(language, "EEEE d MMMM")
    return f"{_formatted(local, pattern, language)}, {local:%H:%M}"


def day(named: date, precision: str, now: datetime, language: str = "en") -> str:
    """A date as exactly as it was told: "9 October", "9 October 2019", "October 2026", "2019".

    `precision` is "day", "month" or "year"; a day of this year goes without its year.
    """
    near = named.year == now.year
    pattern = {"year": "y", "month": "MMMM y"}.get(precision, "d MMMM" if near else "d MMMM y")
    if language == "de" and precision == "day":
        pattern = pattern.replace("d ", "d. ")
    return _formatted(named, pattern, language)


def when(moment: datetime, now: datetime, zone: str, language: str = "en") -> str:
    """A time near now as one says it: "18:00", "tomorrow at 07:30", "Friday at 07:30"."""
    local, today = moment.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    hour, days = f"{local:%H:%M}", (local.date() - today).days
    if days == 0:
        return hour
    if abs(days) == 1:
        return say("when.tomorrow" if days > 0 else "when.yesterday", language, hour=hour)
    pattern = "EEEE" if abs(days) < 7 else "d MMMM"
    return say("when.day", language, day=_formatted(local, pattern, language), hour=hour)
