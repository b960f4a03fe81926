"""Articles made up for measuring: their words are as common as those of the news.

Every event has an outlet or more (a few have dozens) and words of its own; many belong to a saga
whose words they share with the events before and after, so that the index is full of look-alikes.
Everything follows from the seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.core.stories.grouping import GroupingItem
from bot.core.terms.document_frequencies import background
from bot.core.terms.vectors import TermCounts

START, DAYS = datetime(2026, 1, 1, tzinfo=UTC), 30
OUTLETS, SAGAS = 200, 40
EVENT_WORDS, SAGA_WORDS = 30, 30
HEADLINE_WORDS = 5
LARGEST = 40  # outlets of one event

Words = NDArray[np.uint32]


class _Event(NamedTuple):
    number: int
    words: Words
    saga: Words


class _Vocabulary:
    """Draws words as often as the news uses them."""

    def __init__(self, random: np.random.Generator) -> None:
        known = background()
        self._random, self._keys = random, known.keys
        self._up_to = np.cumsum(known.shares, dtype=np.float64)

    def usual(self, count: int) -> Words:
        """So many words of any text."""
        drawn = self._random.random(count) * self._up_to[-1]
        at = np.searchsorted(self._up_to, drawn).clip(max=len(self._keys) - 1)
        words: Words = self._keys[at]
        return words

    def telling(self, count: int) -> Words:
        """So many words, rare ones as likely as common ones."""
        return self._random.choice(self._keys, count)


def made_articles(count: int, seed: int = 1) -> Iterator[tuple[GroupingItem, TermCounts, int]]:
    """Articles in order of date, each with its terms and the number of its event. The ids are 0,
    1, 2, …"""
    random = np.random.default_rng(seed)
    words = _Vocabulary(random)
    sagas = [words.telling(SAGA_WORDS) for _ in range(SAGAS)]
    sizes = np.minimum(random.zipf(2.2, count), LARGEST)
    sizes = sizes[: int(np.searchsorted(sizes.cumsum(), count)) + 1]
    begins = random.random(len(sizes)) * DAYS
    event_of = np.repeat(np.arange(len(sizes)), sizes)[:count]
    days = begins[event_of] + random.exponential(0.4, count)
    seeds = random.integers(2**32, size=len(sizes))
    for number, at in enumerate(np.argsort(days, kind="stable").tolist()):
        event = _event(int(event_of[at]), int(seeds[event_of[at]]), words, sagas)
        date = START + timedelta(days=float(days[at]))
        source = f"outlet {random.integers(OUTLETS)}"
        yield (
            GroupingItem(number, "", "", date, source, "en"),
            _terms(event, words, random),
            event.number,
        )


def _event(number: int, seed: int, words: _Vocabulary, sagas: list[Words]) -> _Event:
    """The same event for the same seed: the words it is told in."""
    random = np.random.default_rng(seed)
    saga = sagas[int(random.integers(len(sagas)))] if random.random() < 0.5 else words.telling(0)
    return _Event(number, random.choice(background().keys, EVENT_WORDS), saga)


def _terms(event: _Event, words: _Vocabulary, random: np.random.Generator) -> TermCounts:
    """What one outlet writes of it: most of its words, some of its saga's, and any others."""
    told = random.permutation(event.words)[: int(random.integers(EVENT_WORDS // 2, EVENT_WORDS))]
    around = random.permutation(event.saga)[: int(random.integers(1, SAGA_WORDS // 2))]
    others = words.usual(int(random.integers(40, 140)))
    terms = np.array(list(dict.fromkeys([*told.tolist(), *around.tolist(), *others.tolist()])))
    often = random.geometric(0.6, len(terms))
    often[: len(told)] += random.geometric(0.6, len(told))  # what it is about comes up again
    return TermCounts(terms.astype(np.uint32), often.astype(np.uint16), HEADLINE_WORDS)
