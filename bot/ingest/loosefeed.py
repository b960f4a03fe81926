"""Feeds that are not well-formed → drafts.

Each piece that begins like an entry is read on its own by libxml2's recovery, so that a fault
costs the entry that has it and no other. (On real feeds with one fault put in, this keeps more
entries than feedparser's forgiving parser and takes a sixth of its time.) What has no such pieces
goes to feedparser, which knows formats that nobody writes any more.

feedparser is only ever handed a byte stream: anything else it would try as a file name or as an
address to fetch.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from bot.errors import ReadingFailed
from bot.ingest import xmlfeed
from bot.ingest.dates import as_utc, parse_date
from bot.ingest.drafts import MAX_ENTRIES, Draft, FeedDraft

_STARTS = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.I)
_ROOT = re.compile(r"<((?:\w{1,20}:)?(?:rss|feed|rdf))\b([^>]{0,5000})>", re.I)
_ATTRIBUTE = re.compile(r"""[\w:.-]{1,60}=(?:"[^"<]*"|'[^'<]*')""")


def read(text: str, url: str) -> FeedDraft:
    """What can be made of this text; `ReadingFailed` when nothing in it looks like a feed."""
    found = _piecewise(text, url)
    if found is None or not found.items:
        other = _forgiving(text, url)
        found = other if other and (found is None or other.items) else found
    if found is None:
        raise ReadingFailed("this is not a feed")
    return found


def _piecewise(text: str, url: str) -> FeedDraft | None:
    """The feed's head and each of its entries, as far as libxml2 can follow them."""
    root = _ROOT.search(text)
    if not root:
        return None
    # Of the root only whole attributes are kept: a faulty one ends libxml2's recovery at once.
    opening = f"<{root[1]}{''.join(f' {one}' for one in _ATTRIBUTE.findall(root[2]))}>"
    places = [match.start() for match in _STARTS.finditer(text, root.end())]
    head, *pieces = (
        _recovered(opening + text[start:end], url)
        for start, end in pairwise([root.end(), *places[:MAX_ENTRIES], len(text)])
    )
    feed = head or FeedDraft()
    feed.items = [item for piece in pieces if piece for item in piece.items[:1]]
    return feed


def _recovered(text: str, url: str) -> FeedDraft | None:
    root = xmlfeed.tree(text, url, recover=True)
    return None if root is None else xmlfeed.read(root)


def _forgiving(text: str, url: str) -> FeedDraft | None:
    """feedparser's reading, or None when it sees no feed or stumbles."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
        return None  # a known weakness on broken dates and tags; the other parser has its turn
    return _feed(found) if found.get("version") or found.get("entries") else None


def _feed(found: Mapping[str, Any]) -> FeedDraft:
    feed = found.get("feed", {})
    ttl = str(feed.get("ttl", ""))
    return FeedDraft(
        title=_string(feed, "title"),
        link=_string(feed, "link"),
        language=_string(feed, "language"),
        ttl_minutes=int(ttl) or None if ttl.isdecimal() and len(ttl) < 7 else None,
        items=[_draft(entry) for entry in found.get("entries", [])[:MAX_ENTRIES]],
    )


def _draft(entry: Mapping[str, Any]) -> Draft:
    contents = [_string(part, "value") for part in entry.get("content", ())]
    bases = [_string(entry.get(name) or {}, "base") for name in ("title_detail", "summary_detail")]
    return Draft(
        guid=_string(entry, "id"),
        link=_string(entry, "link"),
        title=_string(entry, "title"),
        date=_date(entry),
        summary=_string(entry, "summary"),
        contents=contents,
        author=_string(entry, "author"),
        tags=[_string(tag, "label") or _string(tag, "term") for tag in entry.get("tags", ())],
        base=next((base for base in bases if base), ""),
    )


def _string(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _date(entry: Mapping[str, Any]) -> datetime | None:
    for name in ("published", "created", "updated"):
        date = parse_date(_string(entry, name)) or _moment(entry.get(f"{name}_parsed"))
        if date:
            return date
    return None


def _moment(parts: Any) -> datetime | None:
    """feedparser's own reading of a date, a `time.struct_time` in UTC."""
    if not parts:
        return None
    try:
        year, month, day, hour, minute, second = parts[:6]
        return as_utc(datetime(year, month, day, hour, minute, second, tzinfo=UTC))
    except (TypeError, ValueError):
        return None
