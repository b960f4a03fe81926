"""Times in a reader's own words: dates and hours in the chat's zone, ages as short words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.chat.rendering.texts import listed, locale, say
from bot.core.model.chats import QuietHours, Schedule

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_WEEK = 7


def age(then: datetime, now: datetime, language: str) -> str:
    """How old something is, in words: "40 min", "2 h", "3 d"; "new" when under a minute."""
    seconds = (now - then).total_seconds()
    if seconds < _MINUTE:
        return say("age.now", language)
    if seconds < _HOUR:
        return say("age.minutes", language, n=int(seconds // _MINUTE))
    if seconds < 2 * _DAY:
        return say("age.hours", language, n=int(seconds // _HOUR))
    return say("age.days", language, n=int(seconds // _DAY))


def ago(then: datetime, now: datetime, language: str) -> str:
    """The same as a whole: "2 h ago", "just now"."""
    if now - then < timedelta(minutes=1):
        return say("ago.now", language)
    return say("ago", language, age=age(then, now, language))


def days_ago(day: date, now: datetime, language: str) -> str:
    """How long ago a day was of which no hour is known: "today", "yesterday", "3 d ago"."""
    days = (now.astimezone(UTC).date() - day).days
    if days < 2:
        return say("ago.today" if days < 1 else "ago.yesterday", language)
    return say("ago", language, age=say("age.days", language, n=days))


def _formatted(local: date, key: str, language: str) -> str:
    from babel.dates import format_date  # its data is read on first use, not at start

    return format_date(local, say(key, language), locale=locale(language))


def day_and_hour(moment: datetime, zone: str, language: str) -> str:
    """The head of an edition: "Monday 23 November, 07:30"."""
    local = moment.astimezone(ZoneInfo(zone))
    unset = " UTC" if zone == "UTC" else ""  # who has set no zone reads whose hour it is
    return f"{_formatted(local, 'date.head', language)}, {local:%H:%M}{unset}"


def day(named: date, precision: str, now: datetime, language: str) -> str:
    """A date as exactly as it was told: "9 October", "9 October 2019", "October 2026", "2019".

    `precision` is "day", "month" or "year"; a day of this year goes without its year.
    """
    if precision == "day" and named.year == now.year:
        return _formatted(named, "date.near", language)
    return _formatted(named, f"date.{precision}", language)


def is_today(moment: datetime, now: datetime, zone: str) -> bool:
    """Whether both fall on one date of the zone."""
    return moment.astimezone(ZoneInfo(zone)).date() == now.astimezone(ZoneInfo(zone)).date()


def when(moment: datetime, now: datetime, zone: str, language: str) -> str:
    """A time near now as one says it: "18:00", "tomorrow at 07:30", "Friday at 07:30"."""
    local, today = moment.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    hour, days = f"{local:%H:%M}", (local.date() - today).days
    if days == 0:
        return hour
    if abs(days) == 1:
        return say("when.tomorrow" if days > 0 else "when.yesterday", language, hour=hour)
    key = "date.weekday" if abs(days) < _WEEK else "date.near"
    return say("when.day", language, day=_formatted(local, key, language), hour=hour)


def next_edition(due: datetime, now: datetime, zone: str, language: str) -> str:
    """When the next edition comes, as a sentence: "Next at 18:00.", "Next tomorrow at 07:30."."""
    key = "digest.next_today" if is_today(due, now, zone) else "digest.next"
    return say(key, language, hour=when(due, now, zone, language))


def until(moment: datetime, now: datetime, zone: str, language: str) -> str:
    """When something ends: a day that ends with its beginning is named without an hour."""
    local = moment.astimezone(ZoneInfo(zone))
    days = (local.date() - now.astimezone(ZoneInfo(zone)).date()).days
    if (local.hour, local.minute) != (0, 0) or days < 1:
        return when(moment, now, zone, language)
    if days < _WEEK:
        return _formatted(local, "date.head", language)
    return day(local.date(), "day", now, language)


def quiet_of(quiet: QuietHours, language: str) -> str:
    """Quiet hours in words: "22:00 to 07:00"."""
    first, last = f"{quiet.begins:%H:%M}", f"{quiet.ends:%H:%M}"
    return say("days.span", language, first=first, last=last)


def hours_of(times: Sequence[time], language: str) -> str:
    """Hours in words: "07:30 and 18:00"; "" for none."""
    return listed((f"{at:%H:%M}" for at in times), language)


def days_of(schedule: Schedule, language: str) -> str:
    """The days of a schedule in words: "every day", "Mon to Fri", "Mon, Wed and Sun"."""
    from babel.dates import get_day_names

    days, names = schedule.days, get_day_names("abbreviated", locale=locale(language))
    if len(days) == _WEEK:
        return say("days.all", language)
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return say("days.span", language, first=names[days[0]], last=names[days[-1]])
    return listed((names[day] for day in days), language)
