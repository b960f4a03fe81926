"""Ages as pages print them ("2 minutes ago", "vor 3 Stunden") as spans of time."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "now": timedelta(0),
}
_LONGEST = 40


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(files("bot.ingest").joinpath("data/sections.toml").read_text("utf-8"))
    return tuple((unit, re.compile(f"(?:{p})", re.I)) for unit, p in table["ages"].items())


@cache
def _hints() -> tuple[frozenset[str], frozenset[str]]:
    """Words and signs of which every age holds one."""
    table = tomllib.loads(files("bot.ingest").joinpath("data/sections.toml").read_text("utf-8"))
    return frozenset(table["hints"]["age"].split()), frozenset(table["hints"]["signs"])


def may_hold_age(text: str) -> bool:
    """A quick test: never False for a short line in which `age` would find something."""
    words, signs = _hints()
    if not signs.isdisjoint(text):
        return True
    return not words.isdisjoint(word.strip(".,;·•|()–—-") for word in text.lower().split())


def age(text: str) -> timedelta | None:
    """How long ago a line says something was, or None when it says no such thing.

    Words for one ("an hour ago") count as one; only whole lines are understood, in about twenty
    languages.
    """
    plain = text.strip(" \t·•|,.()–—-")
    if not plain or len(plain) > _LONGEST or not may_hold_age(plain):
        return None
    for unit, pattern in _patterns():
        if found := pattern.fullmatch(plain):
            number = next((group for group in found.groups() if group), "1")
            count = int(number) if number.isdecimal() else 1
            return _UNITS[unit] * count if count < 10_000 else None
    return None


def before(
    moment: datetime | None, ago: timedelta | None, whole_day: bool = False
) -> datetime | None:
    """The time that was so long before a moment; None where either is not known.

    When only the moment's day is known (`whole_day`), an age of hours leaves the day as it is.
    """
    if moment is None or ago is None:
        return None
    return moment - (timedelta(days=ago.days) if whole_day else ago)
