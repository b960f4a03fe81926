"""The few sentences of a scored article that may become bullets, each as short as it reads well."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from summarizers.arrays import Floats, Ints
from summarizers.bullets import rules
from summarizers.bullets.compression import Phrase, leave_out, removable
from summarizers.ranker.scoring import Scored
from summarizers.ranker.tokenized import word_offsets

PAIR_WEIGHT = 1.3
"""How much shared word pairs count beside shared words."""
MIN_PROMISE = 0.40
"""A phrase goes when it promises less than this for each of its tokens."""
MIN_PROMISE_WHEN_LONG = 0.50
"""The same for sentences over 160 characters."""
PREFERRED_CHARS = 160
MIN_TOKENS = 6
"""Tokens that must stay."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence as it would stand as a bullet: its words and pairs (numbers of the article)."""

    sentence: int
    text: str
    words: Ints
    pairs: Ints
    size: int
    needs_context: bool


@dataclass(frozen=True, slots=True)
class Pools:
    """How many candidates are looked at: the best `best`, and the first `first` sentences."""

    best: int = 7
    first: int = 3


def promise(scored: Scored) -> Floats:
    """What each sentence alone promises: expected ROUGE-1 plus weighted ROUGE-2."""
    lengths = scored.article.lengths.astype(np.float32)
    counts = scored.counts
    size = scored.article.size
    mass = np.bincount(counts.sentence, scored.words[counts.word], size)
    at = scored.article.sentence[scored.bigrams.at]
    links = np.bincount(at, scored.links[scored.bigrams.number], size)
    total = mass / (lengths + scored.length)
    total += PAIR_WEIGHT * links / (lengths + scored.length - 2)
    return (2 * total).astype(np.float32)


def pool(scored: Scored, language: str, sizes: Pools) -> list[Candidate]:
    """Candidates in reading order, with the predecessors of those that lean on one."""
    order = [int(i) for i in np.argsort(-promise(scored), kind="stable")]
    made: dict[int, Candidate | None] = {}

    def candidate(index: int) -> Candidate | None:
        if index not in made:
            made[index] = make(scored, index, language)
        return made[index]

    fit = (index for index in order[: 4 * sizes.best] if candidate(index))
    picked = set(islice(fit, sizes.best))
    picked |= {i for i in range(min(sizes.first, scored.article.size)) if candidate(i)}
    for index in sorted(picked, reverse=True):
        _add_predecessors(index, picked, candidate)
    return [found for index in sorted(picked) if (found := candidate(index))]


def _add_predecessors(
    index: int, picked: set[int], candidate: Callable[[int], Candidate | None]
) -> None:
    while index > 0 and (found := candidate(index)) and found.needs_context:
        index -= 1
        if candidate(index):
            picked.add(index)


def make(scored: Scored, index: int, language: str) -> Candidate | None:
    """The sentence with its cheap phrases left out, or None when it cannot be a bullet."""
    text = scored.article.texts[index]
    start, size = int(scored.article.starts[index]), int(scored.article.lengths[index])
    gone = _cheap(scored, text, range(start, start + size), language)
    short = leave_out(text, [priced.phrase for priced in gone]) if gone else text
    if len(short) > rules.MAX_BULLET_CHARS or rules.is_refused(short, index, language):
        return None
    if rules.is_inside_quotation(scored.article.sentences, index):
        return None
    tokens, begun = _left(scored, range(start, start + size), gone)
    return Candidate(
        sentence=index,
        text=short,
        words=scored.article.word[tokens],
        pairs=begun,
        size=int(tokens.size),
        needs_context=rules.needs_context(short, language),
    )


def _left(scored: Scored, tokens: range, gone: list[_Priced]) -> tuple[Ints, Ints]:
    """(tokens, pairs) of a sentence without these phrases."""
    kept = np.arange(tokens.start, tokens.stop)
    if not gone:
        return kept, scored.bigrams.begun[kept[:-1]]
    stays = np.ones(len(tokens), dtype=bool)
    for priced in gone:
        stays[priced.first : priced.last] = False
    kept = kept[stays]
    return kept, scored.bigrams.begun[kept[:-1][kept[1:] - kept[:-1] == 1]]


@dataclass(frozen=True, slots=True)
class _Priced:
    """A phrase with its first and last token in the sentence, and what a token of it promises."""

    phrase: Phrase
    first: int
    last: int
    price: float


def _cheap(scored: Scored, text: str, tokens: range, language: str) -> list[_Priced]:
    """The phrases that promise too little, cheapest first, none overlapping another."""
    limit = MIN_PROMISE_WHEN_LONG if len(text) > PREFERRED_CHARS else MIN_PROMISE
    phrases = removable(text, language)
    offsets = word_offsets(text) if phrases else []
    words = scored.article.word[tokens.start : tokens.stop].tolist()
    priced = [_price(scored, words, tokens.start, offsets, phrase) for phrase in phrases]
    gone: list[_Priced] = []
    left, letters = len(tokens), len(text)
    for item in sorted(priced, key=lambda item: item.price):
        size = item.last - item.first
        apart = all(item.last <= other.first or item.first >= other.last for other in gone)
        wanted = item.price < limit or letters > rules.MAX_BULLET_CHARS
        if wanted and apart and left - size >= MIN_TOKENS and size < 0.65 * len(tokens):
            gone.append(item)
            left -= size
            letters -= item.phrase.end - item.phrase.start
    return gone


def _price(
    scored: Scored, words: list[int], start: int, offsets: list[int], phrase: Phrase
) -> _Priced:
    """Chances of the words found only inside the phrase, and of the pairs that touch it.

    A phrase about the picture beside the text is worth nothing.
    `words` are the sentence's, `start` the first one's token, `offsets` where they begin.
    """
    first, last = bisect_left(offsets, phrase.start), bisect_left(offsets, phrase.end)
    if phrase.idle:
        return _Priced(phrase, first, last, 0.0)
    own = set(words[first:last]).difference(words[:first], words[last:])
    begun = scored.bigrams.begun[start + max(first - 1, 0) : start + last]
    links = scored.links[begun[begun >= 0]].sum()
    worth = float(scored.words[list(own)].sum() + links) if own else float(links)
    return _Priced(phrase, first, last, worth / max(last - first, 1))
