"""Words for searching: folded so that case and accents do not matter, on any database.

SQLite's own LIKE and lower() know ASCII only, so both sides of the comparison are folded here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizers.text.fold import folded_runs

# Scripts that put no space between words: there a word is found anywhere.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_PREFIX_FROM = 5
"""Shorter words must stand as they are: "war" is not to find "warning"."""


def word_line(texts: Iterable[str]) -> str:
    """The distinct folded words of `texts` in order of appearance, with spaces around each."""
    found = dict.fromkeys(word for text in texts for word in folded_runs(text))
    return f" {' '.join(found)} "


def needles(words: Iterable[str]) -> list[str]:
    """What must stand in a word line for it to hold all these `words` of a reader.

    A word of five letters and more also finds words that begin with it ("elect", "election").
    """
    parts = dict.fromkeys(part for word in words for part in folded_runs(word))
    return [_needle(part) for part in parts]


def exact_needle(words: str) -> str:
    """What must stand in folded text for these folded words to stand there just as they are."""
    return words if _UNSPACED.search(words) else f" {words} "


def _needle(word: str) -> str:
    if _UNSPACED.search(word):
        return word
    return f" {word}" if len(word) >= _PREFIX_FROM else f" {word} "
