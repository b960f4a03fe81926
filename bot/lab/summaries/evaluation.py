"""The measures: ROUGE against references, ranks, hygiene, and how sure a difference is.

Used by the benchmarks, the training command and the quality floor in the tests; nothing here
runs while a reader waits.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, fields

from bot.lab.summaries.rouge import Rouge, ngram_f1, rouge, tokens
from summarizers.bullets import rules
from summarizers.bullets.selection import says_same, word_set
from summarizers.document import Bullet, Document
from summarizers.text.boilerplate import is_furniture
from summarizers.text.tokens import WORD

__all__ = [
    "Hygiene",
    "Interval",
    "Rouge",
    "bootstrap",
    "hygiene_of",
    "is_cut_from",
    "lead",
    "ndcg",
    "oracle",
    "rouge",
]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean difference with the ends of its 95 % interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Hygiene:
    """Counts over one or more summaries: bullets in all, and how many have each fault.

    `dangling`: starts with a pronoun or connective and the sentence before it is not the bullet
    above; `long`: over 280 characters; `repeated`: says what a bullet above says; `junk`: page
    furniture, a fragment, "he said" alone; `question` and `open_quote` as named; `foreign`: not
    the sentence at its offsets with whole phrases left out.
    """

    bullets: int = 0
    dangling: int = 0
    long: int = 0
    repeated: int = 0
    junk: int = 0
    question: int = 0
    open_quote: int = 0
    foreign: int = 0

    def __add__(self, other: Hygiene) -> Hygiene:
        """Both counted together."""
        sums = (getattr(self, f.name) + getattr(other, f.name) for f in fields(self))
        return Hygiene(*sums)


def hygiene_of(bullets: Sequence[Bullet], document: Document) -> Hygiene:
    """The faults of one summary of `document`, whose sentences say what stands before what."""
    before = {
        sentence.start: document.sentences[i - 1].start if i else None
        for i, sentence in enumerate(document.sentences)
    }
    total = Hygiene()
    for place, bullet in enumerate(bullets):
        above = bullets[place - 1].start if place else None
        follows = above is not None and before.get(bullet.start) == above
        total += Hygiene(
            bullets=1,
            dangling=not follows and rules.needs_context(bullet.text, document.language),
            long=len(bullet.text) > rules.MAX_BULLET_CHARS,
            repeated=any(_repeats(bullet, other) for other in bullets[:place]),
            junk=_is_junk(bullet.text),
            question=rules.is_question(bullet.text),
            open_quote=rules.has_open_quote(bullet.text),
            foreign=not is_cut_from(bullet.text, document.text[bullet.start : bullet.end]),
        )
    return total


def _repeats(bullet: Bullet, other: Bullet) -> bool:
    return says_same(word_set(bullet.text), word_set(other.text))


def _is_junk(text: str) -> bool:
    return is_furniture(text) or rules.is_fragment(text) or rules.is_said_alone(text)


def is_cut_from(text: str, source: str) -> bool:
    """Whether the words of `text`, in their order and case, all stand in `source`."""
    words = iter(WORD.findall(source))
    return all(word in words for word in WORD.findall(text))


def lead(document: Document, count: int = 3) -> list[Bullet]:
    """The first sentences, headings left out: what every news summariser has to beat."""
    firsts = [sentence for sentence in document.sentences if not sentence.heading][:count]
    return [Bullet(sentence.text, sentence.start, sentence.end) for sentence in firsts]


def oracle(document: Document, reference: Sequence[str], count: int = 3) -> list[Bullet]:
    """Up to `count` whole sentences, taken greedily for ROUGE-1 + ROUGE-2 with the reference.

    What no extractive method without deletion can be expected to pass (Nallapati et al., 2017).
    """
    target = tokens("\n".join(reference))
    bags = [tokens(sentence.text) for sentence in document.sentences]
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < count:
        gains = [
            (_gain(sorted([*chosen, i]), bags, target), -i)
            for i in range(len(bags))
            if i not in chosen
        ]
        value, place = max(gains, default=(0.0, 0))
        if value <= best:
            break
        best = value
        chosen.append(-place)
    picked = [document.sentences[i] for i in sorted(chosen)]
    return [Bullet(sentence.text, sentence.start, sentence.end) for sentence in picked]


def _gain(indices: Sequence[int], bags: Sequence[list[str]], target: list[str]) -> float:
    candidate = [token for i in indices for token in bags[i]]
    return ngram_f1(candidate, target, 1) + ngram_f1(candidate, target, 2)


def ndcg(ranking: Sequence[int], relevance: Sequence[float], count: int = 3) -> float:
    """Normalised discounted cumulative gain of the first `count` ranked indices, 0 to 1."""
    gains = [relevance[i] for i in ranking[:count]]
    best = sorted(relevance, reverse=True)[:count]
    ideal = _discounted(best)
    return _discounted(gains) / ideal if ideal else 0.0


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def bootstrap(
    ours: Sequence[float], theirs: Sequence[float], rounds: int = 1000, seed: int = 1
) -> Interval:
    """The mean paired difference and its 95 % interval, resampled over documents.

    Both sequences hold one score a document, in the same order; empty ones give zeros.
    """
    differences = [a - b for a, b in zip(ours, theirs, strict=True)]
    if not differences:
        return Interval(0.0, 0.0, 0.0)
    chance = random.Random(seed)  # noqa: S311 - resampling, no secret
    size = len(differences)
    means = sorted(sum(chance.choices(differences, k=size)) / size for _ in range(rounds))
    low, high = means[int(0.025 * rounds)], means[int(0.975 * rounds) - 1]
    return Interval(sum(differences) / size, low, high)
