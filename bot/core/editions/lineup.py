"""The order in which an edition takes stories, which all chats share that want the same."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import accumulate

from bot.core.editions import ranking
from bot.core.editions.taste import Judged, judged
from bot.core.editions.telling import lead_article
from bot.core.model.articles import Story
from bot.core.model.editions import Headline
from bot.core.model.tastes import NO_TASTE, Taste


@dataclass(frozen=True, slots=True)
class LineUp:
    """Stories as a taste has them, in the `order` in which they are taken; `bare` are the same
    without what they are called, `after` how many articles tell each and those behind it. There
    are hundreds of line-ups at a time, so that each is small."""

    order: tuple[Story, ...]
    tasted: Judged
    bare: tuple[Headline, ...]
    after: Sequence[int]
    _headlines: dict[int, Headline] = field(default_factory=dict, compare=False, repr=False)

    def headline(self, story: Story) -> Headline:
        """What a story is called for which there is no room; looked for once."""
        known = self._headlines.get(story.id)
        if known is None:
            known = Headline(story.id, lead_article(story.articles).title)
            self._headlines[story.id] = known
        return known


def line_up(
    stories: Sequence[Story],
    now: datetime,
    *,
    oldest: datetime | None = None,
    taste: Taste = NO_TASTE,
    half_life: float = ranking.HALF_LIFE_HOURS,
) -> LineUp:
    """What is followed first, then the rest, each heaviest first. Stories whose newest article came
    out before `oldest` are left out; `half_life` (hours) is that of weights."""
    if oldest is not None:
        stories = [one for one in stories if ranking.newest(one) >= oldest]
    tasted = judged(stories, taste)
    eyed = [story for story in tasted.stories if story.id in tasted.followed]
    others = [story for story in tasted.stories if story.id not in tasted.followed]
    parts = [ranking.best(part, now, tasted.factors, half_life) for part in (eyed, others)]
    order = tuple(story for part in parts for story in part)
    after = array("I", accumulate(len(story.articles) for story in reversed(order)))
    return LineUp(order, tasted, tuple(_bare(story.id) for story in order), after[::-1])


@lru_cache(maxsize=8192)  # a story stands in hundreds of line-ups, and in the editions of each
def _bare(story_id: int) -> Headline:
    return Headline(story_id, "")
