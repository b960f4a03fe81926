"""Words in a row that two outlets have, in quotation marks or not."""

from __future__ import annotations

import re
from functools import lru_cache

_RUN = 4  # words
_WORD = re.compile(r"\w+")
_QUOTATION = re.compile(r"[\"“„«]([^\"“”„«»]{8,400})[\"”“»]")


def shares_quotation(text: str, told: str) -> bool:
    """Whether a sentence quotes words that are told, quoted or not."""
    known = runs_of_words(told)
    return any(runs_of_words(found[1]) & known for found in _QUOTATION.finditer(text))


def quotes_alike(text: str, other: str) -> bool:
    """Whether a sentence quotes what the other one has too, in however few words."""
    theirs = f" {' '.join(_WORD.findall(other.lower()))} "
    quoted = [_WORD.findall(found[1].lower()) for found in _QUOTATION.finditer(text)]
    return any(len(words) > 1 and f" {' '.join(words)} " in theirs for words in quoted)


@lru_cache(maxsize=512)
def runs_of_words(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of four words of a text."""
    words = _WORD.findall(text.lower())
    return frozenset(zip(*(words[i:] for i in range(_RUN)), strict=False))
