"""Structured data that a page carries about itself: JSON-LD, as plain dictionaries.

Nothing here trusts the page: broken JSON, floods and wrong types give less, never an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.core.text import clean, markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LIMIT = 400_000
_DEPTH = 8
_LEAST_BODY = 200
"""A text of fewer characters in structured data is a description and no article."""
_CONTROL = re.compile(r"[\x00-\x1f]+")
_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|(?://\s*)?\]\]>)\s*$"
)
_TRAILING = re.compile(r",\s*([}\]])")
ARTICLE_TYPES = frozenset(
    "Article NewsArticle BlogPosting ReportageNewsArticle AnalysisNewsArticle LiveBlogPosting "
    "Report BackgroundNewsArticle OpinionNewsArticle ReviewNewsArticle SocialMediaPosting "
    "TechArticle ScholarlyArticle AskPublicNewsArticle DiscussionForumPosting Review".split()
)


def things(root: HtmlElement) -> list[dict[str, Any]]:
    """Every JSON-LD object of the page that states its type, outermost first, at most 200."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        kind = script.get("type") or ""
        text = script.text or ""
        if "ld+json" not in kind.lower() or not text or len(text) > _LIMIT:
            continue
        for thing in _objects(_load(text), _DEPTH):
            found.append(thing)
            if len(found) >= 200:
                return found
    return found


def _load(text: str) -> Any:
    """The JSON of a script, with what publishers commonly get wrong put right; None if lost."""
    plain = _COMMENT.sub("", _COMMENT.sub("", text))
    for attempt in (plain, _TRAILING.sub(r"\1", _CONTROL.sub(" ", plain))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Objects with a type, found in lists, graphs and the properties that hold a page's subject."""
    if depth <= 0:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _objects(item, depth - 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf", "hasPart", "item"):
            if isinstance(value.get(key), dict | list):
                yield from _objects(value[key], depth - 1)


def types(thing: dict[str, Any]) -> set[str]:
    """The names of an object's types, without their vocabulary's address."""
    given = thing.get("@type")
    names = given if isinstance(given, list) else [given]
    return {str(name).rsplit("/", 1)[-1] for name in names if name}


def article(found: list[dict[str, Any]]) -> dict[str, Any]:
    """The object that describes the page's article; {} where there is none."""
    best: dict[str, Any] = {}
    for thing in found:
        if types(thing) & ARTICLE_TYPES and len(thing) > len(best):
            best = thing
    return best


def body_rows(article: dict[str, Any], rows: list[str]) -> list[str]:
    """The paragraphs of a page: `rows`, read from its markup, or the article's text as its
    structured data gives it, where the markup has not half of that (a script draws the page)."""
    body = article.get("articleBody")
    if not isinstance(body, str) or len(body) < _LEAST_BODY:
        return rows
    if 2 * sum(map(len, rows)) >= len(body):
        return rows
    told = clean.prose(body[: markup.MAX_CHARS]).split("\n\n")
    return told if sum(map(len, told)) > 2 * sum(map(len, rows)) else rows


def text_of(value: Any) -> str:
    """A property's value as text: itself, its name, or the first of several."""
    for _ in range(3):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("url") or ""
    return value.strip() if isinstance(value, str) else ""
