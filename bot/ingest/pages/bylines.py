"""Who wrote a page: from what it declares, else from the line that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bot.core.text import clean
from bot.ingest.pages.head import Head

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_META = (
    "author", "article:author", "article:author_name", "dc.creator", "dc.creator.personalname",
    "dcterms.creator", "parsely-author", "sailthru.author", "byl", "article.author", "creator",
    "citation_author", "rbauthors", "authors", "cxenseparse:author", "og:author", "book:author",
    "shareaholic:article_author_name", "twitter:data1",
)  # fmt: skip
# One walk over the attributes costs a fifth of four walks over the elements.
_MARKED = (
    "//@class[contains(.,'uthor') or contains(.,'yline') or contains(.,'autor') or .='fn'"
    " or .='name fn'] | //@id[.='author' or .='byline'] | //@rel[.='author']"
    " | //@itemprop[.='author']"
)
_EXACT = frozenset(("author", "byline", "author-name", "name fn", "fn", "autor", "author__name"))
_HOLDERS = frozenset({"a", "span", "div", "p", "address", "li"})
_PARTS = re.compile(r"[Aa]uthor|[Bb]yline|autor")
_LEAD = re.compile(
    r"^(?:(?:posted|written|published|words|story|text|ein (?:beitrag|artikel|interview)|artikel"
    r"|beitrag|interview|reportage|auteurs?|autor(?:in|en)?s?|authors?|written|review(?:ed)?|pressemitteilung"
    r"|article|texte|geschrieben|verfasst|veröffentlicht|view all posts|about|über|from"
    r"|автор|текст|tekst|par|by|von|vom|por|par|di|de|door|av|af|od|przez)\b\s*[:|]?\s*)+",
    re.I,
)
_TAIL = re.compile(
    r"\s*(?:[|•·–—/(]|\s-\s|,?\s+(?:am|on|le|el|vom|updated|published|in)\s+\S*\d"
    r"|\d{1,2}[./:]\d|\b(?:19|20)\d\d\b|\bfor\b|\b(?:follow|shares?|view|mehr|posts|@)\b).*$",
    re.I | re.S,
)
_NAME = r"[A-ZÀ-ÞА-Я][\w.'’-]*(?: (?:von|van|de|der|den|di|la|le|zu) ?)?"
_SIGNED = re.compile(
    r"(?:(?:[Pp]osted |[Ww]ritten )?[Bb]y|BY|[Vv]on|VON|[Pp]or|[Pp]ar|[Dd]i|[Dd]oor"
    r"|Autor(?:in)?:?|Text:|Автор:?)\s+"
    rf"({_NAME}(?:\s+{_NAME}){{1,3}}(?:(?:,| und| and| y| et| e) {_NAME}(?:\s+{_NAME}){{1,3}})*)"
    r"\s*(?:$|[|•·–—/(,]|\d|am |on |- )"
)
_MAILBOX = re.compile(r"\S+@\S+\.\w+")
_GLUED = re.compile(r"^(By|Von|Par|Por)(?=[A-ZÀ-Þ][a-zà-ÿ])")
_BETWEEN = re.compile(r"\s*[;,]\s*(?:(?:and|und|et|y)\s+)?|\s+(?:and|und|et|y|e|i|и|&|with|mit)\s+")
_DEGREE = re.compile(r"(?:[A-Z]\.?){2,6}(?:[ -](?:[A-Z]\.?){2,6})*")
"""What is nothing but capitals is a degree or an agency where it stands behind a name."""

_TITLES = re.compile(
    r"(?i)^(?:ph\.?d|m\.?d|rd|mba|esq|jr|sr|m\.?a|m\.?sc|b\.?a|dr|prof|editor|staff)\.?$"
)
_ROLES = re.compile(
    r"(?i)\b(?:administrator|wordpressadmin|unknown|anonymous|author|http|www\.|\.com|gmbh"
    r"|\w\.[a-z]{2,4}$|e\.? ?v\.|verlag|zeitung|media|online|newsroom|editor|reporter"
    r"|correspondent)\b"
)


def author(root: HtmlElement, head: Head, site: str, lines: Sequence[str] = ()) -> str:
    """The article's authors, separated by "; ", or "" when the page names none.

    `lines` are the page's lines around its headline, for pages that mark nothing up.
    """
    for names in _declared(head, site):
        if names:
            return "; ".join(names)
    return "; ".join(_printed(root, site) or _signed(lines, site))


def _declared(head: Head, site: str) -> list[list[str]]:
    """What structured data and meta elements say, the more reliable first."""
    people = {
        thing["@id"]: thing["name"]
        for thing in head.things
        if isinstance(thing.get("@id"), str) and isinstance(thing.get("name"), str)
    }
    persons = _persons(head.article.get("author"), people)
    persons = persons or _persons(head.article.get("creator"), people)
    found = [_clean(persons, site)]
    found += [_clean([head.meta[key]], site) for key in _META[:-1] if key in head.meta]
    if head.meta.get("twitter:label1", "").lower() in {"written by", "verfasst von", "by", "von"}:
        found.append(_clean([head.meta.get("twitter:data1", "")], site))
    return found


def _persons(value: Any, people: dict[str, str], depth: int = 3) -> list[str]:
    """The names in a JSON-LD author; organisations only where there is nobody else.

    `people` gives the names of the objects that the page's data refers to by identifier.
    """
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict) and depth:
        named = value.get("name") or people.get(str(value.get("@id")), "")
        return _persons(named, people, depth - 1)
    if isinstance(value, list) and depth:
        humans = [v for v in value if not isinstance(v, dict) or v.get("@type") != "Organization"]
        return [name for v in (humans or value)[:10] for name in _persons(v, people, depth - 1)]
    return []


def _printed(root: HtmlElement, site: str) -> list[str]:
    """The first line of the page that is marked as a byline and holds a name."""
    for place in _places(root):
        for element in place[:4]:
            text = clean.line(" ".join("".join(element.itertext()).split()))
            if 2 < len(text) < 120 and (names := _clean([text], site)):
                return names
    return []


def _places(root: HtmlElement) -> Iterator[list[HtmlElement]]:
    """The elements that are marked as bylines, by the kind of mark, the surest kind first."""
    marked = list(dict.fromkeys(value.getparent() for value in root.xpath(_MARKED)))
    linked = [one for one in marked if one.get("rel") == "author"]
    yield [one for one in linked if next(one.iterancestors("footer"), None) is None]
    persons = [one for one in marked if one.get("itemprop") == "author"]
    yield [inner for one in persons for inner in (one, *one.xpath(".//*[@itemprop='name']"))]
    yield [x for x in marked if x.get("id") in {"author", "byline"} or x.get("class") in _EXACT]
    held = [x for x in marked if x.tag in _HOLDERS and _PARTS.search(x.get("class") or "")]
    yield [one for one in held[:20] if not _in_comments(one)]


def _in_comments(element: HtmlElement) -> bool:
    around = (element, *element.iterancestors())
    return any("comment" in (one.get("class") or "") for one in around)


def _signed(lines: Sequence[str], site: str) -> list[str]:
    """The names in the first line that begins with "By" and holds nothing but names."""
    for text in lines:
        if (found := _SIGNED.match(text)) and (names := _clean([found.group(1)], site)):
            return names
    return []


def _clean(texts: list[str], site: str) -> list[str]:
    """Names without "By", roles, dates and addresses; the site itself is no author."""
    found: list[str] = []
    for text in texts:
        if "://" in text or _MAILBOX.fullmatch(text.strip()):
            continue
        told = _GLUED.sub(r"\1 ", clean.line(clean.title(text)))
        bare = _TAIL.sub("", _LEAD.sub("", told)).strip(" ,.;:|-–—*")
        for name in _BETWEEN.split(bare):
            name = name.strip(' ,.;:|-–—*"“”')
            if found and _DEGREE.fullmatch(name):
                continue
            if _is_name(name) and name.casefold() != site.casefold() and name not in found:
                found.append(name)
    return found[:8]


def _is_name(text: str) -> bool:
    if not 2 <= len(text) <= 50 or len(text.split()) > 5 or any(c.isdigit() for c in text):
        return False
    return not (_TITLES.match(text) or _ROLES.search(text) or "://" in text or "@" in text)
