"""Which words of a story a good short account of it would have.

The chance of a word is a logistic function of four counts, fitted on the development half of two
sets of stories told by three outlets each and once more by an editor.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Fitted by logistic regression: 1, share of the outlets that have the word, ln(1 + times), share
# of the outlets whose first sentence has it, share of the headlines that have it.
WEIGHTS = (-3.44, 1.44, 1.85, 0.50, 2.36)
LENGTH = 30
"""Content words that an editor's account has for each bullet that is wanted."""


@dataclass(frozen=True, slots=True)
class OutletText:
    """What one outlet tells: the content words of its headlines and of each of its sentences."""

    headline: frozenset[str]
    sentences: tuple[tuple[str, ...], ...]


def word_probabilities(outlets: Sequence[OutletText]) -> dict[str, float]:
    """How likely an editor's account has each word of a story's sentences, from 0 to 1."""
    voices, times = dict[str, int](), dict[str, int]()
    leads, headlines = dict[str, int](), dict[str, int]()
    for told in outlets:
        said = [word for sentence in told.sentences for word in sentence]
        _count(times, said)
        _count(voices, set(said))
        _count(leads, set(told.sentences[0] if told.sentences else ()))
        _count(headlines, told.headline)
    size, (base, voice, often, lead, headline) = len(outlets), WEIGHTS
    return {
        word: _logistic(
            base
            + voice * voices[word] / size
            + often * math.log1p(count)
            + lead * leads.get(word, 0) / size
            + headline * headlines.get(word, 0) / size
        )
        for word, count in times.items()
    }


def _count(counts: dict[str, int], seen: Iterable[str]) -> None:
    for key in seen:
        counts[key] = counts.get(key, 0) + 1


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))
