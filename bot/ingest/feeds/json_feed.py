"""JSON Feed 1.0 and 1.1 → drafts. Fields of the wrong type count as missing."""

from __future__ import annotations

import html
import json
from datetime import datetime
from typing import Any

from bot.core.model.reasons import ReadingFailed, Reason
from bot.ingest.dates import parse_date
from bot.ingest.feeds import authors
from bot.ingest.feeds.raw import MAX_ENTRIES, RawEntry, RawFeed
from bot.ingest.feeds.text import sound


def read(text: str) -> RawFeed:
    """The feed in this JSON text; `ReadingFailed` when it is no JSON or no JSON Feed."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadingFailed(Reason.NOT_JSON) from error
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise ReadingFailed(Reason.NOT_A_JSON_FEED)
    return RawFeed(
        title=_string(document, "title"),
        link=_string(document, "home_page_url"),
        language=_string(document, "language"),
        items=[_draft(item) for item in items[:MAX_ENTRIES] if isinstance(item, dict)],
    )


def _draft(item: dict[str, Any]) -> RawEntry:
    text = html.escape(_string(item, "content_text"), quote=False)
    contents = [content for content in (_string(item, "content_html"), text) if content]
    return RawEntry(
        guid=_string(item, "id"),
        link=_string(item, "url") or _string(item, "external_url"),
        title=_string(item, "title"),
        date=_date(item),
        summary=_string(item, "summary") or text,
        contents=contents,
        author=_author(item),
        tags=[sound(tag) for tag in _list(item, "tags") if isinstance(tag, str)],
        misdated=bool(_string(item, "date_published")) and _date(item) is None,
    )


def _string(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return sound(value.strip()) if isinstance(value, str) else ""


def _list(item: dict[str, Any], name: str) -> list[Any]:
    value = item.get(name)
    return value if isinstance(value, list) else []


def _date(item: dict[str, Any]) -> datetime | None:
    published = parse_date(_string(item, "date_published"))
    return published or parse_date(_string(item, "date_modified"))


def _author(item: dict[str, Any]) -> str:
    named = [one for one in (*_list(item, "authors"), item.get("author")) if isinstance(one, dict)]
    return authors.names(_string(one, "name") for one in named)
