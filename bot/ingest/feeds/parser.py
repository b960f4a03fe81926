"""Bytes of a feed → its entries: RSS 0.9x–2.0, RDF, Atom and JSON Feed.

The text is decoded here, once; a DOCTYPE is cut away before any parser sees it, so that no entity
is ever expanded; well-formed documents are walked as a strict lxml tree, the rest are read entry
by entry.
"""

from __future__ import annotations

import re

from bot.core.model.feeds import ParsedFeed
from bot.core.model.reasons import ReadingFailed, Reason
from bot.ingest.feeds import raw
from bot.ingest.feeds import text as feedtext

MAX_BYTES = 10 * 1024 * 1024
"""A feed document larger than this is refused unread."""
_HEAD = 8192

_PROLOG = re.compile(r"(?:\s++|(?><!--.*?-->)|(?><\?.*?\?>))*+", re.S)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(rss|feed|rdf|channel)\b", re.I)
_HTML = re.compile(r"<html\b", re.I)
_HTML_TYPE = re.compile(r"<!doctype\s+html", re.I)


def parse_feed(body: bytes, url: str = "", content_type: str = "") -> ParsedFeed:
    """The entries of a feed document.

    `url` is where it came from (links become absolute against it), `content_type` its header as
    sent. Raises `ReadingFailed` for what is no feed; nothing else.
    """
    if len(body) > MAX_BYTES:
        raise ReadingFailed(Reason.OVERSIZED, f"{MAX_BYTES // 2**20} MB")
    text = feedtext.decode(body, content_type).strip()
    if not text:
        raise ReadingFailed(Reason.EMPTY)
    try:
        return raw.finish(_read(text, url), url)
    except ReadingFailed:
        raise
    except Exception as error:
        raise ReadingFailed(Reason.STUMBLED, type(error).__name__) from error


def _read(text: str, url: str) -> raw.RawFeed:
    if text[0] in "{[":
        from bot.ingest.feeds import json_feed

        return json_feed.read(text)
    root = _ROOT.search(text[:_HEAD])
    page = _HTML.search(text[:_HEAD]) or (None if root else _HTML_TYPE.search(text[:_HEAD]))
    if page and (not root or page.start() < root.start()):
        raise ReadingFailed(Reason.A_PAGE)
    if "<" not in text:
        raise ReadingFailed(Reason.NOT_A_FEED)
    return _parse(_document(text), url)


def _document(text: str) -> str:
    """From the root element on: no declaration, no DOCTYPE, nothing that stands before them."""
    prolog = _PROLOG.match(text)
    root = _ROOT.search(text, prolog.end() if prolog else 0)
    return text[root.start() :] if root else text


def _parse(text: str, url: str) -> raw.RawFeed:
    """A strict tree of the text, or of the text with its ampersands mended; else what is left."""
    from bot.ingest.feeds import recovery, xml_feed

    root = xml_feed.tree(text, url)
    if root is None:
        text = feedtext.mend_ampersands(text)
        root = xml_feed.tree(text, url)
    found = None if root is None else xml_feed.read(root)
    if found:
        return found
    return recovery.read(text, url)
