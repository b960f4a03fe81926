"""A length of time at the end of a reader's words: "election 2w", "Wahl für eine Woche".

>>> split_span("election 2w")
Lasting(words='election', length=datetime.timedelta(days=14))
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files

from summarizers.text.fold import fold

_JOINED = re.compile(r"(\d{1,4})([^\W\d_]+)")
_MOST = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Lasting:
    """Words, and for how long they shall hold; a `length` of None is for ever."""

    words: str
    length: timedelta | None = None


@cache
def _lexicon() -> tuple[Mapping[str, int], Mapping[str, frozenset[str]]]:
    data = tomllib.loads((files("bot.core") / "data" / "span_words.toml").read_text("utf-8"))
    units = {fold(w): int(hours) for hours, names in data["units"].items() for w in names.split()}
    words = {key: frozenset(map(fold, names.split())) for key, names in data["words"].items()}
    return units, words


def split_span(text: str) -> Lasting:
    """The words without the length of time that they end with. What would leave no words is no
    length, and nothing lasts longer than ten years unless it is for ever."""
    whole = text.split()
    taken, length = _at_end([fold(word).rstrip(".,!") for word in whole])
    if not 0 < taken < len(whole):
        return Lasting(" ".join(whole))
    if len(whole) > taken + 1 and fold(whole[-taken - 1]) in _lexicon()[1]["before"]:
        taken += 1
    return Lasting(" ".join(whole[:-taken]), length and min(length, _MOST))


def _at_end(words: list[str]) -> tuple[int, timedelta | None]:
    """How many words at the end say a length of time (0: none do), and which."""
    units, names = _lexicon()
    last = words[-1] if words else ""
    before = words[-2] if len(words) > 1 else ""
    if last in names["ever"]:
        return 1, None
    if (joined := _JOINED.fullmatch(last)) and joined[2] in units:
        return 1, timedelta(hours=int(joined[1]) * units[joined[2]]) or None
    if last in units and (before in names["one"] or re.fullmatch(r"[1-9]\d{0,3}", before)):
        many = int(before) if before.isdigit() else 1
        return 2, timedelta(hours=many * units[last])
    if last in units and before in names["before"] and len(last) > 1:
        return 1, timedelta(hours=units[last])
    return 0, None
