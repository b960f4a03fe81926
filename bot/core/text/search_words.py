"""Words for searching: folded so that case and accents do not matter, on any database.

Texts in hand are looked through by these; the store's index by `search_tokens`, to the same end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarizers.text.fold import folded_runs

# Scripts that put no space between words: there a word is found anywhere.
UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_UNSPACED = re.compile(f"[{UNSPACED}]")
PREFIX_FROM = 5
"""Shorter words must stand as they are: "war" is not to find "warning"."""


def needles(words: Iterable[str]) -> list[str]:
    """What must stand in folded text, with spaces around each word, for it to hold all these
    `words` of a reader.

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
    return f" {word}" if len(word) >= PREFIX_FROM else f" {word} "
