"""Who wrote a page: from what it declares, else from the line that says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.core.text import clean, markup
from bot.ingest.pages.authors.persons import is_post, persons
from bot.ingest.pages.authors.signatures import (
    beside_date,
    labelled,
    owner,
    pictured,
    signed,
    signed_below,
)
from bot.ingest.pages.head import Head
from bot.ingest.pages.structured import types

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_META = (
    "author", "article:author", "article:author_name", "dc.creator", "dc.creator.personalname",
    "dcterms.creator", "parsely-author", "sailthru.author", "byl", "article.author", "creator",
    "citation_author", "rbauthors", "authors", "cxenseparse:author", "og:author", "book:author",
    "shareaholic:article_author_name",
)  # fmt: skip
_LABELS = frozenset(
    "written by|verfasst von|geschrieben von|by|von|interview by|author|autor|escrito por|por"
    "|écrit par|rédigé par|par|scritto da|escrito por|geschreven door|auteur|автор|написано"
    "|skrivet av|napisane przez|yazan".split("|")
)
"""What a preview's label says before an author's name (`twitter:label1`)."""

_NAMES = re.compile(r"uthor|yline|autor|^(?:name )?fn$")
_LEADS = re.compile(
    r"/(?:author|autor|auteur|writer|contributor|profile|(?:people|staff|producers)/)"
)
_IDS = frozenset({"author", "byline"})
_EXACT = frozenset(("author", "byline", "author-name", "name fn", "fn", "autor", "author__name"))
_HOLDERS = frozenset({"a", "span", "div", "p", "address", "li"})
_PARTS = re.compile(r"[Aa]uthor|[Bb]yline|autor")
_LINKED = re.compile(r"/(?:people|staff|profiles?|producers)/")


def author(
    root: HtmlElement,
    head: Head,
    site: str,
    lines: Sequence[str] = (),
    texts: Sequence[str] = (),
) -> str:
    """The article's authors, separated by "; ", or "" when the page names none.

    `lines` are the page's lines around its headline, for pages that mark nothing up, and `texts`
    all of its lines. Persons go before a house's teams, and those before the site itself, which
    is named only where the page declares it as the author.
    """
    declared = _declared(head, site)
    named = next((names for names in declared if any(not is_post(n) for n in names)), [])
    if named and (len(named) > 1 or " " in named[0]):
        return "; ".join(named)
    ways: tuple[Callable[[], list[str]], ...] = (
        lambda: _printed(root, site),
        lambda: signed(lines, site),
        lambda: [name for name in beside_date(lines, site) if name not in head.title],
        lambda: labelled(texts, site),
        lambda: signed_below(texts, site),
        lambda: pictured(root, site),
    )
    if named:  # a first name, which a byline may have in full
        start = f"{named[0]} "
        full = (names for way in ways if (names := way()) and names[0].startswith(start))
        return "; ".join(next(full, named))
    spare = next((names for names in declared if names), [])
    for way in ways:
        if (names := way()) and not is_post(names[0]):
            return "; ".join(names)
        spare = spare or names
    return "; ".join(spare or owner(site) or next(filter(None, _declared(head, "")), []))


def _declared(head: Head, site: str) -> list[list[str]]:
    """What structured data and meta elements say, the more reliable first."""
    people = {
        thing["@id"]: thing
        for thing in head.things
        if isinstance(thing.get("@id"), str) and isinstance(thing.get("name"), str)
    }
    found = [_of_data(head.article.get(key), people, site) for key in ("author", "creator")]
    found += [persons(head.several[key], site) for key in _META if key in head.several]
    for number in "123":
        if head.meta.get(f"twitter:label{number}", "").strip(" :").lower() in _LABELS:
            found.append(persons([head.meta.get(f"twitter:data{number}", "")], site))
    return found


def _of_data(value: Any, people: dict[str, dict[str, Any]], site: str) -> list[str]:
    """The names in a JSON-LD author; organisations only where there is nobody else.

    `people` are the objects that the page's data refers to by identifier.
    """
    given = list(_authors(value, people, 3))[:10]
    humans = [name for name, house in given if not house]
    return persons(humans, site) if humans else persons([n for n, _ in given], site, house=True)


def _authors(
    value: Any, people: dict[str, dict[str, Any]], depth: int, house: bool = False
) -> Iterator[tuple[str, bool]]:
    """The names in a JSON-LD value, each with whether it is an organisation's."""
    if isinstance(value, str):
        yield value, house
    elif isinstance(value, dict) and depth:
        whole = value if value.get("name") else people.get(str(value.get("@id")), value)
        is_house = "Organization" in types(whole)
        yield from _authors(whole.get("name", ""), people, depth - 1, is_house)
    elif isinstance(value, list) and depth:
        for one in value[:10]:
            yield from _authors(one, people, depth - 1, house)


def _printed(root: HtmlElement, site: str) -> list[str]:
    """The first line of the page that is marked as a byline and holds a name."""
    for weak, place in zip(_WEAK, _places(root), strict=False):
        for element in place[:4]:
            for text in _rows(element):
                names = persons([text], site) if 2 < len(text) < 120 else []
                if names and not (weak and names[0].islower() and " " not in names[0]):
                    return names
    return []


_WEAK = (False, False, False, False, True)
"""Of the kinds of marks, in their order, whether a word in lower case there is no name."""


def _rows(element: HtmlElement) -> list[str]:
    """The first lines of an element; one that goes on in the next is joined with it."""
    rows: list[str] = []
    for _, row in markup.lines(element)[:6]:
        text = clean.line(row)
        if rows and (rows[-1].endswith((",", "&", " and", " und")) or _GOES_ON.match(text)):
            rows[-1] = f"{rows[-1]} {text}"
        elif text:
            rows.append(text)
    return rows[:4]


_GOES_ON = re.compile(r"(?:,|&|and |und |et |y |e )")


def _places(root: HtmlElement) -> Iterator[list[HtmlElement]]:
    """The elements that are marked as bylines, by the kind of mark, the surest kind first."""
    marked = [one for one in root.iter() if _is_marked(one)]
    linked = [one for one in marked if one.get("rel") == "author"]
    yield [one for one in linked if next(one.iterancestors("footer"), None) is None]
    people = [one for one in marked if one.get("itemprop") == "author"]
    yield [inner for one in people for inner in (one, *one.xpath(".//*[@itemprop='name']"))]
    yield [x for x in marked if x.get("id") in _IDS or x.get("class") in _EXACT]
    yield [x for x in marked if _is_profile(x)]
    held = [x for x in marked if x.tag in _HOLDERS and _PARTS.search(x.get("class") or "")]
    yield [one for one in held[:20] if not _in_comments(one)]


def _is_marked(element: HtmlElement) -> bool:
    """Whether an element may be a byline by its attributes."""
    get = element.get
    if (names := get("class")) and _names_author(names):
        return True
    if get("itemprop") == "author" or get("id") in _IDS or get("rel") == "author":
        return True
    href = get("href")  # of most elements there is none, and the kind costs more to ask
    return href is not None and element.tag == "a" and _LEADS.search(href) is not None


@lru_cache(maxsize=4096)
def _names_author(names: str) -> bool:
    return _NAMES.search(names) is not None


def _is_profile(element: HtmlElement) -> bool:
    """Whether a link leads to the page of the person whose name it is."""
    words = " ".join("".join(element.itertext()).split()).split()
    href = (element.get("href") or "").lower()
    if element.tag != "a" or not 2 <= len(words) <= 4 or not words[0][:1].isupper():
        return False
    held = _LINKED.search(href)
    if held and words[-1].lower() not in href[held.end() :]:
        return False
    return next(element.iterancestors("footer", "nav", "aside"), None) is None


def _in_comments(element: HtmlElement) -> bool:
    around = (element, *element.iterancestors())
    return any("comment" in (one.get("class") or "") for one in around)
