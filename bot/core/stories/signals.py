"""Small signs that two articles tell of the same day's event: weekdays and numbers they name."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

NUMBERS = 8  # of an article that are looked at, the headline's first
_LEAD = 400  # characters in which a weekday is that of the event, not of some background
_NUMBER = re.compile(r"\d[\d.,:]*\d|\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNSPACED = frozenset({"zh", "ja", "ko"})


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Seven patterns, Monday's first; none where we do not know the names."""
    text = (files("bot.core") / "data" / "weekdays.toml").read_text("utf-8")
    edge = "" if language in _UNSPACED else r"\b"
    return tuple(re.compile(f"{edge}(?:{name})") for name in tomllib.loads(text).get(language, ()))


def weekdays(title: str, text: str, language: str) -> int:
    """The weekdays named in the headline and the first lines, one bit each (Monday is 1)."""
    lead = f"{title} {text[:_LEAD]}".lower()
    named = (bool(day.search(lead)) << n for n, day in enumerate(_patterns(language)))
    return sum(named)


def numbers(title: str, text: str) -> NDArray[np.uint16]:
    """Hashes of the first distinct numbers that are no years, (8,); 0 where there are fewer."""
    found = dict.fromkeys(
        crc32(number.encode()) % 65535 + 1
        for number in _NUMBER.findall(f"{title} {text}")
        if not _YEAR.fullmatch(number)
    )
    row = np.zeros(NUMBERS, dtype=np.uint16)
    first = list(found)[:NUMBERS]
    row[: len(first)] = first
    return row


def weekday_agreement(mine: int, theirs: NDArray[np.uint8]) -> NDArray[np.float64]:
    """1 where a weekday is shared, -1 where both name others, 0 where one names none."""
    both = (theirs != 0) & (mine != 0)
    return np.where(both, np.where((theirs & mine) != 0, 1.0, -1.0), 0.0)


def number_agreement(mine: NDArray[np.uint16], theirs: NDArray[np.uint16]) -> NDArray[np.float64]:
    """Shared numbers over the numbers of the one that has fewer; `theirs` is (n, 8)."""
    shared = ((theirs[:, :, None] == mine[None, None, :]) & (mine != 0)).any(axis=2).sum(axis=1)
    fewer = np.minimum((theirs != 0).sum(axis=1), np.count_nonzero(mine))
    agreement: NDArray[np.float64] = shared / np.maximum(fewer, 1)
    return agreement
