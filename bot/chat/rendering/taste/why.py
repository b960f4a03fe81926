"""Why a story came into an edition, what was cut, and the edition as a list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.chat.rendering.keyboards import Rows
from bot.chat.rendering.rich_text import Rich, bold, clip, join, plain, raw
from bot.chat.rendering.texts import count, words
from bot.chat.rendering.times import ago, day_and_hour
from bot.core.model.editions import Contents, Headline, Why
from bot.core.model.messages import Message

_TITLE, _LISTED = 120, 8  # UTF-16 units; smaller stories and mutes that are named

Titled = Callable[[str], str]
"""How a topic is called, by its name."""


def reasons(number: int, held: Contents, now: datetime, language: str, titled: Titled) -> Message:
    """Why the story of this number (from 1) stands in the edition, and what was cut for it."""
    head, why = held.stories[number - 1]
    lines = [bold(plain(f"{number}  {clip(head.title, _TITLE)}"))]
    lines += _reasons(why, now, language, titled) if why else [words("why.unknown", language)]
    piece = join([*lines, *_cut(held, language)], "\n")
    return Message(piece.html, piece.plain)


def _reasons(why: Why, now: datetime, language: str, titled: Titled) -> list[Rich]:
    lines = [words("why.place", language, place=why.place, of=why.of)]
    if why.followed:
        lines.append(words("why.followed", language, title=why.followed))
    lines.append(
        words(
            "why.weight",
            language,
            voices=count("coverage.voices", why.voices, language),
            by_voices=_times(why.by_voices),
            age=ago(why.newest, now, language),
            by_freshness=_times(why.by_freshness),
            by_matter=_times(why.by_matter),
        )
    )
    if why.leanings:
        signed = ", ".join(f"{titled(title)} {strength:+d}" for title, strength in why.leanings)
        lines.append(words("why.leaning", language, what=signed, by=_times(why.leaning)))
    lines.append(words("why.topic", language, topic=titled(why.topic)))
    return [raw("• ") + line for line in lines]


def _cut(held: Contents, language: str) -> list[Rich]:
    lines = list[Rich]()
    if held.rest:
        names = "; ".join(clip(one.title, _TITLE) for one in held.rest[:_LISTED])
        many = count("button.smaller", len(held.rest), language)
        lines.append(words("why.smaller", language, stories=many, titles=names))
    if held.known:
        lines.append(words("why.known", language, n=held.known))
    if held.muted:
        named = ", ".join(f"{clip(title, 40)} {many}" for title, many in held.muted[:_LISTED])
        lines.append(words("why.muted", language, what=named))
    head = [raw("\n") + words("why.cut", language)] if lines else []
    return [*head, *(raw("• ") + line for line in lines)]


def _times(factor: float) -> str:
    return f"×{factor:g}"


def listing(held: Contents, zone: str, language: str, rows: Rows) -> Message:
    """The headlines of an edition, with a button that opens each."""
    lines = [bold(plain(day_and_hour(held.at, zone, language)))]
    lines += [_headline(at, head) for at, (head, _) in enumerate(held.stories, 1)]
    piece = join(lines, "\n")
    return Message(piece.html, piece.plain, rows)


def _headline(number: int, head: Headline) -> Rich:
    return raw(f"{number}  ") + plain(clip(head.title, _TITLE))


def usage(held: Contents | None, language: str) -> Message:
    """How to ask for the reasons of a story."""
    if held is None:
        piece = words("why.none", language)
    else:
        piece = words("why.usage", language, n=len(held.stories))
    return Message(piece.html, piece.plain)
