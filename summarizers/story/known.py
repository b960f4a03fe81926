"""What a reader of a story's headline and chosen bullets knows, and how likely its words are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from summarizers.facts.statements import Statement, statement

_FEW = 10
_RARE = 0.1  # how likely a word is that no outlet's account was asked about


@dataclass(frozen=True, slots=True)
class Known:
    """What a reader knows: the headline and the chosen bullets, as text and as what they state.

    `likely` is how likely an editor's account of the story has each word.
    """

    text: str
    language: str
    words: frozenset[str]
    numbers: frozenset[float]
    likely: Mapping[str, float]

    @classmethod
    def of(cls, texts: Iterable[str], language: str, likely: Mapping[str, float]) -> Known:
        """What these texts tell together."""
        texts = tuple(texts)
        states = [statement(text, language) for text in texts]
        words = frozenset[str]().union(*(one.words for one in states))
        numbers = frozenset[float]().union(*(values(one) for one in states))
        return cls("\n".join(texts), language, words, numbers, likely)

    def mass(self, words: Iterable[str]) -> float:
        """How many of these words an editor's account is expected to have; exact, so that the order
        of a set, which differs between processes, decides nothing."""
        return fsum([self.likely.get(word, _RARE) for word in words])

    def share(self, words: frozenset[str]) -> float:
        """The weighed share of these words that is told."""
        return self.mass(words & self.words) / (self.mass(words) or 1.0)


def values(states: Statement) -> frozenset[float]:
    """The numbers that a sentence states, whatever they count."""
    return frozenset(value for value, _, _ in states.numbers)


def sizeable(figures: Iterable[float]) -> frozenset[float]:
    """The numbers that are no small count, which may be anybody's ("10 senators", "2-1")."""
    return frozenset(value for value in figures if value > _FEW or value % 1)
