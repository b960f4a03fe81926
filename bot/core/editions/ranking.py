"""In which order stories are read, and why.

A story weighs more the more independent voices tell it, the fresher it is and the more it matters
to many (`significance`); a second story that one outlet alone tells weighs less, so that no single
feed fills an edition. What has no date of its own may be of any age, and what has no bullets tells
little: both come last.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.editions.publishers import voices
from bot.core.editions.significance import LEAD_CHARS, significance
from bot.core.model.articles import Article, Story

HALF_LIFE_HOURS = 14.0
_SAME_OUTLET = 0.7
_MIXED = 64  # stories among which outlets are mixed; nobody reads on so far in one edition
_UNDATED = 0.2
_BARE = 0.2


def is_dated(article: Article) -> bool:
    """Whether the article's date is its own, and not merely when we first saw it."""
    return article.published < article.seen


def newest(story: Story) -> datetime:
    """When its newest article came out; of undated ones, when it was first seen."""
    dated = [article.published for article in story.articles if is_dated(article)]
    return max(dated or [article.published for article in story.articles])


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


def weighed(story: Story, now: datetime, half_life: float = HALF_LIFE_HOURS) -> Weight:
    """The story's weight at `now`, taken apart; `half_life` in hours."""
    hours = max(0.0, (now - newest(story)).total_seconds() / 3600)
    dated = any(is_dated(article) for article in story.articles)
    told = any(article.bullets for article in story.articles)
    return Weight(
        voices=1 + 0.5 * math.log2(voices(story.articles)),
        freshness=float(0.5 ** (hours / half_life)),
        matter=_significance(story),
        form=(1.0 if dated else _UNDATED) * (1.0 if told else _BARE),
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
    """The stories in the order to read them, heaviest first, outlets mixed among the first
    sixty-four; ties by lower id.

    Where all are old, ages are counted from the newest, so that the order still says something.
    `factors` are by how much a reader's leanings move the weight of a story, by its id.
    """
    leant = factors or {}
    given = [story for story in stories if story.articles]
    dated = [newest(story) for story in given if any(map(is_dated, story.articles))]
    now = min([now, *([max(dated)] if dated else [])])
    waiting = {one.id: (weight(one, now, half_life) * leant.get(one.id, 1.0), one) for one in given}
    alone = {story.id: _only_voice(story) for story in given}
    spoken: dict[str, int] = {}
    while waiting and len(given) - len(waiting) < _MIXED:
        _, story = max(
            waiting.values(),
            key=lambda row: (row[0] * _SAME_OUTLET ** spoken.get(alone[row[1].id], 0), -row[1].id),
        )
        del waiting[story.id]
        if alone[story.id]:
            spoken[alone[story.id]] = spoken.get(alone[story.id], 0) + 1
        yield story
    for _, story in sorted(waiting.values(), key=lambda row: (-row[0], row[1].id)):
        yield story


def _significance(story: Story) -> float:
    """That of the article which shows it most: outlets play one event up or down."""
    told = (significance(a.title, a.text[:LEAD_CHARS], a.language) for a in story.articles)
    return max(told)


def _only_voice(story: Story) -> str:
    """The outlet that alone tells a story; "" where several do, whoever had it first."""
    return story.articles[0].outlet if voices(story.articles) == 1 else ""
