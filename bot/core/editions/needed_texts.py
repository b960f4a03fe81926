"""Which stories of a list are read in full: those that an edition will open, and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.core.editions import ranking
from bot.core.editions.composition import ordered
from bot.core.editions.taste import judged
from bot.core.model.articles import Story
from bot.core.model.chats import Shown
from bot.core.model.tastes import NO_TASTE, Aim, Taste, Wish


def needed_texts(
    stories: Sequence[Story],
    *,
    now: datetime,
    limit: int,
    oldest: datetime | None = None,
    shown: Mapping[int, Shown] | None = None,
    taste: Taste = NO_TASTE,
    half_life: float = ranking.HALF_LIFE_HOURS,
) -> list[int]:
    """The ids of the stories whose texts `compose` reads, given the same arguments: those for
    which there is room, and of those shown before all that have another article now."""
    seen = shown or {}
    fresh = [s for s in stories if oldest is None or ranking.newest(s) >= oldest]
    if any(rule.aim is Aim.WORDS and rule.wish is not Wish.LEAN for rule in taste.rules):
        return [story.id for story in fresh]  # words are looked for in all of a text
    needed, chosen, tasted = list[int](), 0, judged(fresh, taste)
    for story in ordered(tasted, now, half_life):
        before = seen.get(story.id)
        if before:
            new = any(article.id not in before.article_ids for article in story.articles)
            needed += [story.id] if new else []
        elif chosen < (2 * limit if story.id in tasted.followed else limit):
            chosen += 1
            needed.append(story.id)
    return needed
