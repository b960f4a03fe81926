"""Surnames that stand alone in a sentence, though another gives the whole name.

English only: elsewhere capitals say less of what is a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizers.article import Article
from summarizers.words import stem

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


def loose(article: Article, stop: NDArray[np.floating[Any]]) -> list[Name]:
    """The surnames that stand alone in a sentence below one that has them in full.

    `stop` is above 0 for each of the article's words that is a stop word.
    """
    word, sentence = article.word, article.sentence
    named = article.capital > 0
    named &= (stop[word] == 0) | (article.place > 0)
    named &= ~_empty(article)[word]
    before = np.zeros(word.size + 1, dtype=bool)
    before[1:-1] = named[:-1] & (sentence[1:] == sentence[:-1])
    after = np.zeros(word.size, dtype=bool)
    after[:-1] = named[1:] & (sentence[1:] == sentence[:-1])
    last = named & ~after
    whole, alone = np.flatnonzero(last & before[:-1]), np.flatnonzero(last & ~before[:-1])
    first = np.full(len(article.words), article.size)
    np.minimum.at(first, word[whole], sentence[whole])
    late = alone[first[word[alone]] < sentence[alone]]
    return [
        Name(
            int(name),
            frozenset(sentence[late[word[late] == name]].tolist()),
            frozenset(sentence[whole[word[whole] == name]].tolist()),
        )
        for name in np.unique(word[late])
    ]


def _empty(article: Article) -> NDArray[np.bool_]:
    """Which words are no part of a name: titles, days, months."""
    empty: NDArray[np.bool_] = np.zeros(len(article.words), dtype=bool)
    empty[[article.words[word] for word in _titles() if word in article.words]] = True
    return empty


@cache
def _titles() -> tuple[str, ...]:
    return tuple(stem(_EMPTY.split(), "en"))
