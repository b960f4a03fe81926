"""One edition of several days: what goes on is told, what is over is a headline.

In a daily edition a story of last week weighs next to nothing; here the half-life of its weight
grows with the days, so that what mattered on Tuesday still stands in Sunday's edition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Unpack

from bot.core.editions import ranking
from bot.core.editions.composition import DigestParts, compose
from bot.core.editions.needed_texts import needed_texts
from bot.core.model.articles import Story
from bot.core.model.chats import Shown
from bot.core.model.editions import Digest
from bot.core.model.tastes import NO_TASTE, Taste

FINISHED_AFTER = timedelta(hours=24)
"""A story without a new article for that long is over."""
_DAY = timedelta(days=1)
_MORE = 2  # stories more than in an edition of one day


def merge(
    stories: Sequence[Story],
    *,
    now: datetime,
    since: datetime,
    limit: int,
    bullets: int,
    shown: Mapping[int, Shown],
    topics: Sequence[str] = (),
    taste: Taste = NO_TASTE,
    oldest: datetime | None = None,
    **more: Unpack[DigestParts],
) -> Digest:
    """An edition of what came `since` then; arguments as those of `composition.compose`.

    About as many stories that are over follow as headlines. Where nothing goes on any more, what
    is over is told.
    """
    half_life, (ongoing, over) = _half_life(now, since), _parted(stories, now)

    def composed(some: Sequence[Story], bullets: int) -> Digest:
        return compose(
            some,
            now=now,
            limit=limit + _MORE,
            bullets=bullets,
            oldest=oldest,
            shown=shown,
            topics=topics,
            taste=taste,
            half_life=half_life,
            **more,
        )

    told, ended = composed(ongoing, bullets), composed(over, 1)
    if not told.stories:
        return composed(over, bullets)
    return _joined(told, ended)


def needed(
    stories: Sequence[Story], *, now: datetime, since: datetime, limit: int, **more: Any
) -> list[int]:
    """The ids of the stories whose texts `merge` reads; arguments as those of `needed_texts`."""
    options = {"now": now, "limit": limit + _MORE, "half_life": _half_life(now, since), **more}
    return [key for part in _parted(stories, now) for key in needed_texts(part, **options)]


def _half_life(now: datetime, since: datetime) -> float:
    return ranking.HALF_LIFE_HOURS * max(1.0, (now - since) / _DAY)


def _parted(stories: Sequence[Story], now: datetime) -> tuple[list[Story], list[Story]]:
    """The stories that go on, and those that are over."""
    ongoing = [story for story in stories if now - ranking.newest(story) < FINISHED_AFTER]
    going = {story.id for story in ongoing}
    return ongoing, [story for story in stories if story.id not in going]


def _joined(told: Digest, ended: Digest) -> Digest:
    """What goes on, with what is over as headlines."""
    return replace(
        told,
        finished=ended.stories,
        rest=(*told.rest, *ended.rest),
        known=told.known + ended.known,
        muted=_added(told.muted, ended.muted),
        article_count=told.article_count + ended.article_count,
    )


def _added(*muted: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """How many stories each mute has hidden in all."""
    sums = Counter[str]()
    for row in muted:
        sums.update(dict(row))
    return tuple(sums.items())
