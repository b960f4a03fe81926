"""Which feeds a page names: its `link` elements first, then links that look like feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.core import markup
from bot.errors import ReadingFailed
from bot.ingest import drafts, feeds
from bot.ingest.decoding import decode

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
_PATH = re.compile(
    r"(?:^|[/._?=&-])(?:rss2?|atom|feeds?|rdf)(?:[/._?=&-]|$)|\.(?:rss|rdf|atom|xml)(?:$|\?)"
    r"|/feed\.json$|/index\.xml$",
    re.I,
)
_WORDS = re.compile(r"^\W*(?:rss|atom|feed|rss[ -]?feed|subscribe via rss|xml)\W*$", re.I)
_COMMENTS = re.compile(r"/comments?/feed|comments? feed|kommentar|comentario|commentaire", re.I)
_NOT_FEEDS = re.compile(
    r"sitemap|opensearch|oembed|/wp-json|rsd\.xml|wlwmanifest|browserconfig|feedly\.com|"
    r"add\.my\.yahoo|netvibes\.com|feedback|xmlrpc",
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
    base = drafts.absolute(str(root.xpath("string((//base/@href)[1])")), url) or url
    ranked = sorted(
        (rank, place, drafts.absolute(address, base))
        for place, (rank, address) in enumerate((*_named(root), *_linked(root)))
    )
    return list(dict.fromkeys(address for _, _, address in ranked if address))[:MAX_FOUND]


def _is_feed(body: bytes, url: str, content_type: str) -> bool:
    try:
        feeds.parse_feed(body, url, content_type)
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
        if kind := link.get("type", "").lower() in _TYPES or _WORDS.match(words):
            yield 10 + _late(href, words) - bool(kind and _PATH.search(href)), href
        elif _PATH.search(href):
            yield 12 + _late(href, words), href


def _late(href: str, words: str) -> int:
    """A feed of comments comes after all others of its kind."""
    return 5 if _COMMENTS.search(f"{href} {words}") else 0
