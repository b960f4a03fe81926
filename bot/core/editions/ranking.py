"""In which order stories are read, and why.

A story weighs more the more independent voices tell it, the fresher it is and the more it matters
to many (`significance`); a second story that one outlet alone tells weighs less, so that no single
feed fills an edition. What has no date of its own may be of any age, and what has no bullets tells
little: both come last.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from heapq import heapify, heappop, heappush

from bot.core.editions.publishers import voices
from bot.core.editions.significance import LEAD_CHARS, significance
from bot.core.model.articles import Article, Story

HALF_LIFE_HOURS = 14.0
_SAME_OUTLET = 0.7
_UNDATED = 0.2
_BARE = 0.2


def is_dated(article: Article) -> bool:
    """Whether the article's date is its own, and not merely when we first saw it."""
    return article.published < article.seen


def newest(story: Story) -> datetime:
    """When its newest article came out; of undated ones, when it was first seen."""
    return _standing(story.articles).newest


def many_voices(story: Story) -> int:
    """How many publishers tell it in their own words."""
    return _standing(story.articles).many


@dataclass(frozen=True, slots=True)
class Weight:
    """What a story's weight is the product of: `voices` doubles with four of them, `freshness`
    halves in fourteen hours, `matter` is up to three times as much for what matters to many as for
    what is no news, `form` is 1, or less for what has no date of its own or no bullets."""

    voices: float
    freshness: float
    matter: float
    form: float

    @property
    def value(self) -> float:
        """The weight itself."""
        return self.voices * self.freshness * self.matter * self.form


@dataclass(frozen=True, slots=True)
class _Standing:
    """What of a story's weight no hour changes; see `newest` and `Weight`. `alone` is the outlet
    that alone tells it, "" where several do, whoever had it first; `many` how many tell it in their
    own words; `dated` whether any article has a date of its own."""

    newest: datetime
    dated: bool
    alone: str
    many: int
    voices: float
    matter: float
    form: float


@lru_cache(maxsize=8192)  # a story is weighed at every request
def _standing(articles: tuple[Article, ...]) -> _Standing:
    dates = [article.published for article in articles if is_dated(article)]
    told, many = any(article.bullets for article in articles), voices(articles)
    return _Standing(
        newest=max(dates or [article.published for article in articles]),
        dated=bool(dates),
        alone=articles[0].outlet if many == 1 else "",
        many=many,
        voices=1 + 0.5 * math.log2(many),
        # That of the article which shows it most: outlets play one event up or down.
        matter=max(significance(a.title, a.text[:LEAD_CHARS], a.language) for a in articles),
        form=(1.0 if dates else _UNDATED) * (1.0 if told else _BARE),
    )


def weighed(story: Story, now: datetime, half_life: float = HALF_LIFE_HOURS) -> Weight:
    """The story's weight at `now`, taken apart; `half_life` in hours."""
    standing = _standing(story.articles)
    hours = max(0.0, (now - standing.newest).total_seconds() / 3600)
    return Weight(
        voices=standing.voices,
        freshness=float(0.5 ** (hours / half_life)),
        matter=standing.matter,
        form=standing.form,
    )


def weight(story: Story, now: datetime, half_life: float = HALF_LIFE_HOURS) -> float:
    """The story's weight at `now`, see `Weight`."""
    return weighed(story, now, half_life).value


def best(
    stories: Iterable[Story],
    now: datetime,
    factors: Mapping[int, float] | None = None,
    half_life: float = HALF_LIFE_HOURS,
) -> Iterator[Story]:
    """The stories in the order to read them, heaviest first, outlets mixed; ties by lower id.

    Where all are old, ages are counted from the newest, so that the order still says something.
    `factors` are by how much a reader's leanings move the weight of a story, by its id.
    """
    leant = factors or {}
    told = {story.id: story for story in stories if story.articles}
    given = [(story, _standing(story.articles)) for story in told.values()]
    dated = [standing.newest for _, standing in given if standing.dated]
    now = min([now, *([max(dated)] if dated else [])])
    queues = defaultdict[tuple[str, int], list[tuple[float, int]]](list)
    for one, standing in given:  # of an outlet's own stories the heaviest waits for its turn
        queue = queues[standing.alone, 0 if standing.alone else one.id]
        queue.append((-weight(one, now, half_life) * leant.get(one.id, 1.0), one.id))
    turns = list[tuple[float, int, int, list[tuple[float, int]]]]()
    for queue in queues.values():
        queue.sort(reverse=True)
        turns.append((*queue.pop(), 0, queue))
    heapify(turns)
    while turns:
        _, key, spoken, queue = heappop(turns)
        yield told[key]
        if queue:
            heaviness, following = queue.pop()
            lighter = heaviness * _SAME_OUTLET ** (spoken + 1)
            heappush(turns, (lighter, following, spoken + 1, queue))
