"""Pages that carry more than one article: the main one told from those that stand beside it.

An aggregator prints its main article, then sections of its own (hashtags, comments, promotion of
its features), then other articles as cards: outlet, age, outlet again, headline, text. The same
recognition works on plain text and on markup, both given as lines.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from bot.core.model.articles import Related
from bot.core.text import clean
from bot.ingest.pages.relative_dates import age, before, may_hold_age

_HASHTAG = re.compile(r"#(\w[\w\-]{1,40})")
_AGE_WORDS = 5
_NAME_LIMIT = 60
_TITLE_LIMIT = 300
_SHORT = 120
MOST = 50
"""So many of the other articles are kept."""


class ListingLine(NamedTuple):
    """A line of a page; `href` is the first link in it, or ""."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """How a page falls apart: lines before `end` are the main article's.

    `hashtags` are those that the page prints in a section of their own, without the sign.
    """

    end: int
    related: tuple[Related, ...] = ()
    hashtags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Card:
    """Where another article begins: `start` its first line, `body` the first line of its text.

    `stop` is the line after its text, where that is not the next card's first.
    """

    start: int
    body: int
    site: str
    title: ListingLine
    ago: timedelta
    stop: int | None = None


@cache
def _headings() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads(files("bot.ingest").joinpath("data/sections.toml").read_text("utf-8"))
    return {kind: re.compile(rf"\W*(?:{p})\W*", re.I) for kind, p in table["headings"].items()}


def heading(text: str) -> str:
    """What section a line is the heading of: "related", "hashtags", "comments", or ""."""
    if len(text) <= _NAME_LIMIT:
        for kind, pattern in _headings().items():
            if pattern.fullmatch(text):
                return kind
    return ""


def split(
    lines: Sequence[ListingLine], moment: datetime | None = None, whole_day: bool = False
) -> Split | None:
    """Tell the main article from the others, or None when the page holds only one.

    `moment` is when the page was made, from which ages are counted back; `whole_day` says that
    only its day is known. The others need a heading ("Related Articles") and one card that names
    outlet and age, or two cards that name their outlet twice.
    """
    texts = [line.text for line in lines]
    found = _cards(lines)
    anchors = [i for i, text in enumerate(texts) if heading(text) == "related"] if found else []
    for anchor in anchors:
        after = [card for card, _ in found if card.start > anchor]
        if after and after[0].start - anchor <= 3:
            end = _main_end(texts, anchor)
            if after[0].start - anchor > 1 and (after[0], True) not in found:
                after = _turned(lines, anchor, after)
            return _told_apart(lines, end, after, moment, whole_day)
    twice = [card for card, repeated in found if repeated]
    if len(twice) >= 2 and twice[0].start > 0:
        return _told_apart(lines, _main_end(texts, twice[0].start), twice, moment, whole_day)
    return None


def _turned(lines: Sequence[ListingLine], anchor: int, cards: list[_Card]) -> list[_Card]:
    """Cards whose headline and text stand above the line with outlet and age."""
    found, top = list[_Card](), anchor + 1
    for card in cards:
        if top < card.start:
            title = lines[top]
            found.append(replace(card, start=top, body=top + 1, title=title, stop=card.start))
        top = card.body - 1
    return found


def _told_apart(
    lines: Sequence[ListingLine],
    end: int,
    cards: list[_Card],
    moment: datetime | None,
    whole_day: bool,
) -> Split:
    related = []
    for card, stop in zip(cards, [*(c.start for c in cards[1:]), len(lines)], strict=True):
        rows = lines[card.body : stop if card.stop is None else card.stop]
        body = clean.paragraphs(line.text for line in rows)
        date = before(moment, card.ago, whole_day)
        title = clean.title(card.title.text, card.site)
        related.append(Related(title, "\n\n".join(body), card.site, date, card.title.href))
    between = " ".join(line.text for line in lines[end : cards[0].start])
    hashtags = tuple(dict.fromkeys(_HASHTAG.findall(between)))
    return Split(end, tuple(related[:MOST]), hashtags)


def _main_end(texts: Sequence[str], anchor: int) -> int:
    """Where the main article ends: at the first heading of the short sections before `anchor`."""
    end = anchor
    for index in range(anchor - 1, -1, -1):
        text = texts[index]
        if heading(text):
            end = index
        elif len(text) > _SHORT:
            break
    return end


def _cards(lines: Sequence[ListingLine]) -> list[tuple[_Card, bool]]:
    """Every place where another article begins, and whether its outlet is named twice."""
    found: list[tuple[_Card, bool]] = []
    aged = [len(line.text) <= _SHORT and may_hold_age(line.text) for line in lines]
    index = 0
    while index < len(lines) - 1:
        card = _named_card(lines, index) if aged[index + 1] else None
        card = card or (_inline_card(lines, index) if aged[index] else None)
        if card is None:
            index += 1
        else:
            found.append(card)
            index = card[0].body
    return found


def _named_card(lines: Sequence[ListingLine], index: int) -> tuple[_Card, bool] | None:
    """Outlet, age, perhaps the outlet again, headline."""
    site, ago = lines[index].text, age(lines[index + 1].text)
    if ago is None or not _is_name(site):
        return None
    return _card(lines, index, index + 2, site, ago)


def _inline_card(lines: Sequence[ListingLine], index: int) -> tuple[_Card, bool] | None:
    """Outlet and age in one line, then the headline."""
    words = lines[index].text.split()
    if len(words) > 16 or not words:
        return None
    for count in range(min(_AGE_WORDS, len(words) - 1), 0, -1):
        ago = age(" ".join(words[-count:]))
        site = " ".join(words[:-count]).strip(" ·•|,–—-")
        if ago is not None and _is_name(site):
            return _card(lines, index, index + 1, site, ago)
    return None


def _card(
    lines: Sequence[ListingLine], start: int, place: int, site: str, ago: timedelta
) -> tuple[_Card, bool] | None:
    """The card whose headline is at `place`, or one later when the outlet is named again."""
    repeated = place < len(lines) and _same(lines[place].text, site)
    place += repeated
    if place >= len(lines) or len(lines[place].text) > _TITLE_LIMIT:
        return None
    return _Card(start, place + 1, clean.line(site), lines[place], ago), repeated


def _is_name(text: str) -> bool:
    """Whether a line can be an outlet's name: short, and no sentence."""
    named = 2 <= len(text) <= _NAME_LIMIT and text[-1] not in ".!?:;…。"
    return named and age(text) is None and not clean.is_furniture(text)


def _same(text: str, site: str) -> bool:
    return text.strip(" -–—·•|").casefold() == site.strip(" -–—·•|").casefold()
