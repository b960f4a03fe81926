"""A page as it came, read: its main article as prose, what it says of itself, what else is there.

    page = read_page(answer.body, answer.url, answer.content_type)

One page goes through decoding, one parse, the choice of its text, cleaning, and metadata. No
input raises; a page that gives nothing says so in `Page.problem`.
"""

from __future__ import annotations

import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.core import clean, language, markup
from bot.core.models import Page
from bot.ingest import aggregator
from bot.ingest.aggregator import Line
from bot.ingest.decoding import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.metadata import Document

is_html = markup.is_html


def read_page(html: bytes | str, url: str = "", content_type: str = "") -> Page:
    """The article of a page, or of a plain text.

    `html` is the body as it came (at most 3 MB of it are read); `url` its final address, which
    may be empty; `content_type` the HTTP header. `Page.problem` is "empty" when no text was
    found. Raises nothing.
    """
    text = decode(html, content_type) if isinstance(html, bytes) else html[: markup.MAX_CHARS]
    if not markup.is_html(text):
        return _read_text(text, url)
    root = markup.parse(text)
    if root is None:
        return Page(url=url, problem="empty")
    return _read_markup(root, url)


def _read_text(text: str, url: str) -> Page:
    lines = [Line(row) for row in clean.text_lines(text)]
    told = aggregator.split(lines)
    rows = clean.paragraphs(line.text for line in (lines[: told.end] if told else lines))
    head = ""
    if len(rows) > 1 and len(rows[0]) <= 200 and rows[0][-1] not in ".;,:。":
        head, rows = rows[0], rows[1:]
    body = "\n\n".join(rows)
    return Page(
        url=url,
        title=head,
        text=body,
        language=language.detect(body) or None,
        hashtags=told.hashtags if told else (),
        related=told.related if told else (),
        problem=None if body else "empty",
    )


def _read_markup(root: HtmlElement, url: str) -> Page:
    claimed = root.get("lang")
    found = _extracted(root, url)
    if found is None:
        return Page(url, problem="empty", language=language.normalize(claimed) or None)
    site = clean.line(found.sitename or "")
    title = clean.title(found.title or "", site)
    rows = clean.paragraphs((found.text or "").split("\n"))
    body = "\n\n".join(rows[1:] if rows[:1] == [title] else rows)
    return Page(
        url=url,
        title=title,
        text=body,
        date=_day(found.date),
        author=clean.line(found.author or ""),
        site=site,
        language=language.detect(body, claimed) or None,
        image=found.image or "",
        problem=None if body else "empty",
    )


def _extracted(root: HtmlElement, url: str) -> Document | None:
    """What trafilatura makes of the page (its Document), or None where it fails on it."""
    from trafilatura import bare_extraction
    from trafilatura.metadata import Document

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = bare_extraction(
                root, url=url or None, fast=True, include_comments=False, with_metadata=True
            )
            return found if isinstance(found, Document) else None
    except Exception:  # a library's fault on a stranger's page is an ordinary failure here
        return None


def _day(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
    except ValueError:
        return None
