"""Which stories of a list are read in full: those that an edition will open, and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.core.editions import ranking
from bot.core.editions.lineup import LineUp, line_up
from bot.core.model.articles import Story
from bot.core.model.chats import Shown
from bot.core.model.tastes import NO_TASTE, Aim, Taste, Wish


def looks_at_texts(taste: Taste) -> bool:
    """Whether a taste can only be judged by the whole texts of all stories: words are looked for in
    all of a text."""
    return any(rule.aim is Aim.WORDS and rule.wish is not Wish.LEAN for rule in taste.rules)


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
    if looks_at_texts(taste):
        return [story.id for story in stories if oldest is None or ranking.newest(story) >= oldest]
    line = line_up(stories, now, oldest=oldest, taste=taste, half_life=half_life)
    return [story.id for story in needed_of(line, limit, shown or {})]


def needed_of(line: LineUp, limit: int, shown: Mapping[int, Shown]) -> list[Story]:
    """The stories of a line-up that `compose_from` tells, given the same arguments."""
    needed, chosen = list[Story](), 0
    for story in line.order:
        before = shown.get(story.id)
        if before:
            new = any(article.id not in before.article_ids for article in story.articles)
            needed += [story] if new else []
        elif chosen < (2 * limit if story.id in line.tasted.followed else limit):
            chosen += 1
            needed.append(story)
    return needed
