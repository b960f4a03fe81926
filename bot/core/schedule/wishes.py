"""When digests shall come, read from a reader's own words.

>>> schedule_from("Mo-Fr 7:30 und 18 Uhr", Schedule())
Schedule(times=(datetime.time(7, 30), datetime.time(18, 0)), days=(0, 1, 2, 3, 4))

The words are those of all languages of the interface (`core/data/schedule_words.toml`). Every
word has to be understood: a wish that is only half understood is refused, with the word named.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from enum import Enum, StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from bot.core.model.chats import QuietHours, Schedule
from summarizers.text.fold import fold

MAX_TIMES = 6
DEFAULT_TIME = time(7, 30)  # for days without an hour, where the chat has none yet
WEEKLY_DAY, WEEKLY_TIME = 6, time(10)  # Sunday morning, where no other is named
_MAX_LETTERS = 200  # a longer text is no wish for hours
_GROUPS = {"daily": tuple(range(7)), "weekdays": tuple(range(5)), "weekend": (5, 6)}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_TIME = re.compile(
    r"(\d{1,2})(?:\s?[:.]\s?(\d{2})|\s?(?:h|uhr)(?:\s?(\d{2}))?(?!\w)|(\d{2}))?(?![\d:.]*\d)"
)
_SPACE = re.compile(r"\s+")
_BETWEEN = re.compile(r"[\s,;+&/.]+")
_SHOWN = 20  # characters of what was not understood


class ScheduleFault(StrEnum):
    """What can be wrong with the hours and days that a reader writes."""

    UNREADABLE = "unreadable"
    NO_TIME = "no_time"
    TOO_MANY = "too_many"
    ONE_DAY = "one_day"


@dataclass(frozen=True, slots=True)
class InvalidSchedule:
    """Why something is no schedule; `words` are those that cannot be read, "" for none."""

    reason: ScheduleFault
    words: str = ""


class _Kind(Enum):
    """What a phrase can stand for; one phrase can stand for several things."""

    TIME = "time"
    HALF = "half"
    DAYS = "days"
    TO = "to"
    OFF = "off"
    WEEKLY = "weekly"
    FILLER = "filler"


@dataclass(frozen=True, slots=True)
class _Token:
    """A phrase with all that it can stand for, or the hour and minute of a clock time."""

    text: str
    kinds: frozenset[_Kind]
    days: tuple[int, ...] = ()
    time: time | None = None
    afternoon: bool = False
    clock: tuple[int, int] | None = None


@cache
def _lexicon() -> Mapping[str, _Token]:
    data = tomllib.loads((files("bot.core") / "data" / "schedule_words.toml").read_text("utf-8"))
    found: dict[str, _Token] = {}

    def add(phrase: str, kind: _Kind, **means: Any) -> None:
        key = fold(phrase)
        known = found.get(key, _Token(key, frozenset()))
        found[key] = replace(known, kinds=known.kinds | {kind}, **means)

    for day, names in enumerate(data["days"].values()):
        for name in names.split():
            add(name, _Kind.DAYS, days=(day,))
    for group, phrases in data["groups"].items():
        for phrase in phrases:
            add(phrase, _Kind.DAYS, days=_GROUPS[group])
    for hour, phrases in data["times"].items():
        for phrase in phrases:
            add(phrase, _Kind.TIME, time=time.fromisoformat(hour))
    for half, phrases in data["halves"].items():
        for phrase in phrases:
            add(phrase, _Kind.HALF, afternoon=half == "pm")
    for kind, phrases in data["words"].items():
        for phrase in phrases:
            add(phrase, _Kind(kind))
    return found


@cache
def _phrase() -> re.Pattern[str]:
    """Any known phrase, the longest first."""
    longest = sorted(_lexicon().keys() - {"-"}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})(?!\w)|-")


def _tokens(text: str) -> list[_Token] | InvalidSchedule:
    """All pieces of a folded text in order, or the first word that is none."""
    tokens, at = list[_Token](), 0
    while at < len(text):
        if found := _BETWEEN.match(text, at):
            at = found.end()
            continue
        if found := _TIME.match(text, at):
            clock = int(found[1]), int(found[2] or found[3] or found[4] or 0)
            tokens.append(_Token(found[0], frozenset({_Kind.TIME}), clock=clock))
        elif found := _phrase().match(text, at):
            tokens.append(_lexicon()[found[0]])
        else:
            return InvalidSchedule(ScheduleFault.UNREADABLE, text[at:].split()[0][:_SHOWN])
        at = found.end()
    return tokens


def _time_of(token: _Token, half: _Token | None) -> time | None:
    """The time that a token stands for, in this half of the day; None when there is no such."""
    if token.clock is None:
        return token.time
    hour, minute = token.clock
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.afternoon else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


@dataclass(slots=True)
class _Wish:
    """What has been understood so far."""

    times: set[time] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    off: bool = False
    weekly: bool = False


def _half_behind(tokens: Sequence[_Token], at: int) -> _Token | None:
    """The word for the half of the day behind the clock time at `at`, if there is one.

    In German "um 7 am Montag" the word "am" belongs to the day.
    """
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].clock is None or behind is None or _Kind.HALF not in behind.kinds:
        return None
    day_follows = at + 2 < len(tokens) and _Kind.DAYS in tokens[at + 2].kinds
    return None if _Kind.FILLER in behind.kinds and day_follows else behind


def _read(tokens: Sequence[_Token]) -> _Wish | InvalidSchedule:
    wish, at = _Wish(), 0
    while at < len(tokens):
        token = tokens[at]
        if _Kind.TIME in token.kinds:
            half = _half_behind(tokens, at)
            if (moment := _time_of(token, half)) is None:
                said = f"{token.text}{half.text if half else ''}"
                return InvalidSchedule(ScheduleFault.UNREADABLE, said[:_SHOWN])
            wish.times.add(moment)
            at += half is not None
        elif _Kind.DAYS in token.kinds:
            last = _end_of_range(tokens, at)
            wish.days |= _span(token, last) if last else set(token.days)
            at += 2 if last else 0
        elif token.kinds & {_Kind.OFF, _Kind.WEEKLY}:
            wish.off |= _Kind.OFF in token.kinds
            wish.weekly |= _Kind.WEEKLY in token.kinds
        elif _Kind.FILLER not in token.kinds:
            return InvalidSchedule(ScheduleFault.UNREADABLE, token.text[:_SHOWN])
        at += 1
    return wish


def _end_of_range(tokens: Sequence[_Token], at: int) -> _Token | None:
    """The last day where the day at `at` begins a range ("mon-fri", "lunes a viernes")."""
    if at + 2 >= len(tokens) or _Kind.TO not in tokens[at + 1].kinds:
        return None
    ends = tokens[at], tokens[at + 2]
    return ends[1] if all(len(end.days) == 1 for end in ends) else None


def _span(first: _Token, last: _Token) -> set[int]:
    start, end = first.days[0], last.days[0]
    return {(start + step) % 7 for step in range((end - start) % 7 + 1)}


def hours_between(words: str) -> QuietHours | InvalidSchedule | None:
    """Quiet hours as people write them: "22:00-07:00", "10 pm to 7 am", "22 bis 7 Uhr".

    None where the words say that there shall be none.
    """
    tokens = _all_tokens(words)
    if isinstance(tokens, InvalidSchedule):
        return tokens
    kept = [token for token in tokens if token.kinds != {_Kind.FILLER}]
    if len(kept) == 1 and _Kind.OFF in kept[0].kinds:
        return None
    times = list[time]()
    for at, token in enumerate(kept):
        if _Kind.TIME in token.kinds:
            if (moment := _time_of(token, _half_behind(kept, at))) is None:
                return InvalidSchedule(ScheduleFault.UNREADABLE, token.text[:_SHOWN])
            times.append(moment)
        elif not token.kinds & {_Kind.TO, _Kind.HALF, _Kind.FILLER}:
            return InvalidSchedule(ScheduleFault.UNREADABLE, token.text[:_SHOWN])
    if len(times) != 2 or times[0] == times[1]:
        return InvalidSchedule(ScheduleFault.UNREADABLE, words.strip()[:_SHOWN])
    return QuietHours(times[0], times[1])


def _all_tokens(words: str) -> list[_Token] | InvalidSchedule:
    if len(words) > _MAX_LETTERS:
        return InvalidSchedule(ScheduleFault.UNREADABLE, words[:_SHOWN])
    return _tokens(_SPACE.sub(" ", fold(words.translate(_DASHES))))


def schedule_from(words: str, current: Schedule) -> Schedule | InvalidSchedule:
    """The schedule that a reader's words make of their present one.

    Days alone keep the hours, hours alone keep the days. "weekly" is one edition on one day.
    """
    tokens = _all_tokens(words)
    wish = tokens if isinstance(tokens, InvalidSchedule) else _read(tokens)
    if isinstance(wish, InvalidSchedule):
        return wish
    if wish.off and not (wish.times or wish.days or wish.weekly):
        return replace(current, times=())
    if wish.off or not (wish.times or wish.days or wish.weekly):
        return InvalidSchedule(ScheduleFault.NO_TIME)
    if len(wish.times) > MAX_TIMES:
        return InvalidSchedule(ScheduleFault.TOO_MANY)
    if wish.weekly:
        return _weekly(wish)
    times = tuple(sorted(wish.times)) or current.times or (DEFAULT_TIME,)
    return Schedule(times, tuple(sorted(wish.days)) or current.days)


def _weekly(wish: _Wish) -> Schedule | InvalidSchedule:
    days, times = wish.days or {WEEKLY_DAY}, wish.times or {WEEKLY_TIME}
    if len(days) > 1 or len(times) > 1:
        return InvalidSchedule(ScheduleFault.ONE_DAY)
    return Schedule(tuple(times), tuple(days))
