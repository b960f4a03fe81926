"""Surnames that stand alone in a sentence, though another gives the whole name.

English only: elsewhere capitals say less of what is a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizers.ranker.tokenized import TokenizedArticle
from summarizers.text.tokens import stem

_EMPTY = (
    "mr mrs ms miss dr monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december"
)
"""Before a surname they say no more of who somebody is than it does alone."""


@dataclass(frozen=True, slots=True)
class Name:
    """A surname, as a word of the article: the sentences that have it alone, and in full.

    In full is with a word before it that has a capital too: a first name, a role.
    """

    word: int
    alone: frozenset[int]
    whole: frozenset[int]


def loose(article: TokenizedArticle, stop: NDArray[np.floating[Any]]) -> list[Name]:
    """The surnames that stand alone in a sentence below one that has them in full.

    `stop` is above 0 for each of the article's words that is a stop word.
    """
    word, sentence = article.word, article.sentence
    named = article.capital > 0
    named &= (stop[word] == 0) | (article.place > 0)
    named &= ~_empty(article)[word]
    before = np.zeros(word.size, dtype=bool)
    before[1:] = named[:-1] & (sentence[1:] == sentence[:-1])
    after = np.zeros(word.size, dtype=bool)
    after[:-1] = named[1:] & (sentence[1:] == sentence[:-1])
    last = named & ~after
    whole = _sentences(article, last & before)
    alone = _sentences(article, last & ~before)
    return [
        Name(name, frozenset(places), frozenset(whole[name]))
        for name, every in alone.items()
        if name in whole and (places := [place for place in every if place > whole[name][0]])
    ]


def _sentences(article: TokenizedArticle, tokens: NDArray[np.bool_]) -> dict[int, list[int]]:
    """The sentences that have these tokens, in order, by the tokens' words."""
    at = np.flatnonzero(tokens)
    found: dict[int, list[int]] = {}
    for word, sentence in zip(
        article.word[at].tolist(), article.sentence[at].tolist(), strict=True
    ):
        found.setdefault(word, []).append(sentence)
    return found


def _empty(article: TokenizedArticle) -> NDArray[np.bool_]:
    """Which words are no part of a name: titles, days, months."""
    empty: NDArray[np.bool_] = np.zeros(len(article.words), dtype=bool)
    empty[[article.words[word] for word in _titles() if word in article.words]] = True
    return empty


@cache
def _titles() -> tuple[str, ...]:
    return tuple(stem(_EMPTY.split(), "en"))
