"""In which order stories are read, and why.

A story weighs more the more independent voices tell it and the fresher it is; a second story of
an outlet that has spoken already weighs less, so that no single feed fills an edition.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.core.models import Story

HALF_LIFE_HOURS = 14.0
_SAME_OUTLET = 0.7


def voices(story: Story) -> int:
    """How many outlets tell the story in their own words; at least 1."""
    return max(1, len({article.outlet for article in story.articles if article.independent}))


def weight(story: Story, now: datetime) -> float:
    """The story's weight at `now`: doubles with four voices, halves in fourteen hours."""
    newest = max(article.published for article in story.articles)
    hours = max(0.0, (now - newest).total_seconds() / 3600)
    return float((1 + 0.5 * math.log2(voices(story))) * 0.5 ** (hours / HALF_LIFE_HOURS))


def best(stories: Iterable[Story], now: datetime) -> Iterator[Story]:
    """The stories in the order to read them, heaviest first, outlets mixed; ties by lower id."""
    waiting = {story.id: (weight(story, now), story) for story in stories}
    spoken: dict[str, int] = {}
    while waiting:
        _, story = max(
            waiting.values(),
            key=lambda row: (row[0] * _SAME_OUTLET ** spoken.get(_lead(row[1]), 0), -row[1].id),
        )
        del waiting[story.id]
        spoken[_lead(story)] = spoken.get(_lead(story), 0) + 1
        yield story


def _lead(story: Story) -> str:
    return story.articles[0].outlet
