"""A page's headline: the h1 that its head agrees with, else what the head says without its site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.core.text import clean, markup
from bot.ingest.pages import structured
from bot.ingest.pages.blocks.features import letters
from bot.ingest.pages.blocks.visibility import hides
from bot.ingest.pages.sitenames import SEPARATOR

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from bot.ingest.pages.head import Head

_STRONG = re.compile(r"\s+[|»«]\s+|\s*::\s*|\s*｜\s*")
_AT_END = re.compile(
    r"(?P<mark>\s[|–—·•»«/›-]\s|\s*::\s*|\s*[|｜]\s*)(?P<part>[^|–—·•»«›｜]+?)\s*$"
)
_LEAST_HEADLINE = 12
_SECTION_WORDS, _SECTION_CHARS = 2, 22
"""A section's name behind a headline has at most so many words and characters."""

_MOST_OF = 0.6
"""A block that stands in the head's title and makes up this share of it is the headline."""


def title(root: HtmlElement, head: Head, site_name: str, texts: Sequence[str] = ()) -> str:
    """The headline: the page's h1 where its head agrees with it, else the head's, site cut off.

    `texts` are the page's blocks; one that stands within the title element is the headline.
    """
    article = structured.text_of(head.article.get("headline"))
    named = [clean.title(text) for text in (head.first("og:title", "twitter:title"), article)]
    whole = [letters(text) for text in (*named, head.title) if text]
    found = list(root.iter("h1"))[:10]
    tops = [_pieces(h1) for h1 in [h1 for h1 in found if _is_of_page(h1)] or found]
    bare = [letters(clean.title(text, site_name)) for text in (*named, head.title)]
    for pieces in tops:
        if letters("".join(pieces)) in whole:
            continue
        for piece in pieces if len(pieces) > 1 else ():
            if len(own := letters(piece)) >= _LEAST_PIECE and own in bare:
                return clean.line(piece)
    lines = list(dict.fromkeys(_joined(pieces) for pieces in tops))
    lines = [
        text for text in lines if 4 <= len(text) <= 300 and letters(text) != letters(site_name)
    ]
    if agreed := [text for text in lines if _agrees(text, named, whole)]:
        return _without_label(_as_named(max(agreed, key=len), named))
    least = _MOST_OF if len(lines) > 1 else 0.0
    for text in lines:
        if len(text) >= _LEAST_UNTOLD and _share_told(text, (*named, head.title)) > least:
            return text
    if best := next((text for text in named if text), ""):
        return _printed(best, texts, site_name) or clean.title(best, site_name)
    best = clean.title(head.title)
    return _printed(best, texts, site_name) or _without_site(best, site_name)


def _pieces(h1: HtmlElement) -> list[str]:
    """The runs of text of a headline between the borders of its elements, what is hidden or
    pressed left out."""
    found: list[str] = []

    def walk(element: HtmlElement, depth: int) -> None:
        silent = not isinstance(element.tag, str) or element.tag in markup.SILENT_TAGS
        if not (silent or (depth and hides(str(element.tag), dict(element.items())))):
            found.append(element.text or "")
            for child in element if depth < _DEPTH else ():
                walk(child, depth + 1)
        if depth:
            found.append(("\n" if element.tag in _BREAKS else "") + (element.tail or ""))

    walk(h1, 0)
    return [clean.plain(text) if text.strip() else text[:1] for text in found if text]


def _agrees(line: str, named: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the head has a headline's letters in one of its titles, if more than one word or
    a good part of it; in the page's own title only where it declares none that is in there too."""
    own = letters(line)
    told = [text for text in map(letters, named) if text]
    least = 0.0 if len(line.split()) > 1 else _LEAST_SHARE
    if told and whole and told[0] in whole[-1]:
        whole = told
    return any(own and own in text and len(own) >= least * len(text) for text in whole)


def _share_told(line: str, titles: Sequence[str]) -> float:
    """The share of a headline's words that the head's titles have too; 1 where there are none."""
    told = {word for title in titles for word in _WORD.findall(title.casefold())}
    own = _WORD.findall(line.casefold())
    return sum(word in told for word in own) / max(1, len(own)) if told else 1.0


def _without_label(headline: str) -> str:
    """A headline without the name of a section behind a bar ("… | Opinion")."""
    first, bar, _ = headline.partition(" | ")
    return first.rstrip() if bar and len(first) >= _LEAST_UNTOLD else headline


def _is_of_page(h1: HtmlElement) -> bool:
    """Whether a headline is no menu's, no footer's and no aside's."""
    return next(h1.iterancestors("nav", "footer", "aside", "dialog"), None) is None


_LEAST_PIECE = 4
"""A piece of a headline that the head calls the page has so many letters."""

_LEAST_SHARE = 0.25
"""A headline is so much of what the head calls the page; one word of it is a section's name."""

_LEAST_UNTOLD = 20
"""A headline of which the head does not tell has so many characters."""

_WORD = re.compile(r"\w{4,}|[^\W\d_a-zà-ÿа-я]{2,}")
_DEPTH = 8
_BREAKS = markup.BLOCK_TAGS | {"br"}


def _joined(pieces: Sequence[str]) -> str:
    """The pieces as one line: a space between two words that only an element's border parts,
    none within a word whose first letter stands in an element of its own."""
    line = ""
    for piece in pieces:
        words = line[-1:].isalnum() and piece[:1].isalnum()
        cap = len(line.split()[-1]) < 2 if line.split() else True
        line += f" {piece}" if words and not cap else piece
    return clean.line(line)


def _as_named(headline: str, named: Sequence[str]) -> str:
    """The headline as the head writes it where both have the same letters: its spaces are right."""
    return next((text for text in named if letters(text) == letters(headline)), headline)


def _printed(headline: str, texts: Sequence[str], site_name: str) -> str:
    """The longest block that makes up most of a headline and is not the site's name, or ""."""
    whole, name = letters(headline), letters(site_name)
    best = ""
    for text in texts:
        if len(best) < len(text) <= len(headline):
            own = letters(text)
            if _goes_on(headline, text):
                continue
            if own in whole and own != name and len(own) >= max(4, _MOST_OF * len(whole)):
                best = text
    return clean.line(best)


def _goes_on(headline: str, text: str) -> bool:
    """Whether a headline begins with a text and goes on in the same sentence."""
    start = text.rstrip(" .?!:")
    rest = headline[len(start) :].lstrip() if headline.startswith(start) else ""
    return rest[:1].isalnum()


def _without_site(headline: str, site_name: str) -> str:
    """A headline from the title element without the names of site and section at its end.

    Behind the site's name only what the same mark parts is cut, and only if it is as short as
    a section's name: a dash within a headline is the headline's.
    """
    bare = clean.title(headline, site_name)
    if bare != headline:
        mark = headline[len(bare) :].strip()[:1] if headline.startswith(bare) else ""
        found = _AT_END.search(bare)
        while found and mark and found["mark"].strip()[:1] == mark and _is_section(found["part"]):
            bare = bare[: found.start()].rstrip()
            found = _AT_END.search(bare)
        return bare
    return _first_part(headline)


def _is_section(part: str) -> bool:
    return len(part.split()) <= _SECTION_WORDS and len(part) <= _SECTION_CHARS


def _first_part(headline: str) -> str:
    """A headline without what follows a bar, or a short last part behind a dash."""
    parts = [part.strip() for part in _STRONG.split(headline) if part.strip()]
    if len(parts) > 1:
        headline = parts[0] if len(parts[0]) >= _LEAST_HEADLINE else max(parts, key=len)
    parts = [part.strip() for part in SEPARATOR.split(headline) if part.strip()]
    if len(parts) < 2:
        return headline
    last = parts[-1]
    if len(last) <= 35 and len(last) < 0.6 * len(headline):
        return headline[: headline.rindex(last)].rstrip(" |–—·•»«:-/_")
    return headline
