"""What is new in a sentence, given those that a reader has seen.

A sentence repeats another when most of what it states stands there already, in whatever words. A
figure or a name that was not seen is always news.

>>> new_since(["A blaze killed three people.", "The mayor resigned."], ["Three died in a fire."])
[1]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from summarizers.facts.statements import Number, Statement, statement

REPEATED = 0.6
"""Weighed share of a statement's words in another from which it says nothing of its own."""
_PLAIN_SHARE = 0.55  # the same for words that are no names: who it is about is not what happened
_BOTH = 0.9  # the same for two sentences taken together
_NAME_WEIGHT = 2.0


def new_since(candidates: Sequence[str], shown: Sequence[str], language: str = "") -> list[int]:
    """Indices of the sentences in `candidates` that say something new, in order.

    New is what is said neither in `shown` nor by a candidate taken before. `language` is an ISO
    639-1 code, "" when unknown.
    """
    known = [statement(text, language) for text in shown]
    taken = list[int]()
    for index, text in enumerate(candidates):
        mine = statement(text, language)
        if not is_known(mine, known):
            known.append(mine)
            taken.append(index)
    return taken


def is_known(mine: Statement, known: Sequence[Statement]) -> bool:
    """Whether everything that `mine` states, figures and names too, stands in `known`."""
    if not mine.words and not mine.numbers:
        return True
    if any(not _is_told(number, known) for number in mine.numbers):
        return False
    if mine.newsworthy - union(one.words for one in known):
        return False
    return any(repeats(mine, one) for one in known) or _in_two(mine, known)


def _in_two(mine: Statement, known: Sequence[Statement]) -> bool:
    """Whether two known sentences together say it all."""
    first = max(known, key=lambda one: overlap(mine, one), default=None)
    if first is None or mine.negated != first.negated or mine.opposites & first.words:
        return False
    second = max(known, key=lambda one: len(mine.words & (one.words | first.words)))
    both = replace(first, words=first.words | second.words)
    return overlap(mine, both) >= _BOTH


def _is_told(number: Number, known: Sequence[Statement]) -> bool:
    """Whether a figure stands there: itself, or one that it is a rounding of."""
    _, low, high = number
    return any(low <= value <= high for one in known for value, _, _ in one.numbers)


def repeats(mine: Statement, other: Statement) -> bool:
    """Whether `mine` says what `other` says, figures aside."""
    if mine.negated != other.negated or overlap(mine, other) < REPEATED:
        return False
    if mine.opposites & other.words - mine.words:
        return False
    plain = mine.words - mine.names
    return len(plain & other.words) >= _PLAIN_SHARE * len(plain)


def overlap(mine: Statement, other: Statement) -> float:
    """Share of what `mine` states that `other` states too, from 0 to 1; names count double."""
    whole = len(mine.words) + (_NAME_WEIGHT - 1) * len(mine.names)
    shared = len(mine.words & other.words) + (_NAME_WEIGHT - 1) * len(mine.names & other.words)
    return shared / whole if whole else 1.0


def union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """All members of all sets."""
    return frozenset().union(*sets)
