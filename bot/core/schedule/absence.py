"""How long a reader is away, from their own words.

>>> back_on("3d", datetime(2026, 11, 23, 7, 30, tzinfo=UTC), "UTC")
datetime.datetime(2026, 11, 26, 7, 30, tzinfo=datetime.timezone.utc)

The words are those of all languages of the interface (`core/data/absence_words.toml`). Every word
has to be understood. A day that is named ("until Sunday") is the day of return: the pause ends when
it begins.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, StrEnum, auto
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from bot.core.schedule.slots import instant
from summarizers.text.fold import fold, folded_words

LONGEST = timedelta(days=366)
_MAX_LETTERS, _SHOWN = 80, 20  # characters: of a wish, and of what was not understood
_HOURS = {"hour": 1, "day": 24, "week": 168, "fortnight": 336, "month": 720}
_WEEK, _MONDAY = 7, 0
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_SHORT = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4})?)?(?![\d./])")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?!\d)")
_NUMBER = re.compile(r"(\d{1,3})(?:st|nd|rd|th|º|er|-?го)?(?!\d)")
_BETWEEN = re.compile(r"[\s,;!.]+")


class AbsenceFault(StrEnum):
    """What can be wrong with the length of an absence."""

    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class InvalidAbsence:
    """Why words name no end of an absence; `words` are those that cannot be read, "" for none."""

    reason: AbsenceFault
    words: str = ""


class _Kind(Enum):
    """What a piece of a wish is."""

    SAID, UNIT, NUMBER, AHEAD, WEEKDAY, MONTH, DATE, CLOCK, FILLER = (auto() for _ in range(9))


_TIMES = frozenset((_Kind.UNIT, _Kind.AHEAD, _Kind.WEEKDAY, _Kind.MONTH, _Kind.DATE, _Kind.CLOCK))


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a wish: `value` is the hours of a unit, the days ahead, a weekday or a month.

    `number` is what the piece counts where it can stand before a unit or a month; `digits` says
    that it can be nothing but a number. `named` is a date, its year 0 where none is given.
    """

    kind: _Kind
    value: int = 0
    number: int = 0
    digits: bool = False
    named: tuple[int, int, int] = (0, 0, 0)
    clock: time | None = None


def _data(name: str) -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((files("bot.core") / "data" / name).read_text("utf-8"))


@cache
def _lexicon() -> Mapping[str, _Token]:
    data, found = _data("absence_words.toml"), dict[str, _Token]()

    def add(phrases: Sequence[str], kind: _Kind, value: int = 0) -> None:
        for phrase in map(fold, phrases):
            found.setdefault(phrase, _Token(kind, value))

    days = _data("schedule_words.toml")["days"].values()
    for day, names in enumerate(map(str, days)):
        add(names.split(), _Kind.WEEKDAY, day)
    add(data["monday"]["next"], _Kind.WEEKDAY, _MONDAY)
    add(data["said"]["away"], _Kind.SAID)
    add(data["words"]["filler"], _Kind.FILLER)
    for name, kind in (("days", _Kind.AHEAD), ("months", _Kind.MONTH)):
        for number, phrases in data[name].items():
            add(phrases, kind, int(number))
    for unit, phrases in data["units"].items():
        add(phrases, _Kind.UNIT, _HOURS[unit])
    for number, phrases in data["numbers"].items():
        for phrase in map(fold, phrases):  # "dez" is ten in one language, a month in another
            known = found.get(phrase, _Token(_Kind.NUMBER))
            found[phrase] = replace(known, number=int(number))
    return found


@cache
def _phrase() -> re.Pattern[str]:
    """Any known phrase, the longest first."""
    longest = sorted(_lexicon(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _numeric(text: str, at: int) -> tuple[_Token, int] | None:
    """A date, a time or a number at this place, and where it ends."""
    if found := _ISO.match(text, at):
        return _Token(_Kind.DATE, named=(int(found[1]), int(found[2]), int(found[3]))), found.end()
    if found := _SHORT.match(text, at):
        named = int(found[3] or 0), int(found[2]), int(found[1])
        return _Token(_Kind.DATE, named=named), found.end()
    if (found := _CLOCK.match(text, at)) and int(found[1]) < 24 and int(found[2]) < 60:
        return _Token(_Kind.CLOCK, clock=time(int(found[1]), int(found[2]))), found.end()
    if found := _NUMBER.match(text, at):
        return _Token(_Kind.NUMBER, number=int(found[1]), digits=True), found.end()
    return None


def _tokens(text: str) -> list[_Token] | InvalidAbsence:
    """All pieces of a folded text in order, or the first word that is none."""
    found, at = list[_Token](), 0
    while at < len(text):
        if space := _BETWEEN.match(text, at):
            at = space.end()
        elif numeric := _numeric(text, at):
            found.append(numeric[0])
            at = numeric[1]
        elif phrase := _phrase().match(text, at):
            found.append(_lexicon()[phrase[0]])
            at = phrase.end()
        else:
            return InvalidAbsence(AbsenceFault.UNREADABLE, text[at:].split()[0][:_SHOWN])
    return found


@dataclass(slots=True)
class _Wish:
    """What has been understood so far."""

    said: bool = False
    hours: int = 0
    day: date | None = None
    clock: time | None = None
    wrong: bool = False


def _wish(tokens: Sequence[_Token], today: date) -> _Wish:
    wish, counted = _Wish(), set[int]()
    for at, token in enumerate(tokens):
        before = tokens[at - 1].number if at else 0
        counts = bool(token.number) and at + 1 < len(tokens) and tokens[at + 1].kind is _Kind.UNIT
        if token.kind is _Kind.UNIT:
            wish.hours += (before or 1) * token.value
            counted.add(at - 1)
        elif token.kind is _Kind.MONTH and not counts:
            after = tokens[at + 1].number if at + 1 < len(tokens) else 0
            counted.add(at - 1 if before else at + 1)
            _take(wish, _date((0, token.value, before or after), today))
        elif token.kind is _Kind.DATE:
            _take(wish, _date(token.named, today))
        elif token.kind is _Kind.AHEAD:
            _take(wish, today + timedelta(days=token.value))
        elif token.kind is _Kind.WEEKDAY:
            _take(wish, today + timedelta(days=(token.value - today.weekday() - 1) % _WEEK + 1))
        wish.clock = token.clock or wish.clock
        wish.said |= token.kind is _Kind.SAID
    wish.wrong |= any(
        token.digits and not (token.number and at in counted) for at, token in enumerate(tokens)
    )
    return wish


def _take(wish: _Wish, day: date | None) -> None:
    """A day of return; a second one, or none that there is, makes no sense."""
    wish.wrong |= day is None or wish.day is not None
    wish.day = day


def _date(named: tuple[int, int, int], today: date) -> date | None:
    """A date as it is meant: without a year the next one that comes."""
    year, month, day = named
    try:
        found = date(year or today.year, month, day)
        return found if year or found > today else date(today.year + 1, month, day)
    except ValueError:
        return None


def _end(wish: _Wish, now: datetime, zone: str) -> datetime | None:
    """The moment that a wish names, None where it names none."""
    where = ZoneInfo(zone)
    if wish.hours:
        both = wish.day is not None or wish.clock is not None
        return None if both else now + timedelta(hours=wish.hours)
    if wish.day is None and wish.clock is None:
        return None
    today = now.astimezone(where).date()
    clock, day = wish.clock or time(), wish.day or today
    end = instant(datetime.combine(day, clock), where)
    if wish.day is None and end <= now:
        end = instant(datetime.combine(today + timedelta(days=1), clock), where)
    return end.astimezone(UTC)


def back_on(words: str, now: datetime, zone: str) -> datetime | InvalidAbsence:
    """When (aware UTC) an absence ends that begins at `now` in this zone."""
    tokens = _understood(words)
    if isinstance(tokens, InvalidAbsence):
        return tokens
    wish = _wish(tokens, now.astimezone(ZoneInfo(zone)).date())
    end = None if wish.wrong else _end(wish, now, zone)
    if end is None:
        return InvalidAbsence(AbsenceFault.UNREADABLE, words.strip()[:_SHOWN])
    if end <= now:
        return InvalidAbsence(AbsenceFault.PAST)
    return end if end - now <= LONGEST else InvalidAbsence(AbsenceFault.TOO_LONG)


def _understood(words: str) -> list[_Token] | InvalidAbsence:
    if len(words) > _MAX_LETTERS:
        return InvalidAbsence(AbsenceFault.UNREADABLE, words[:_SHOWN])
    tokens = _tokens(fold(words))
    if isinstance(tokens, InvalidAbsence):
        return tokens
    return [token for token in tokens if token.kind is not _Kind.FILLER or token.number]


def is_absence(words: str) -> bool:
    """Whether plain words say nothing but that one is away, and perhaps until when."""
    tokens = _understood(words)
    if isinstance(tokens, InvalidAbsence):
        return False
    kinds = {token.kind for token in tokens}
    return _said(words, "alone") or (_Kind.SAID in kinds and bool(kinds & _TIMES))


def is_return(words: str) -> bool:
    """Whether plain words say that one is back."""
    return _said(words, "back")


def _said(words: str, what: str) -> bool:
    return tuple(folded_words(words[:_MAX_LETTERS])) in _sayings(what)


@cache
def _sayings(what: str) -> frozenset[tuple[str, ...]]:
    said = _data("absence_words.toml")["said"]
    return frozenset(tuple(folded_words(phrase)) for phrase in said[what])
