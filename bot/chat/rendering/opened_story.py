"""What only an opened story tells: where its outlets differ, how it went, and what is to come."""

from __future__ import annotations

from datetime import datetime

from bot.chat.rendering.rich_text import Rich, clip, href, join, link, plain, raw
from bot.chat.rendering.texts import words
from bot.chat.rendering.times import day
from bot.core.model.editions import Cited, DigestStory, Disagreement, TimelineEntry

_SAID, _NAME, _WHAT = 1000, 60, 80  # UTF-16 units
_DIFFERENCES, _MOMENTS, _COMING = 4, 8, 3  # lines of each that are shown
_NO_BREAK = "\u00a0"  # keeps the arrow on the line of the last word


def arrow(url: str) -> Rich:
    """The way to the very sentence, never on a line of its own; nothing where there is none.

    Its plain twin is empty: without the link the sign says nothing.
    """
    return Rich(_NO_BREAK + link(raw("↗"), url).html, "") if href(url) else raw("")


def _cited(one: Cited, longest: int, named: bool = True) -> Rich:
    """What is said, by whom, and the way there."""
    outlet = plain(clip(one.outlet, _NAME)) if named else raw("")
    by = raw(" (") + outlet + raw(")") if outlet else raw("")
    return plain(clip(one.text, longest)) + by + arrow(one.url)


def _differing(one: Disagreement) -> Rich:
    what = plain(clip(one.what, _WHAT)) + raw(": ") if one.what else raw("")
    return raw("• ") + what + join((_cited(value, _WHAT) for value in one.values), ", ")


def _moment(one: TimelineEntry, now: datetime, language: str, named: bool) -> Rich:
    date = plain(day(one.date, one.precision, now, language))
    return raw("• ") + date + raw(": ") + _cited(one.told, _SAID, named)


def _under(key: str, lines: list[Rich], language: str) -> list[Rich]:
    """The lines below their heading; it is one piece with the first, so it never stands alone."""
    if not lines:
        return []
    return [raw("\n") + words(key, language) + raw("\n") + lines[0], *lines[1:]]


def lines(story: DigestStory, now: datetime, language: str) -> list[Rich]:
    """The lines below the bullets of an opened story: differences first, then the timeline, then
    what is to come; what was announced for a day that has passed is left out.

    Where one outlet alone tells the story, its name stands below and not on every line.
    """
    several = len({article.outlet for article in story.articles}) > 1
    differ = [_differing(one) for one in story.differences[:_DIFFERENCES] if one.values]
    happened = [one for one in story.timeline if not one.ahead]
    coming = [one for one in story.timeline if one.ahead and one.date >= now.date()]
    went = [_moment(one, now, language, several) for one in happened[:_MOMENTS]]
    ahead = [_moment(one, now, language, several) for one in coming[:_COMING]]
    return [
        *_under("story.differ", differ, language),
        *_under("story.went", went, language),
        *_under("story.coming", ahead, language),
    ]
