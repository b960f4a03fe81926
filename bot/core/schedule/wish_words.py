"""The words in which readers wish for hours, cut into pieces that each stand for something.

>>> [token.text for token in wish_tokens("Mo-Fr halb acht")]
['mo', '-', 'fr', 'halb', 'acht']

The words are those of all languages of the interface (`core/data/schedule_words.toml`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any

from summarizers.text.fold import fold

SHOWN = 20  # characters of what was not understood
_MAX_LETTERS = 200  # a longer text is no wish for hours
_GROUPS = {"daily": tuple(range(7)), "weekdays": tuple(range(5)), "weekend": (5, 6)}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_TIME = re.compile(
    r"(\d{1,2})(?:\s?[:.]\s?(\d{2})|\s?(?:h|uhr)(?:\s?(\d{2}))?(?!\w)|(\d{2}))?(?![\d:.]*\d)"
)
_SPACE = re.compile(r"\s+")
_BETWEEN = re.compile(r"[\s,;+&/.]+")
_LISTING = frozenset(",;+&/")
# Words that are written as one: "Sonntagmorgen", "полвосьмого".
_COMPOUND = re.compile(
    r"\b(?:((?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend)"
    r"(?=(?:morgen|vormittag|mittag|nachmittag|abend)s?\b)|(пол)-?(?=\w+(?:ого|его)\b))"
)


class Kind(Enum):
    """What a phrase can stand for; one phrase can stand for several things."""

    TIME = "time"
    HALF = "half"
    DAYS = "days"
    TO = "to"
    OFF = "off"
    WEEKLY = "weekly"
    ONCE = "once"
    TWICE = "twice"
    EXCEPT = "except"
    AND = "and"
    COMMA = "comma"
    UNIT = "unit"
    FILLER = "filler"
    MINUTES_BEFORE = "minutes_before"
    MINUTES_BEHIND = "minutes_behind"


@dataclass(frozen=True, slots=True)
class WishToken:
    """A phrase with all that it can stand for, or the hour and minute of a clock time.

    `minutes` are those that it adds to the hour beside it: 30 of "half past", -30 of "halb".
    """

    text: str
    kinds: frozenset[Kind]
    days: tuple[int, ...] = ()
    time: time | None = None
    afternoon: bool = False
    clock: tuple[int, int] | None = None
    minutes: int = 0


_COMMA = WishToken(",", frozenset({Kind.COMMA}))


@cache
def _lexicon() -> Mapping[str, WishToken]:
    data = tomllib.loads((files("bot.core") / "data" / "schedule_words.toml").read_text("utf-8"))
    found: dict[str, WishToken] = {}

    def add(phrase: str, kind: Kind, **means: Any) -> None:
        key = fold(phrase)
        known = found.get(key, WishToken(key, frozenset()))
        found[key] = replace(known, kinds=known.kinds | {kind}, **means)

    for day, names in enumerate(data["days"].values()):
        for name in names.split():
            add(name, Kind.DAYS, days=(day,))
    for group, phrases in data["groups"].items():
        for phrase in phrases:
            add(phrase, Kind.DAYS, days=_GROUPS[group])
    for hour, phrases in data["times"].items():
        for phrase in phrases:
            add(phrase, Kind.TIME, time=time.fromisoformat(hour))
    for half, phrases in data["halves"].items():
        for phrase in phrases:
            add(phrase, Kind.HALF, afternoon=half == "pm")
    for number, names in data["numbers"].items():
        for name in names.split():
            add(name, Kind.TIME, clock=(int(number), 0))
    for kind in (Kind.MINUTES_BEFORE, Kind.MINUTES_BEHIND):
        for minutes, phrases in data[kind.value].items():
            for phrase in phrases:
                add(phrase, kind, minutes=int(minutes))
    for name, phrases in data["words"].items():
        for phrase in phrases:
            add(phrase, Kind(name))
    return found


@cache
def _begins() -> frozenset[str]:
    data = tomllib.loads((files("bot.core") / "data" / "schedule_words.toml").read_text("utf-8"))
    return frozenset(fold(word) for word in data["plain"]["begins"])


def sounds_like_hours(words: str) -> bool:
    """Whether a text that is no command is likely to wish for hours, if it can be read as such:
    with a clock time that is no mere number, or begun as such wishes are ("every …")."""
    first, _, rest = words.strip().partition(" ")
    if any(letter.isdigit() for letter in words):
        return any(letter.isalpha() or letter == ":" for letter in words)
    return bool(rest) and fold(first) in _begins()


@cache
def _phrase() -> re.Pattern[str]:
    """Any known phrase, the longest first."""
    longest = sorted(_lexicon().keys() - {"-"}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})(?!\w)|-")


def wish_tokens(words: str) -> list[WishToken] | str:
    """All pieces of a reader's words in order, or the first of them that is none."""
    if len(words) > _MAX_LETTERS:
        return words[:SHOWN]
    text = _SPACE.sub(" ", fold(words.translate(_DASHES)))
    text = _COMPOUND.sub(lambda found: f"{found[0].rstrip('-')} ", text)
    tokens, at = list[WishToken](), 0
    while at < len(text):
        if found := _BETWEEN.match(text, at):
            tokens += [_COMMA] if _LISTING & set(found[0]) else []
        elif found := _TIME.match(text, at):
            clock = int(found[1]), int(found[2] or found[3] or found[4] or 0)
            tokens.append(WishToken(found[0], frozenset({Kind.TIME}), clock=clock))
        elif found := _phrase().match(text, at):
            tokens.append(_lexicon()[found[0]])
        else:
            return text[at:].split()[0][:SHOWN]
        at = found.end()
    return tokens
