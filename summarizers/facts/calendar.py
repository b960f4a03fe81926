"""Which days a sentence names: "on 12 March 2021", "March 12", "last Friday", "yesterday".

What is not whole (no year, a weekday, "yesterday") is read from the day on which the article came
out: a weekday is the last one, unless the words around it speak of what is to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from summarizers.facts.numerals import any_of, table_of
from summarizers.resources import load_toml
from summarizers.text.tokens import base_language

_SINCE = re.compile(r"\b(?:since|seit|desde|depuis|dal?|с)\b", re.IGNORECASE)
_BEFORE_CHARS = 60  # characters before a weekday in which a verb tells whether it is to come
_OPENING_CHARS = 16  # characters within which a day opens its sentence
_AFTER_CHARS = 22  # characters behind a verb of saying in which a day is the day of saying
_ROMANCE = ("fr", "es", "it", "pt")  # "last" stands behind the day
_SMALL = (*_ROMANCE, "ru")  # names of days and months in small letters
_DIGIT = re.compile(r"\d")
_MARKS = re.compile(r"[\u00a0\u202f]")


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year that `text[start:end]` names.

    `date` is its first day; `precision` "day", "month" or "year"; `spoken` whether it only says
    when somebody said something; `open` whether it may be another of its kind: a weekday without
    "last" or "next", a day and a month without a year.
    """

    date: date
    precision: str
    start: int
    end: int
    spoken: bool = False
    open: bool = False
    weekday: bool = False


def find(text: str, today: date | None, language: str = "") -> list[Day]:
    """The days that a sentence names, in order; `today` is when it was published, if known.

    Without `today` only whole dates are found; none at all in a language without a calendar.
    """
    rules = _rules(base_language(language) or "en")
    if rules is None:
        return []
    text = _MARKS.sub(" ", text)
    taken: list[Day] = []
    for day in _readings(text, today, rules):
        if all(day.end <= other.start or day.start >= other.end for other in taken):
            taken.append(day)
    return sorted(taken, key=lambda day: day.start)


def nearest(day: Day, today: date, ahead: bool) -> date:
    """Of an open day the last one up to today, or the next one from today on."""
    if day.weekday:
        back = (today.weekday() - day.date.weekday()) % 7
        on = today + timedelta(days=(7 - back) % 7) if ahead else today - timedelta(days=back)
        return on if day.open else day.date
    years = (today.year - 1, today.year, today.year + 1) if day.open else ()
    days = [one for year in years if (one := _valid(year, day.date.month, day.date.day))]
    right = [one for one in days if (one >= today if ahead else one <= today)]
    return (min(right) if ahead else max(right)) if right else day.date


def is_date(text: str, start: int, end: int, language: str) -> bool:
    """Whether the figure `text[start:end]` is a part of a date, that is no count of anything."""
    rules = _rules(base_language(language) or "en")
    if rules is None:
        return False
    patterns = (*rules.forms, *rules.figures, *rules.months, *rules.years)
    around = text[max(0, start - 24) : end + 24]
    place = start - max(0, start - 24)
    return any(
        match.start() <= place < match.end()
        for pattern in patterns
        for match in pattern.finditer(around)
    )


@dataclass(frozen=True, slots=True)
class _Rules:
    forms: tuple[re.Pattern[str], ...]  # that hold the name of a month
    figures: tuple[re.Pattern[str], ...]  # "12.3.2021"
    months: tuple[re.Pattern[str], ...]
    years: tuple[re.Pattern[str], ...]
    ago: tuple[re.Pattern[str], ...]
    near: re.Pattern[str]
    weekday: re.Pattern[str]
    future: re.Pattern[str]
    saying: re.Pattern[str]
    month_number: dict[str, int]
    weekday_number: dict[str, int]
    days_off: dict[str, int]
    numbers: dict[str, float]
    units: dict[str, int]


def _readings(text: str, today: date | None, rules: _Rules) -> Iterator[Day]:
    """Every reading of every stretch, the most telling first. What a text cannot hold is not
    looked for: hardly a sentence names a day."""
    lowered = text.lower()
    month = any(name in lowered for name in rules.month_number)
    if _DIGIT.search(text):
        yield from _in_figures(text, today, rules, month=month)
    elif month:
        yield from _months(text, today, rules)
    if today is None:
        return
    if any(name in lowered for name in rules.days_off):
        for match in rules.near.finditer(text):
            day = today + timedelta(days=rules.days_off[match[1].lower()])
            yield from _made(text, match, day, "day", rules)
    if any(name in lowered for name in rules.units):
        for pattern in rules.ago:
            for match in pattern.finditer(text):
                yield from _made(text, match, _back(match, today, rules), "day", rules)
    if any(name in lowered for name in rules.weekday_number):
        for match in rules.weekday.finditer(text):
            if match["weekday"]:
                yield from _made(text, match, _weekday(text, match, today, rules), "day", rules)


def _in_figures(text: str, today: date | None, rules: _Rules, *, month: bool) -> Iterator[Day]:
    """The readings that a text with figures may have, and those of months."""
    for pattern in (*(rules.forms if month else ()), *rules.figures):
        for match in pattern.finditer(text):
            day = _whole(match, today, _is_ahead(text, match.start(), rules), rules)
            yield from _made(text, match, day, "day", rules)
    if month:
        yield from _months(text, today, rules)
    for pattern in rules.years:
        for match in pattern.finditer(text):
            yield from _made(text, match, date(int(match["year"]), 1, 1), "year", rules)


def _months(text: str, today: date | None, rules: _Rules) -> Iterator[Day]:
    for pattern in rules.months:
        for match in pattern.finditer(text):
            yield from _made(text, match, _month(match, today, rules), "month", rules)


def _made(
    text: str, match: re.Match[str], day: date | None, precision: str, rules: _Rules
) -> Iterator[Day]:
    if day is not None:
        spoken = rules.saying.search(text, max(0, match.start() - _AFTER_CHARS), match.start())
        parts = match.groupdict()
        weekday = bool(parts.get("weekday"))
        fixed = parts.get("last") or parts.get("next") or parts.get("year")
        unsure = not fixed and (weekday or ("day" in parts and precision == "day"))
        yield Day(day, precision, match.start(), match.end(), spoken is not None, unsure, weekday)


def _is_ahead(text: str, start: int, rules: _Rules) -> bool:
    """Whether the words around a day speak of what is to come."""
    before = text[max(0, start - _BEFORE_CHARS) : start]
    if rules.saying.search(before[-_AFTER_CHARS:]):
        return False
    # "Early on Monday, the council was due to …": where the day opens the sentence.
    opened = start < _OPENING_CHARS and rules.future.search(text, start, start + _BEFORE_CHARS)
    return bool(rules.future.search(before) or opened)


def _whole(match: re.Match[str], today: date | None, ahead: bool, rules: _Rules) -> date | None:
    """A day and a month, the year given or the one that brings it nearest to today."""
    parts = match.groupdict()
    named = parts.get("month")
    month = rules.month_number[named.lower()] if named else int(parts["monthnumber"] or 0)
    number = int(re.sub(r"\D", "", parts["day"] or "0"))
    if parts.get("year"):
        return _valid(int(parts["year"] or 0), month, number)
    if today is None:
        return None
    years = (today.year - 1, today.year, today.year + 1)
    found = [day for year in years if (day := _valid(year, month, number))]
    return min(found, key=lambda day: _distance(day, today, ahead), default=None)


def _month(match: re.Match[str], today: date | None, rules: _Rules) -> date | None:
    """The first day of a month. Without its year only what has lasted "since" then is sure to
    be past; any other may as well be to come, and is no date."""
    month = rules.month_number[match["month"].lower()]
    if match["year"]:
        return date(int(match["year"]), month, 1)
    since = _SINCE.search(match.string, max(0, match.start() - 12), match.end())
    if today is None or not since:
        return None
    return date(today.year - (month > today.month), month, 1)


def _distance(day: date, today: date, ahead: bool) -> int:
    """How far off a day is; what is past is told of more often than what is to come."""
    away = (day - today).days
    return away * (1 if ahead else 3) if away > 0 else -away


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _back(match: re.Match[str], today: date, rules: _Rules) -> date | None:
    written = match["n"].lower()
    count = float(written) if written.isdigit() else rules.numbers.get(written, 0.0)
    days = int(count) * rules.units[match["unit"].lower()]
    return today - timedelta(days=days) if 0 < days < 100 else None


def _weekday(text: str, match: re.Match[str], today: date, rules: _Rules) -> date:
    """The last such weekday, today among them; the next one where words speak of the future."""
    back = (today.weekday() - rules.weekday_number[match["weekday"].lower()]) % 7
    if match["last"]:
        return today - timedelta(days=back or 7)
    if match["next"]:
        return today + timedelta(days=(7 - back) % 7 or 7)
    if _is_ahead(text, match.start(), rules):
        return today + timedelta(days=(7 - back) % 7)
    return today - timedelta(days=back)


@cache
def _rules(language: str) -> _Rules | None:
    data = load_toml("calendar.toml").get(language)
    if data is None:
        return None
    months = _numbered(data["months"], 1)
    weekdays = _numbered(data["weekdays"], 0)
    numbers: dict[str, float] = table_of(language)["words"]
    fill = {"month": rf"\b(?P<month>{_written(months, language)})", "day": data["day"]}
    fill["number"] = rf"\d{{1,2}}|{any_of(numbers)}"
    beside = rf"(?:(?P<last>{data['last']})|(?P<next>{data['next']}))"
    flags = re.IGNORECASE
    return _Rules(
        forms=_compiled([form for form in data["forms"] if "{month}" in form], fill),
        figures=_compiled([form for form in data["forms"] if "{month}" not in form], fill),
        months=_compiled(data["months_alone"], fill),
        years=_compiled(data["years"], fill),
        ago=_compiled(data["ago"], fill),
        near=re.compile(rf"\b({any_of(data['near'])})\b(?!['’]s)", flags),
        weekday=_weekday_pattern(language, weekdays, beside, data.get("no_weekday")),
        future=re.compile(rf"(?:\b(?:{data['future']})|\w['’]ll)\b", flags),
        saying=re.compile(rf"\b(?:{data['saying']})\b", flags),
        month_number=months,
        weekday_number=weekdays,
        days_off=data["near"],
        numbers=numbers,
        units=data["units"],
    )


def _weekday_pattern(
    language: str, weekdays: dict[str, int], beside: str, but: str | None
) -> re.Pattern[str]:
    """A pattern for weekdays; what `but` describes looks like one and matches without the group."""
    named = rf"\b(?P<weekday>{_written(weekdays, language)})\b(?!['’]s)"
    both = rf"{named}(?: {beside})?" if language in _ROMANCE else rf"(?:{beside} )?{named}"
    return re.compile(f"{but}|{both}" if but else both, re.IGNORECASE)


def _written(names: dict[str, int], language: str) -> str:
    """A pattern for names of days or months: "may" and "march" are none, in English."""
    if language in _SMALL:
        return any_of(names)
    return f"(?-i:{any_of(name.capitalize() for name in names)})"


def _numbered(listed: list[str], first: int) -> dict[str, int]:
    return {name: number for number, names in enumerate(listed, first) for name in names.split()}


def _compiled(patterns: list[str], fill: dict[str, Any]) -> tuple[re.Pattern[str], ...]:
    made = []
    for pattern in patterns:
        for name, value in fill.items():
            pattern = pattern.replace("{" + name + "}", value)
        made.append(re.compile(pattern, re.IGNORECASE))
    return tuple(made)
