"""A live blog's entries, the newest first: an article that is written while it happens.

An entry is an element that holds one <time>, beside at least two others that do. Pages say that
they are live in structured data, in their address or in the names of their elements.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bot.core.text import clean, markup
from bot.ingest.pages import structured
from bot.ingest.pages.dating import dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_ENTRIES = 12
"""So many of the newest entries are kept."""

_LIVE = re.compile(r"(?i)live[-_ ]?(?:blog|ticker|updates?|coverage)|/live/|-live(?:$|[/?.])")
_FEWEST = 3
_MOST_DECLARED = 400


def is_live(found: list[dict[str, Any]], url: str, title: str) -> bool:
    """Whether a page is a live blog, by its structured data, its address or its headline."""
    if any("LiveBlogPosting" in structured.types(thing) for thing in found):
        return True
    return bool(_LIVE.search(url) or re.search(r"(?i)\blive(?:blog|ticker| updates?)\b", title))


def entries(root: HtmlElement) -> list[tuple[datetime, list[str]]]:
    """The (time, paragraphs) of a live blog's entries, newest first; [] where it has none."""
    holders = _holders(root)
    found: list[tuple[datetime, list[str]]] = []
    for holder, moment in holders:
        rows = clean.paragraphs(row for _, row in markup.lines(holder))
        rows = [row for row in rows if not _only_time(row)]
        if sum(map(len, rows)) >= 40:
            found.append((moment, rows))
    if len(found) < _FEWEST:
        return []
    return sorted(found, key=lambda entry: entry[0], reverse=True)[:MOST_ENTRIES]


def declared_entries(found: list[dict[str, Any]]) -> list[tuple[datetime, list[str]]]:
    """The same from structured data (`liveBlogUpdate`), for pages that a script draws."""
    entries = []
    for thing in found:
        updates = thing.get("liveBlogUpdate")
        for update in updates[:_MOST_DECLARED] if isinstance(updates, list) else ():
            if isinstance(update, dict) and (rows := _declared_rows(update)):
                when = dates.stated(str(update.get("datePublished") or ""))
                entries.append((when.moment if when else datetime.min.replace(tzinfo=UTC), rows))
    return sorted(entries, key=lambda entry: entry[0], reverse=True)[:MOST_ENTRIES]


def _declared_rows(update: dict[str, Any]) -> list[str]:
    """The headline and the paragraphs of an entry; [] for one without a text."""
    body = update.get("articleBody")
    rows = clean.prose(body).split("\n\n") if isinstance(body, str) and body.strip() else []
    head = clean.line(clean.title(structured.text_of(update.get("headline"))))
    told = head and rows and not rows[0].startswith(head)
    return [head, *rows] if told else rows


def _only_time(row: str) -> bool:
    return len(row) <= 40 and bool(
        re.fullmatch(r"[\W\d]*(?:[ap]\.?m\.?|uhr|h|[A-Z]{2,4})?\W*", row, re.I)
    )


def _holders(root: HtmlElement) -> list[tuple[HtmlElement, datetime]]:
    """The elements that hold one timed entry each: siblings, three or more of a kind."""
    timed = []
    for element in list(root.iter("time"))[:400]:
        when = dates.stated(element.get("datetime") or "")
        if when is not None:
            timed.append((element, when.moment))
    if len(timed) < _FEWEST:
        return []
    held: Counter[HtmlElement] = Counter()
    for element, _ in timed:
        held.update(list(element.iterancestors())[:12])
    found: dict[HtmlElement, datetime] = {}
    for element, moment in timed:
        chain = [element, *list(element.iterancestors())[:12]]
        for inner, outer in pairwise(chain):
            if held[outer] >= _FEWEST and held[inner] < _FEWEST:
                found.setdefault(inner, moment)
                break
    kinds = Counter((holder.getparent(), holder.tag) for holder in found)
    kind, count = kinds.most_common(1)[0] if kinds else ((None, ""), 0)
    if count < _FEWEST:
        return []
    return [(h, moment) for h, moment in found.items() if (h.getparent(), h.tag) == kind]
