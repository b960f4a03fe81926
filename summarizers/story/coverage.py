"""Which words of a story a good short account of it would have, and which outlets tell one matter.

The chance of a word is a logistic function of four counts, fitted on the development half of two
sets of stories told by three outlets each and once more by an editor.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizers.facts.statements import content_words
from summarizers.remembering import remembered
from summarizers.story.candidates import ABOVE_CHARS
from summarizers.text.sentences import first_sentences
from summarizers.text.tokens import runs

# Fitted by logistic regression: 1, share of the outlets that have the word, ln(1 + times), share
# of the outlets whose first sentence has it, share of the headlines that have it.
WEIGHTS = (-3.44, 1.44, 1.85, 0.50, 2.36)
LENGTH = 30
"""Content words that an editor's account has for each bullet that is wanted."""
_WORD_CHARS = 4
_OPENING = 3  # sentences
_NEAR = 0.25  # share of the content words of the shorter one


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


def tell_of_one_matter(one: str, other: str, language: str) -> bool:
    """Whether the first sentences of two articles share enough words.

    What an outlet goes on with that begins with another matter, readers do not want: 10 verdicts
    went for digests with such a bullet and 33 against them, where more is shared 88 and 71.
    """
    mine, theirs = (
        frozenset(content_words(one, language)),
        frozenset(content_words(other, language)),
    )
    return len(mine & theirs) >= _NEAR * min(len(mine), len(theirs))


def opening_of(text: str, language: str) -> str:
    """The first sentences of an article, those that are cut off too."""
    return " ".join(first_sentences(text[:ABOVE_CHARS], language, _OPENING))


@remembered(64)
def words_told(text: str, language: str) -> frozenset[str]:
    """All words but the shortest, and the stems of those that mean something. Small ones stand for
    how much is told: of two beginnings with one event, readers prefer the fuller one."""
    large = [word for word in runs(text.lower()) if len(word) >= _WORD_CHARS]
    return frozenset(large) | frozenset(content_words(text, language))
