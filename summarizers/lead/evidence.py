"""How much each sentence promises to be what an editor would tell of the article.

Two linear models, learnt from pages and the standfirsts that their editors wrote, and from articles
and editors' highlights: one for the first bullet, one for those behind it. They are evidence beside
the article's own order, which stands unless a later sentence promises clearly more. What they count
is what the headline promises and what the article keeps coming back to, not words of any language.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from summarizers.document import Document
from summarizers.facts.statements import Statement, statement
from summarizers.lead.draft import Draft, Fit
from summarizers.lead.fitness import speaks_to_its_reader
from summarizers.resources import load_toml

OPENING = (
    "first", "later", "promise", "headline_first", "central", "central_names", "words",
    "few_words", "uneven", "quoted", "reader",
)  # fmt: skip
"""The features of a sentence, in the order of `features`."""
FURTHER = (*OPENING, "told", "new_names", "new_number", "before", "leans")
"""Those of a sentence beside bullets that are chosen."""
_FEW, _USUAL = 8, 24
"""Words of a sentence: few, and as many as news usually has."""
_COPY = 0.75
"""Share of a sentence's content words in an earlier one from which it is no second mention."""
_SHRINK = 6
"""Content words added to a sentence's own where its mean is taken: short ones do not win."""
_QUOTES = ('"', "“", "„", "«", "‘", "'")


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of both models, and what the sentence next in the text gets for its place."""

    opening: tuple[float, ...]
    further: tuple[float, ...]
    opening_margin: float
    further_margin: float


@cache
def model() -> Weights:
    """The trained weights of `lead_model.toml`."""
    table = load_toml("lead_model.toml")
    return Weights(
        tuple(float(table["opening"][name]) for name in OPENING),
        tuple(float(table["further"][name]) for name in FURTHER),
        float(table["opening"]["margin"]),
        float(table["further"]["margin"]),
    )


class Evidence:
    """The sentences of a document that may stand, and what speaks for each."""

    def __init__(self, document: Document, guide: Statement, fit: Sequence[Fit]) -> None:
        self.states = [statement(one.text, document.language) for one in fit]
        self._counts = Counter(word for one in _distinct(self.states) for word in one.words)
        self._fit, self._guide, self._language = fit, guide, document.language
        self._rows = dict[int, tuple[float, ...]]()

    def row(self, place: int) -> tuple[float, ...]:
        """The features of OPENING of the sentence at `place`."""
        if place not in self._rows:
            text, states = self._fit[place].text, self.states[place]
            self._rows[place] = features(
                text, self._language, place, states, self._guide, self._counts
            )
        return self._rows[place]

    def promised(self, place: int) -> tuple[float, int]:
        """(the share of the headline's words that a sentence holds, names twice; how many)."""
        return promised(self._guide, self.states[place])

    def opening(self, place: int) -> float:
        """How much the sentence at `place` of the fit ones promises as the first bullet."""
        return _dot(model().opening, self.row(place))

    def further(self, place: int, draft: Draft) -> float:
        """The same as a bullet beside the chosen ones."""
        return _dot(model().further, self.further_row(place, draft))

    def further_row(self, place: int, draft: Draft) -> tuple[float, ...]:
        """The features of FURTHER."""
        states, one = self.states[place], self._fit[place]
        size = len(states.words) + 1
        figures = {value for value, _, _ in states.numbers}
        return (
            *self.row(place),
            len(states.words & draft.words) / size,
            len(states.names - draft.names) / 3,
            float(bool(figures - draft.numbers)),
            float(one.index < min(draft.chosen, default=0)),
            float(one.leans),
        )


def features(
    text: str,
    language: str,
    place: int,
    states: Statement,
    guide: Statement,
    counts: Mapping[str, int],
) -> tuple[float, ...]:
    """The features of OPENING. `place` counts the fit sentences from 0; `counts` says how many of
    them have a word."""
    size, length = len(states.words) + _SHRINK, text.count(" ") + 1
    return (
        float(place == 0),
        math.log1p(place),
        promised(guide, states)[0],
        float(place == 0 and bool(guide.words)),
        math.fsum([math.log(counts.get(word) or 1) for word in states.words]) / size,
        math.fsum([math.log(counts.get(word) or 1) for word in states.newsworthy]) / size,
        math.log(length),
        float(length < _FEW),
        abs(length - _USUAL) / _USUAL,
        float(text.startswith(_QUOTES)),
        float(speaks_to_its_reader(text, language)),
    )


def _distinct(found: Sequence[Statement]) -> list[Statement]:
    """The statements without those that an earlier one holds mostly: captions repeat the text."""
    kept = list[Statement]()
    for states in found:
        much = _COPY * len(states.words)
        large = (one.words for one in kept if len(one.words) >= much)
        if not any(len(states.words & words) >= much for words in large):
            kept.append(states)
    return kept


def promised(guide: Statement, states: Statement) -> tuple[float, int]:
    """(the share of the headline's words that a sentence holds, names twice; how many it holds).

    Figures count as words.
    """
    figures = {value for value, _, _ in guide.numbers}
    whole = len(guide.words) + len(guide.names) + len(figures)
    words = len(guide.words & states.words)
    words += len(figures & {value for value, _, _ in states.numbers}) if figures else 0
    return (words + len(guide.names & states.words)) / whole if whole else 0.0, words


def _dot(weights: Sequence[float], row: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, row, strict=True))
