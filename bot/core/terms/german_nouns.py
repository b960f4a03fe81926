"""German nouns, which are written with a capital though they name nothing.

A noun is a word behind an article or a number, one that many texts use, and one put together of
another and such a noun ("Möbelhändler"). A large city is none, however often the news names it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np

from bot.core.terms.casing import CasedWord
from bot.core.terms.document_frequencies import background, hashed
from bot.core.terms.name_keys import told
from summarizers.text.fold import fold
from summarizers.text.tokens import stem

_NOT_RARE = 0.004  # share of German texts from which a noun is no name
_COMMON = 0.01  # the same from which it is none, though a noun stands before it
_FIRST, _LAST = 3, 3  # letters of the parts of a noun put together of two
_ADJECTIVE = re.compile(r"^[^\W\d_A-ZÄÖÜ]\w+(?:e|en|er|es|em)$")


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(told()[kind]["de"].split())


def german_nouns(words: Sequence[CasedWord]) -> set[str]:
    """Those of an article's words, in small letters, that are nouns and no names."""
    capitals = {word.text.lower() for word in words if word.text[0].isupper()}
    common = _shares(sorted(capitals))
    known = {word for word, share in common.items() if share > _NOT_RARE or _is_end(word)}
    behind = _behind_articles(words)
    found = {word for word in known if fold(word) not in _listed("cities")}
    return behind | (found - _named_by_nouns(words, behind | found, common))


def _named_by_nouns(
    words: Sequence[CasedWord], nouns: set[str], common: dict[str, float]
) -> set[str]:
    """Words right behind a noun that say which one ("die Modekette Brandl")."""
    found = set[str]()
    for before, word in pairwise(words):
        low, adjacent = word.text.lower(), word.place == before.place + len(before.text) + 1
        capitals = before.text[0].isupper() and word.text[0].isupper()
        if adjacent and capitals and before.text.lower() in nouns:
            found.update({low} if common[low] < _COMMON and not _is_end(low) else ())
    return found


def _behind_articles(words: Sequence[CasedWord]) -> set[str]:
    """Words with a capital behind an article, with or without an adjective between, or behind a
    number."""
    found, first = set[str](), ""
    for before, word in pairwise(words):
        opening = before.text.lower() in _listed("articles") or before.text[0].isdigit()
        opening |= bool(_ADJECTIVE.search(before.text)) and first.lower() in _listed("articles")
        if opening and not word.text.isupper():
            found.add(word.text.lower())
        first = before.text
    return found


def _shares(words: Sequence[str]) -> dict[str, float]:
    """The share of German texts that use each word."""
    terms = np.array([hashed(one, "de") for one in stem(words, "de")], np.uint32)
    return dict(zip(words, background().of(terms).tolist(), strict=True))


def _is_end(word: str) -> bool:
    """Whether a word is such a kind, or put together with one."""
    plain = fold(word)
    tails = (plain[at:] for at in range(_FIRST, len(plain) - _LAST + 1))
    return plain in _listed("ends") or any(tail in _listed("ends") for tail in tails)
