"""Which feeds a page names: its `link` elements first, then links that look like feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.core.model.reasons import ReadingFailed
from bot.core.text import markup
from bot.ingest.decoding import decode
from bot.ingest.feeds import parser, raw

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_FOUND = 20

_TYPES = {
    "application/rss+xml": 0,
    "application/atom+xml": 0,
    "application/feed+json": 0,
    "application/rdf+xml": 1,
    "application/x.atom+xml": 1,
    "application/x-atom+xml": 1,
    "application/json": 2,
    "application/xml": 2,
    "text/xml": 2,
}
_SURE = re.compile(
    r"\.(?:rss|rdf|atom)(?:$|\?)|/(?:feed|rss2?|atom|rdf)/?(?:$|\?)|/feed\.json$"
    r"|/(?:feed|rss2?|atom|index)\.xml$|[?&](?:feed|format|type)=(?:rss2?|atom|feed)\b"
    r"|^https?://feeds?\d?\.",
    re.I,
)
_MAYBE = re.compile(r"^[^?#]*[/._-](?:rss2?|atom|feeds?|rdf)(?:[/._-]|$)", re.I)
_WORDS = re.compile(r"^\W*(?:rss|atom|feed|rss[ -]?feed|subscribe via rss|xml)\W*$", re.I)
_COMMENTS = re.compile(r"/comments?/feed|comments? feed|kommentar|comentario|commentaire", re.I)
_NOT_FEEDS = re.compile(
    r"sitemap|opensearch|oembed|/wp-json|rsd\.xml|wlwmanifest|browserconfig|feedly\.com|"
    r"add\.my\.yahoo|netvibes\.com|feedback|xmlrpc|(?:facebook|twitter|x|linkedin)\.com/",
    re.I,
)


def discover(html: bytes | str, url: str = "", content_type: str = "") -> list[str]:
    """Addresses of the feeds that a page names, most likely first, at most `MAX_FOUND`.

    `url` is the page's own address, which relative links are joined to. A document that is a
    feed itself is its own only answer. Never raises; [] when nothing looks like a feed.
    """
    body = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
    if _is_feed(body, url, content_type):
        return [url] if url else []
    root = markup.parse(decode(body, content_type))
    if root is None:
        return []
    base = raw.absolute(str(root.xpath("string((//base/@href)[1])")), url) or url
    ranked = sorted(
        (rank, place, raw.absolute(address, base))
        for place, (rank, address) in enumerate((*_named(root), *_linked(root)))
    )
    return list(dict.fromkeys(address for _, _, address in ranked if address))[:MAX_FOUND]


def _is_feed(body: bytes, url: str, content_type: str) -> bool:
    try:
        parser.parse_feed(body, url, content_type)
    except ReadingFailed:
        return False
    return True


def _named(root: HtmlElement) -> Iterator[tuple[int, str]]:
    """`link rel=alternate` elements of a feed's type: what the page itself says."""
    for link in root.iter("link"):
        rel = link.get("rel", "").lower().split()
        kind = link.get("type", "").partition(";")[0].strip().lower()
        href = link.get("href", "").strip()
        if not href or kind not in _TYPES or not {"alternate", "feed"} & set(rel):
            continue
        if not _NOT_FEEDS.search(href):
            yield _TYPES[kind] + _late(href, link.get("title", "")), href


def _linked(root: HtmlElement) -> Iterator[tuple[int, str]]:
    """Ordinary links whose address or words look like a feed: a guess, so they come later."""
    for link in root.iter("a"):
        href = link.get("href", "").strip()
        if not href or href[0] == "#" or _NOT_FEEDS.search(href):
            continue
        words = " ".join(link.text_content()[:80].split())
        if rank := _likeness(href, words, link.get("type", "")):
            yield 10 + rank + _late(href, words), href


def _likeness(href: str, words: str, kind: str) -> int:
    """How much a link looks like one to a feed: from 1 (surely) to 4; 0 is not at all."""
    named = kind.lower() in _TYPES or bool(_WORDS.match(words))
    if _SURE.search(href):
        return 1 if named else 2
    return 3 if named else 4 if _MAYBE.search(href) else 0


def _late(href: str, words: str) -> int:
    """A feed of comments comes after all others of its kind."""
    return 5 if _COMMENTS.search(f"{href} {words}") else 0
