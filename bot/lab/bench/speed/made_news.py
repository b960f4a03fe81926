"""A month of made news, for measuring answers: articles with texts as long as the news has them.

Events have outlets, words, names and topics of their own, and words are as unevenly common as in a
language (Zipf's law). The words themselves are made of syllables. Everything follows from the seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import product
from typing import NamedTuple

import numpy as np

from bot.core.model.articles import Article
from bot.core.model.feeds import Feed
from summarizers.document import Bullet

OUTLETS, DAYS = 200, 30
_SYLLABLES = [c + v for c, v in product("bdfgklmnprstvz", "aeiou")]
_WORDS, _EXPONENT = 20_000, 1.05
_EVENT_WORDS, _LARGEST = 24, 40  # words of an event's own; outlets of one event
_SENTENCE_WORDS, _FEWEST_SENTENCES, _MOST_SENTENCES = 17, 8, 40
_COMMON = "the of to and in a that for on is was with said by as it at from has be".split()


class MadeArticle(NamedTuple):
    """An article without an id, and the number of the event that it tells of."""

    article: Article
    event: int


def vocabulary() -> list[str]:
    """Made words, the most common first; the first are English ones that join others."""
    made = ("".join(parts) for size in (2, 3) for parts in product(_SYLLABLES, repeat=size))
    stride = 17  # neighbours in order would look too much alike
    words = [word for number, word in enumerate(made) if number % stride == 0]
    return [*_COMMON, *words[: _WORDS - len(_COMMON)]]


def made_feeds() -> list[Feed]:
    """The bundled feeds that the articles come from: the first has the id 1 in a new store."""
    return [
        Feed(f"https://outlet{number}.example/feed", f"Outlet {number}")
        for number in range(1, OUTLETS + 1)
    ]


class _Writer:
    """Writes what one outlet tells of an event."""

    def __init__(self, random: np.random.Generator, topics: Sequence[str]) -> None:
        self._random, self._topics, self._words = random, topics, vocabulary()
        ranks = np.arange(1, _WORDS + 1) ** -_EXPONENT
        self._up_to = np.cumsum(ranks / ranks.sum())

    def article(self, number: int, event: int, seed: int, seen: datetime) -> Article:
        """Its title, text and bullets; the same `seed` is the same event."""
        random = np.random.default_rng(seed)
        own = [self._words[at] for at in random.integers(500, _WORDS, _EVENT_WORDS)]
        names = [f"{a.title()} {b.title()}" for a, b in zip(own[:8:2], own[1:8:2], strict=True)]
        topics = [self._topics[at] for at in random.integers(len(self._topics), size=2)]
        sentences = self._sentences(own, names)
        outlet = int(self._random.integers(1, OUTLETS + 1))
        text = "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))
        return Article(
            url=f"https://outlet{outlet}.example/{number}",
            title=f"{names[0]} {' '.join(own[8:13])} {names[1]}",
            text=text,
            outlet=f"Outlet {outlet}",
            published=seen - timedelta(minutes=20),
            seen=seen,
            language="en",
            bullets=_bullets(text, sentences[:5]),
            hashtags=tuple(own[13:16]),
            topics=tuple(dict.fromkeys(topics[: 1 + event % 2])),
            feed_id=outlet,
        )

    def _sentences(self, own: Sequence[str], names: Sequence[str]) -> list[str]:
        count = int(self._random.integers(_FEWEST_SENTENCES, _MOST_SENTENCES))
        drawn = np.searchsorted(self._up_to, self._random.random(count * _SENTENCE_WORDS))
        told = [self._words[min(at, _WORDS - 1)] for at in drawn.tolist()]
        for place in self._random.integers(len(told), size=4 * count).tolist():
            told[place] = own[place % _EVENT_WORDS]
        rows = [told[at : at + _SENTENCE_WORDS] for at in range(0, len(told), _SENTENCE_WORDS)]
        return [
            f"{names[place % len(names)]} {' '.join(row)} {place * 7 + 3}."
            for place, row in enumerate(rows)
        ]


def _bullets(text: str, sentences: Sequence[str]) -> tuple[Bullet, ...]:
    starts = [text.index(sentence) for sentence in sentences]
    return tuple(Bullet(s, at, at + len(s)) for s, at in zip(sentences, starts, strict=True))


def made_news(
    count: int, until: datetime, topics: Sequence[str], seed: int = 1
) -> Iterator[MadeArticle]:
    """So many articles of the thirty days before `until`, in the order of being seen."""
    random = np.random.default_rng(seed)
    sizes = np.minimum(random.zipf(2.2, count), _LARGEST)
    sizes = sizes[: int(np.searchsorted(sizes.cumsum(), count)) + 1]
    event_of = np.repeat(np.arange(len(sizes)), sizes)[:count]
    hours = random.random(len(sizes))[event_of] * 24 * DAYS + random.exponential(5.0, count)
    hours = np.minimum(hours, 24 * DAYS - 0.01)
    seeds = random.integers(2**32, size=len(sizes))
    writer = _Writer(random, topics)
    for number, at in enumerate(np.argsort(hours, kind="stable").tolist()):
        seen = until - timedelta(hours=24 * DAYS - float(hours[at]))
        event = int(event_of[at])
        yield MadeArticle(writer.article(number, event, int(seeds[event]), seen), event)
