"""When digests shall come, read from a reader's own words.

>>> schedule_from("Mo-Fr 7:30 und 18 Uhr", Schedule())
Schedule(times=(datetime.time(7, 30), datetime.time(18, 0)), days=(0, 1, 2, 3, 4))

Every word has to be understood (`wish_words`): a wish that is only half understood is refused, with
the word named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from enum import StrEnum

from bot.core.model.chats import QuietHours, Schedule
from bot.core.schedule.wish_words import SHOWN, Kind, WishToken, sounds_like_hours, wish_tokens

MAX_TIMES = 6
DEFAULT_TIME = time(7, 30)  # for days without an hour, where the chat has none yet
TWICE_A_DAY = (DEFAULT_TIME, time(18))
WEEKLY_DAY, WEEKLY_TIME = 6, time(10)  # Sunday morning, where no other is named
_EVERY_DAY = frozenset(range(7))
_MINUTES_A_DAY = 24 * 60
_OF_TWELVE = frozenset(("am", "a.m.", "pm", "p.m."))  # said behind no hour above twelve
_PASSED = frozenset((Kind.FILLER, Kind.AND, Kind.COMMA, Kind.UNIT))  # mean nothing by themselves


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


def _unreadable(words: str) -> InvalidSchedule:
    return InvalidSchedule(ScheduleFault.UNREADABLE, words[:SHOWN])


def _all_tokens(words: str) -> list[WishToken] | InvalidSchedule:
    found = wish_tokens(words)
    return _unreadable(found) if isinstance(found, str) else _with_minutes(found)


def _with_minutes(tokens: Sequence[WishToken]) -> list[WishToken]:
    """The tokens, with "half past seven", "siete y media" and "8 heures" made one time each."""
    kept = list[WishToken]()
    for token in tokens:
        last = kept[-1] if kept else None
        if last and last.clock and Kind.MINUTES_BEHIND in token.kinds:
            kept[-1] = _later(last, token.minutes, f"{last.text} {token.text}")
        elif last and token.clock and Kind.MINUTES_BEFORE in last.kinds:
            kept[-1] = _later(token, last.minutes, f"{last.text} {token.text}")
        elif not (last and last.clock and Kind.UNIT in token.kinds):
            kept.append(token)
    return kept


def _later(token: WishToken, minutes: int, text: str) -> WishToken:
    hour, minute = token.clock or (0, 0)
    total = (hour * 60 + minute + minutes) % _MINUTES_A_DAY if hour < 24 else hour * 60
    return replace(token, text=text, clock=divmod(total, 60))


def _time_of(token: WishToken, half: WishToken | None) -> time | None:
    """The time that a token stands for, in this half of the day; None when there is no such."""
    if token.clock is None:
        return token.time
    hour, minute = token.clock
    if half is not None and not (half.text not in _OF_TWELVE and _says(half, hour)):
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half.afternoon else 0)
    if (hour, minute) == (24, 0):
        return time(0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _says(half: WishToken, hour: int) -> bool:
    """Whether an hour of 24 lies in that half of the day by itself: "18 Uhr abends"."""
    return half.afternoon and 12 < hour < 24


@dataclass(slots=True)
class _Wish:
    """What has been understood so far. `half` is said of the clock times that follow it."""

    times: set[time] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    without: set[int] = field(default_factory=set)
    half: WishToken | None = None
    excepting: bool = False
    kinds: set[Kind] = field(default_factory=set)  # OFF, WEEKLY, ONCE and TWICE where said

    @property
    def off(self) -> bool:
        return Kind.OFF in self.kinds

    @property
    def bare(self) -> bool:
        """Whether neither hours nor days were said."""
        said = self.times or self.days or self.without
        return not (said or self.kinds & {Kind.WEEKLY, Kind.ONCE, Kind.TWICE})


def _half_behind(tokens: Sequence[WishToken], at: int) -> WishToken | None:
    """The word for the half of the day behind the clock time at `at`, if there is one.

    In German "um 7 am Montag" the word "am" belongs to the day.
    """
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].clock is None or behind is None or Kind.HALF not in behind.kinds:
        return None
    day_follows = at + 2 < len(tokens) and Kind.DAYS in tokens[at + 2].kinds
    return None if Kind.FILLER in behind.kinds and day_follows else behind


def _is_of_a_clock(tokens: Sequence[WishToken], at: int) -> bool:
    """Whether the half of the day at `at` is said of a clock time behind it: "abends um 8"."""
    if tokens[at].clock is not None or Kind.HALF not in tokens[at].kinds:
        return False
    for place in range(at + 1, len(tokens)):
        kinds = tokens[place].kinds
        if Kind.TIME in kinds:
            hour = (tokens[place].clock or (24, 0))[0]
            fits = hour <= 12 or _says(tokens[at], hour)
            return fits and _half_behind(tokens, place) is None
        if Kind.AND in kinds:
            return False
    return False


def _read(tokens: Sequence[WishToken]) -> _Wish | InvalidSchedule:
    wish, at = _Wish(), 0
    while at < len(tokens):
        token = tokens[at]
        if Kind.TIME in token.kinds:
            taken = _read_time(wish, tokens, at)
            if isinstance(taken, InvalidSchedule):
                return taken
            at += taken
        elif Kind.DAYS in token.kinds:
            last = _end_of_range(tokens, at)
            days = _span(token, last) if last else set(token.days)
            wish.without |= days if wish.excepting else set()
            wish.days |= set() if wish.excepting else days
            at += 2 if last else 0
        elif not _read_word(wish, token, alone=len(tokens) == 1):
            return _unreadable(token.text)
        at += 1
    return wish


def _read_time(wish: _Wish, tokens: Sequence[WishToken], at: int) -> int | InvalidSchedule:
    """Add the time at `at`. Returns how many tokens behind it belong to it."""
    wish.excepting = False
    if _is_of_a_clock(tokens, at):
        wish.half = tokens[at]
        return 0
    token, behind = tokens[at], _half_behind(tokens, at)
    hour = (token.clock or (24, 0))[0]
    before = wish.half if wish.half and hour <= 12 else None
    if (moment := _time_of(token, behind or before)) is None:
        return _unreadable(f"{token.text}{behind.text if behind else ''}")
    wish.times.add(moment)
    return int(behind is not None)


def _read_word(wish: _Wish, token: WishToken, *, alone: bool) -> bool:
    """Take a word that is neither a time nor a day; whether it means anything."""
    said = token.kinds & {Kind.OFF, Kind.WEEKLY, Kind.ONCE, Kind.TWICE}
    if Kind.EXCEPT in token.kinds:
        wish.excepting = True
    elif said and (alone or Kind.FILLER not in token.kinds):
        wish.kinds |= said
    elif not token.kinds & _PASSED:
        return False
    return True


def _end_of_range(tokens: Sequence[WishToken], at: int) -> WishToken | None:
    """The last day where the day at `at` begins a range ("mon-fri", "lunes a viernes")."""
    if at + 2 >= len(tokens) or Kind.TO not in tokens[at + 1].kinds:
        return None
    ends = tokens[at], tokens[at + 2]
    return ends[1] if all(len(end.days) == 1 for end in ends) else None


def _span(first: WishToken, last: WishToken) -> set[int]:
    start, end = first.days[0], last.days[0]
    return {(start + step) % 7 for step in range((end - start) % 7 + 1)}


def hours_between(words: str) -> QuietHours | InvalidSchedule | None:
    """Quiet hours as people write them: "22:00-07:00", "10 pm to 7 am", "22 bis 7 Uhr".

    None where the words say that there shall be none.
    """
    tokens = _all_tokens(words)
    if isinstance(tokens, InvalidSchedule):
        return tokens
    kept = [token for token in tokens if not token.kinds <= _PASSED]
    if len(kept) == 1 and Kind.OFF in kept[0].kinds:
        return None
    times = list[time]()
    for at, token in enumerate(kept):
        if Kind.TIME in token.kinds and not _half_of_the_last(kept, at):
            if (moment := _time_of(token, _half_behind(kept, at))) is None:
                return _unreadable(token.text)
            times.append(moment)
        elif not token.kinds & {Kind.TO, Kind.HALF, *_PASSED}:
            return _unreadable(token.text)
    if len(times) != 2 or times[0] == times[1]:
        return _unreadable(words.strip())
    return QuietHours(times[0], times[1])


def _half_of_the_last(tokens: Sequence[WishToken], at: int) -> bool:
    """Whether this word is said of the clock time before it: "10 вечера"."""
    return at > 0 and _half_behind(tokens, at - 1) is tokens[at]


def schedule_from(words: str, current: Schedule) -> Schedule | InvalidSchedule:
    """The schedule that a reader's words make of their present one.

    Days alone keep the hours, hours alone keep the days. "weekly" is one edition on one day.
    """
    tokens = _all_tokens(words)
    wish = tokens if isinstance(tokens, InvalidSchedule) else _read(tokens)
    if isinstance(wish, InvalidSchedule):
        return wish
    if wish.off and wish.bare:
        return replace(current, times=())
    if wish.off or wish.bare:
        return InvalidSchedule(ScheduleFault.NO_TIME)
    if len(wish.times) > MAX_TIMES:
        return InvalidSchedule(ScheduleFault.TOO_MANY)
    if Kind.WEEKLY in wish.kinds:
        return _weekly(wish)
    days = (wish.days or (_EVERY_DAY if wish.without else set())) - wish.without
    if wish.without and not days:
        return InvalidSchedule(ScheduleFault.NO_TIME)
    return Schedule(_hours(wish, current), tuple(sorted(days)) or current.days)


def plain_wish(words: str, current: Schedule) -> Schedule | None:
    """The schedule that plain words wish for, where nothing else is as likely: every word is
    understood, and they sound like it; never that there shall be none."""
    found = schedule_from(words, current) if sounds_like_hours(words) else None
    return found if isinstance(found, Schedule) and found.times else None


def _hours(wish: _Wish, current: Schedule) -> tuple[time, ...]:
    """The hours of a wish, or those that hold where it names none."""
    if wish.times:
        return tuple(sorted(wish.times))
    if Kind.TWICE in wish.kinds:
        return current.times if len(current.times) == len(TWICE_A_DAY) else TWICE_A_DAY
    before = current.times or (DEFAULT_TIME,)
    return before[:1] if Kind.ONCE in wish.kinds else before


def _weekly(wish: _Wish) -> Schedule | InvalidSchedule:
    days, times = wish.days or {WEEKLY_DAY}, wish.times or {WEEKLY_TIME}
    if len(days) > 1 or len(times) > 1:
        return InvalidSchedule(ScheduleFault.ONE_DAY)
    return Schedule(tuple(times), tuple(days))
