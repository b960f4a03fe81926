"""The dates of a page that its markup names as such: <time>, microdata, elements called "date".

A page has several: of its teasers above the headline, of its comments and related articles
below, of its last change. The one of the article stands by its headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bot.core.text.markup import SILENT_TAGS
from bot.ingest.pages.blocks.features import letters
from bot.ingest.pages.dating.dates import CHANGE, DATED, When, days_in, stated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = re.compile(r"[dD]ate|ublish|osted|time|datum|fecha")
_MOST = 200
"""So many named elements of a page are looked at."""

_SHORT = 80
"""An element whose text has more characters holds more than a date."""

_FOREIGN = re.compile(
    r"comment|related|recent|sidebar|teaser|popular|trending|recommend|upcoming|carousel"
    r"|\bcard|also|promo"
)
_APART = frozenset({"footer", "aside", "nav"})
_CLOSE = 3
"""A date above the headline is the article's if both stand in an element that is at most so
many steps above the headline."""

_BODY_LEVELS = frozenset({"body", "main", "html"})


_NEAR = 600
"""A date after the headline is the article's if so many characters of text, at most, part them."""


class Marks(NamedTuple):
    """The date by the headline, and the first that stands further off."""

    near: When | None
    far: When | None


class Marked(NamedTuple):
    """A date that an element names: `published` where it says that it is the publication's."""

    when: When
    element: HtmlElement
    published: bool


def marked_up(root: HtmlElement, headline: str = "", *, month_first: bool = False) -> Marks:
    """The dates in the page's markup that may be the publication's.

    By the headline means: soon after it, or right above it. One that says that it is the
    publication's goes before one that does not. A page without a headline has its first one.
    """
    found = list(_marked(root, month_first=month_first))
    times = [one for one in found if one.element.tag in {"time", "abbr"}]
    top = _headline(root, letters(headline)) if found else None
    if top is None:
        return Marks(_first(times or found), None)
    place = _places(root, {one.element for one in found} | {top})
    around = set(top.iterancestors())
    own = [one for one in found if not _is_foreign(one, around)]
    behind = [(place[one.element] - place[top], one) for one in own]
    near = [one for gap, one in behind if 0 < gap <= _NEAR]
    above = [one for gap, one in behind if gap <= 0 and _is_close(one, top)]
    later = [one for gap, one in behind if gap > _NEAR]
    return Marks(_first(near) or _first(above[::-1]), _first(later) or _first(times))


def _is_named(element: HtmlElement) -> bool:
    """Whether an element's kind or attributes say that it holds a date."""
    get = element.get
    if (names := get("class")) and _names_date(names):
        return True
    if element.tag == "time" or get("datetime") is not None or get("pubdate") is not None:
        return True
    if "date" in get("itemprop", ""):
        return True
    return element.tag == "abbr" and get("title") is not None


@lru_cache(maxsize=4096)
def _names_date(names: str) -> bool:
    return _NAMES.search(names) is not None


def _first(found: list[Marked]) -> When | None:
    """The first that says it is the publication's, else the first."""
    surest = next((one for one in found if one.published), None)
    return (surest or found[0]).when if found else None


def _marked(root: HtmlElement, *, month_first: bool) -> Iterator[Marked]:
    """The dates that elements name, in the page's order; those of changes are left out."""
    for element in islice(filter(_is_named, root.iter()), _MOST):
        text = "".join(element.itertext()).strip()
        if len(text) > _SHORT and not DATED.match(text):
            continue
        text = text[:_SHORT]
        said = " ".join(element.get(key, "") for key in ("itemprop", "class", "id")).lower()
        published = "pub" in said or "created" in said or "pubdate" in element.attrib
        change = CHANGE.search(text)
        if (change and not change.start()) or ("modified" in said and not published):
            continue
        given = (element.get(key, "") for key in ("datetime", "content", "title"))
        when = next((w for value in given if value and (w := stated(value))), None)
        days = days_in(text[: change.start()] if change else text, month_first=month_first)
        if when is None and len(set(days)) == 1:
            when = days[0]
        if when is not None:
            yield Marked(when, element, published)


def _headline(root: HtmlElement, own: str) -> HtmlElement | None:
    """The element of the page's headline: the h1 or h2 with its letters, else its first h1."""
    tops = list(root.iter("h1", "h2"))[:60]
    same = (one for one in tops if own and letters("".join(one.itertext())) == own)
    return next(iter((*same, *(one for one in tops if one.tag == "h1"))), None)


def _places(root: HtmlElement, wanted: set[HtmlElement]) -> dict[HtmlElement, int]:
    """How many characters of text stand before each of these elements."""
    places: dict[HtmlElement, int] = {}
    before = 0
    for one in root.iter():
        if one in wanted:
            places[one] = before
        silent = not isinstance(one.tag, str) or one.tag in SILENT_TAGS
        before += len((one.tail or "").strip())
        before += 0 if silent else len((one.text or "").strip())
    return places


def _is_foreign(one: Marked, around_headline: set[HtmlElement]) -> bool:
    """Whether a date stands with a comment, a teaser or another part without the headline."""
    for around in (one.element, *one.element.iterancestors()):
        if around in around_headline:
            return False
        said = f"{around.get('class', '')} {around.get('id', '')}".lower()
        if around.tag in _APART or _FOREIGN.search(said):
            return True
    return False


def _is_close(one: Marked, top: HtmlElement) -> bool:
    """Whether a date and the headline stand in the same small part of the page."""
    held = set(one.element.iterancestors())
    for steps, around in enumerate(top.iterancestors()):
        if around in held:
            return steps < _CLOSE and around.tag not in _BODY_LEVELS
    return False
