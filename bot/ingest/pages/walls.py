"""Pages that answer 200 and are no article: walls, checks and errors that stand in its place.

A consent wall, a captcha, a block by country, a login, a lost page, a call for JavaScript: each
speaks to its visitor ("your browser", "sign in to continue"), and often its headline is one of a
few. An article about such a thing says so once or twice, and tells a story beside it. So a page
is a wall by its headline and the share of its sentences that speak so.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from bot.core.text.agreement import content_words

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")
_ATTRIBUTED = re.compile(
    r"\b(?:said|says|told|sagte|sagt|teilte|erklärte|a dit|dijo|ha detto|disse)\b|сказал|заявил"
)
_FIRST = 2000
_MOST_READ = 6_000
"""Characters of a text that are looked at."""

_TITLED_SIZE, _TITLED_SHARE = 1500, 0.15
"""Under a wall's headline a text this short, or with this share of a wall's words, is one."""

_SHORT_SIZE, _SHORT_SHARE = 1500, 0.33
"""Without such a headline a short text is a wall by this share of a wall's words, if it does not
tell what its headline says."""

_LONG_SHARE = 0.45
"""The same for a text of any length. Of the sentences of 1,092 articles of the public sets not one
page's speak so to more than .21, and three in four to none."""

_ALL = 0.75
"""A text with this share is a wall, whatever its headline says."""

_BRIEF_SIZE, _BRIEF_SHARE = 700, 0.6
"""A text as short as this, which does not tell what its headline says, is a wall where so much
of it, and two sentences at least, speaks to a visitor of the site."""

_LEAST_HITS = 2

_TITLE_SIZE = 90
QUOTES = frozenset("\"'“”„«»「‘")
"""What a sentence begins with that somebody is quoted with: no wall quotes."""


class WallPatterns(NamedTuple):
    """What `data/walls.toml` holds, compiled: see there."""

    title: re.Pattern[str]
    whole: re.Pattern[str]
    phrase: re.Pattern[str]
    site: re.Pattern[str]
    visitor: re.Pattern[str]


@cache
def _patterns() -> WallPatterns:
    table = tomllib.loads(files("bot.ingest").joinpath("data/walls.toml").read_text("utf-8"))
    title, whole, phrase, site, visitor = ("|".join(table[key]) for key in WallPatterns._fields)
    return WallPatterns(
        re.compile(rf"\W*(?:{title})\W*", re.I),
        re.compile(rf"\W*(?:{whole})\W*", re.I),
        re.compile(phrase, re.I),
        re.compile(rf"\b(?:{site})\b"),
        re.compile(rf"\b(?:{visitor})\b"),
    )


def is_wall_title(title: str) -> bool:
    """Whether a headline is that of a wall, such as "Just a moment..." or "Page not found"."""
    return 0 < len(title) <= _TITLE_SIZE and _patterns().title.fullmatch(title) is not None


def wall_share(text: str) -> float:
    """The share (0 to 1, by characters) of a text's sentences that a wall says to its visitor."""
    told = _patterns()
    split = _SENTENCE.split(text[:_MOST_READ])
    sentences = [one.strip() for one in split if one.strip()]
    size = sum(map(len, sentences))
    hits = sum(
        len(one)
        for one in sentences
        if one[0] not in QUOTES and not _ATTRIBUTED.search(one)
        if told.phrase.search(one) or (len(one) <= _TITLE_SIZE and told.whole.fullmatch(one))
    )
    return hits / size if size else 0.0


def _visitor_share(text: str) -> float:
    """The share (0 to 1, by characters) of a text's sentences that name a part of a site and
    somebody who visits it."""
    told = _patterns()
    sentences = [one for one in _SENTENCE.split(text.lower()) if one.strip()]
    hits = [
        one
        for one in sentences
        if one[0] not in QUOTES and not _ATTRIBUTED.search(one)
        if told.site.search(one) and told.visitor.search(one)
    ]
    return sum(map(len, hits)) / sum(map(len, sentences)) if len(hits) >= _LEAST_HITS else 0.0


def is_wall(text: str, titles: tuple[str, ...], site: str = "") -> bool:
    """Whether a page's text is a wall.

    `titles` are the headlines that the page gives itself (title element, h1); `site` is the name
    of its site, which as a headline says nothing.
    """
    told = [title for title in titles if title and title.casefold() != site.casefold()]
    titled = any(is_wall_title(title) for title in told)
    if titled and len(text) < _TITLED_SIZE:
        return True
    tells = any(_is_told(title, text) for title in told)
    if tells and len(text) >= _SHORT_SIZE:
        return False  # nearly every article: the words of a wall are not looked for in it
    share = wall_share(text)
    if titled or share >= _ALL:
        return share >= _TITLED_SHARE
    if tells:
        return False
    if len(text) < _BRIEF_SIZE and _visitor_share(text) >= _BRIEF_SHARE:
        return True
    return share >= (_SHORT_SHARE if len(text) < _SHORT_SIZE else _LONG_SHARE)


def _is_told(title: str, text: str) -> bool:
    """Whether a text speaks of what its headline names: two of its words, or the only one."""
    words = content_words(title)
    asked = min(2, max(1, len(words)))
    # The first paragraphs tell it nearly always, at a tenth of the cost.
    return any(len(words & content_words(text[:size])) >= asked for size in (_FIRST, _MOST_READ))
