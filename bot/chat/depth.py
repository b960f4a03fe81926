"""What only an opened story tells: where its outlets differ, and how it went, day by day."""

from __future__ import annotations

from datetime import datetime

from bot.chat.ages import day
from bot.chat.markup import Rich, clip, href, join, link, plain, raw
from bot.chat.texts import words
from bot.core.edition import Cited, Differing, DigestStory, Moment

_SAID, _NAME, _WHAT = 1000, 60, 80  # UTF-16 units
_DIFFERENCES, _MOMENTS = 4, 8  # lines of each that are shown
_NO_BREAK = "\u00a0"  # keeps the arrow on the line of the last word


def arrow(url: str) -> Rich:
    """The way to the very sentence, never on a line of its own; nothing where there is none.

    Its plain twin is empty: without the link the sign says nothing.
    """
    return Rich(_NO_BREAK + link(raw("↗"), url).html, "") if href(url) else raw("")


def _value(value: Cited) -> Rich:
    outlet = raw(" (") + plain(clip(value.outlet, _NAME)) + raw(")") if value.outlet else raw("")
    return plain(clip(value.text, _WHAT)) + outlet + arrow(value.url)


def _differing(one: Differing) -> Rich:
    what = plain(clip(one.what, _WHAT)) + raw(": ") if one.what else raw("")
    return raw("• ") + what + join((_value(value) for value in one.values), ", ")


def _moment(one: Moment, now: datetime, language: str) -> Rich:
    date = plain(day(one.date, one.precision, now, language))
    outlet = plain(clip(one.told.outlet, _NAME))
    named = raw(" (") + outlet + raw(")") if outlet else raw("")
    return (
        raw("• ")
        + date
        + raw(": ")
        + plain(clip(one.told.text, _SAID))
        + named
        + arrow(one.told.url)
    )


def _under(key: str, lines: list[Rich], language: str) -> list[Rich]:
    """The lines below their heading; it is one piece with the first, so it never stands alone."""
    if not lines:
        return []
    return [raw("\n") + words(key, language) + raw("\n") + lines[0], *lines[1:]]


def lines(story: DigestStory, now: datetime, language: str = "en") -> list[Rich]:
    """The lines below the bullets of an opened story: differences first, then the timeline."""
    differ = [_differing(one) for one in story.differences[:_DIFFERENCES] if one.values]
    went = [_moment(one, now, language) for one in story.timeline[:_MOMENTS]]
    return [
        *_under("story.differ", differ, language),
        *_under("story.went", went, language),
    ]
