"""Feeds that are not well-formed: feedparser's forgiving parser → drafts.

feedparser is only ever handed a byte stream: anything else it would try as a file name or as an
address to fetch.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.errors import ReadingFailed
from bot.ingest.dates import as_utc, parse_date
from bot.ingest.drafts import MAX_ENTRIES, Draft, FeedDraft


def read(text: str, url: str) -> FeedDraft:
    """What can be made of this text; `ReadingFailed` when feedparser sees no feed in it."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:
        raise ReadingFailed(f"the feed is broken beyond repair ({type(error).__name__})") from error
    if not found.get("version") and not found.get("entries"):
        raise ReadingFailed("this is not a feed")
    return _feed(found)


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
