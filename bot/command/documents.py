"""The verbs that work on documents: extract, summarize, feed; one document, or a JSON line each."""

from __future__ import annotations

import asyncio
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from bot.chat.rendering.reasons import sentence
from bot.chat.rendering.texts import DEFAULT
from bot.core.model.articles import Page
from bot.core.model.feeds import ParsedFeed
from bot.core.model.reasons import ReadingFailed, Reason, Unreadable
from bot.core.model.responses import Response
from bot.errors import PrecisError
from config.settings import Settings
from summarizers.document import Bullet

Row = dict[str, Any]
MAX_FILE_BYTES = 64_000_000


def load(source: str, settings: Settings) -> Response:
    """The bytes of a file, an address, or standard input ("-"), as an Answer with status 200.

    Raises PrecisError with one line when it cannot be had.
    """
    if source.startswith(("http://", "https://")):
        answer = asyncio.run(_fetch(source, settings))
        if answer.status != 200:
            why = answer.error or Unreadable(Reason.STATUS, str(answer.status))
            raise PrecisError(f"{source}: {sentence(why, DEFAULT)}")
        return answer
    try:
        body = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as wrong:
        raise PrecisError(f"{source}: {wrong.strerror or wrong}") from None
    if len(body) > MAX_FILE_BYTES:
        raise PrecisError(f"{source}: larger than {MAX_FILE_BYTES // 1_000_000} MB")
    return Response(url="", status=200, body=body)


async def _fetch(url: str, settings: Settings) -> Response:
    from bot.app import now
    from bot.ingest.web.client import WebClient
    from bot.services.document_budget import Errand

    client = WebClient(
        clock=now,
        allowed=settings.allowed_private_hosts,
        reader_hosts=settings.reader_private_hosts,
    )
    try:
        return await client.get(url, errand=Errand(source=url))
    finally:
        await client.aclose()


def _iso(date: datetime | None) -> str | None:
    return date.isoformat() if date else None


def _on_its_day(page: Page) -> datetime | None:
    """The page's date, told in the nearest zone where it is the day that the page writes."""
    if page.date and page.day:
        for hours in sorted(range(-12, 15), key=abs):
            told = page.date.astimezone(timezone(timedelta(hours=hours)))
            if told.date() == page.day:
                return told
    return page.date


def page_row(page: Page) -> Row:
    """A Page as the contract's JSON gives it."""
    return {
        "title": page.title,
        "text": page.text,
        "language": page.language or "",
        "date": _iso(_on_its_day(page)),
        "author": page.author,
        "site": page.site,
        "hashtags": list(page.hashtags),
        "related": [asdict(other) | {"date": _iso(other.date)} for other in page.related],
    }


def feed_row(feed: ParsedFeed) -> Row:
    """A ParsedFeed as the contract's JSON gives it."""
    from bot.core.text.clean import prose

    items = [
        {
            "title": entry.title,
            "link": entry.link,
            "date": _iso(entry.date),
            "summary": prose(entry.summary),
            "text": prose(entry.html or entry.summary),
        }
        for entry in feed.entries
    ]
    return {"title": feed.title, "items": items}


def extract(options: Namespace, settings: Settings) -> int:
    """`precis extract`: the cleaned article of a page."""
    from bot.ingest.pages.reader import read_page
    from bot.ingest.workers.jobs import tagged

    if options.jsonl:
        return filter_lines(
            options.source, lambda row: page_row(tagged(read_page(_html(row), _url(row))))
        )
    answer = load(options.source, settings)
    page = tagged(read_page(answer.body, options.url or answer.url, answer.content_type))
    if options.format == "json":
        _print_json(page_row(page))
    else:
        print(_page_text(page))
    if not page.text:
        raise PrecisError(f"{options.source}: no article was found on this page")
    return 0


def _html(row: Row) -> str:
    return string(row, "html")


def _url(row: Row) -> str:
    return str(row.get("url") or "")


def string(row: Row, key: str) -> str:
    """A member of a row that must be a string. Raises PrecisError where it is none."""
    if not isinstance(row.get(key), str):
        raise PrecisError(f"{key!r} must be a string")
    return str(row[key])


def _page_text(page: Page) -> str:
    when = _on_its_day(page)
    facts = [page.site, page.author, when.strftime("%Y-%m-%d %H:%M %z") if when else ""]
    head = [page.title, " · ".join(fact for fact in facts if fact)]
    tags = " ".join(f"#{tag}" for tag in page.hashtags)
    related = [f"Related: {other.title} ({other.site or 'unknown'})" for other in page.related]
    return "\n\n".join(part for part in (*head, page.text, tags, "\n".join(related)) if part)


def summarize(options: Namespace, settings: Settings) -> int:
    """`precis summarize`: the bullets of an article."""
    from summarizers import summarize as bullets_of

    method, count = options.method or settings.summary_method, options.bullets

    def one(row: Row) -> Row:
        text, title = string(row, "text"), str(row.get("title") or "")
        language = str(row.get("language") or "")
        standfirst = str(row.get("standfirst") or "")
        found = bullets_of(text, title, language, count, method, standfirst)
        return {"bullets": [asdict(bullet) for bullet in found]}

    if options.jsonl:
        return filter_lines(options.source, one)
    return _summarize_one(options, settings, method, count)


def _summarize_one(options: Namespace, settings: Settings, method: str, count: int) -> int:
    from bot.ingest.pages.reader import read_page
    from summarizers import summarize as bullets_of

    answer = load(options.source, settings)
    page = read_page(answer.body, answer.url, answer.content_type)
    if options.explain:
        return _explain(page, count)
    found: list[Bullet] = bullets_of(
        page.text, title=page.title, language=page.language or "", bullets=count, method=method
    )
    if not found:
        raise PrecisError(f"{options.source}: there is no text to summarise")
    if options.format == "json":
        _print_json({"title": page.title, "bullets": [asdict(bullet) for bullet in found]})
    else:
        print("\n".join([page.title, *(f"• {bullet.text}" for bullet in found)]).strip())
    return 0


def _explain(page: Page, count: int) -> int:
    """Print why each sentence was taken, passed over or cut, by the default method."""
    from summarizers.lead.method import explain
    from summarizers.text.language import with_language
    from summarizers.text.sentences import parse

    document = with_language(parse(page.text, page.title, page.language or ""))
    verdicts = explain(document, count)
    order = [verdict.index for verdict in verdicts if verdict.taken]
    for verdict in sorted(verdicts, key=lambda verdict: verdict.index):
        mark = f"{order.index(verdict.index) + 1:2}" if verdict.taken else " -"
        cut = f" (left out:{', '.join(verdict.cut)})" if verdict.cut else ""
        print(f"{mark}  {verdict.reason}{cut}\n    {verdict.text}")
    return 0


def feed(options: Namespace, settings: Settings) -> int:
    """`precis feed`: what is read from one feed."""
    from bot.ingest.workers.jobs import read_feed

    answer = load(options.source, settings)
    row = feed_row(read_feed(answer))
    if options.format == "json":
        _print_json(row)
        return 0
    print(row["title"])
    for item in row["items"]:
        date = (item["date"] or "no date")[:16].replace("T", " ")
        print(f"{date}  {item['title']}\n                  {item['link']}")
    return 0


def lines_of(source: str) -> Iterator[bytes]:
    """The lines of a file, or of standard input ("-"), one at a time: a file of pages is larger
    than memory should be. Raises PrecisError where there is none."""
    if source == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(source).open("rb") as lines:
            yield from lines
    except OSError as wrong:
        raise PrecisError(f"{source}: {wrong.strerror or wrong}") from None


def rows_of(lines: Iterable[bytes]) -> Iterator[tuple[int, Row | None, str]]:
    """(number, the object or None, what is wrong with the line) for every line not empty."""
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as wrong:
            yield number, None, f"not JSON: {wrong}"[:200]
            continue
        yield (number, row, "") if isinstance(row, dict) else (number, None, "not a JSON object")


def filter_lines(source: str, work: Callable[[Row], Row]) -> int:
    """One JSON object a line in, one out; what fails is an error on its own line."""
    for _, row, fault in rows_of(lines_of(source)):
        if row is None:
            print_line({"id": None, "error": fault})
            continue
        try:
            print_line({"id": row.get("id")} | work(row))
        except ReadingFailed as failure:
            print_line({"id": row.get("id"), "error": sentence(failure.why, DEFAULT)})
        except PrecisError as failure:
            print_line({"id": row.get("id"), "error": str(failure)})
    return 0


def print_line(row: Row) -> None:
    """One JSON object as a line on standard output."""
    # Lone surrogates cannot be written as UTF-8; escaped they arrive as they came.
    text = json.dumps(row, ensure_ascii=False)
    try:
        sys.stdout.buffer.write(text.encode() + b"\n")
    except UnicodeEncodeError:
        sys.stdout.buffer.write(json.dumps(row).encode() + b"\n")


def _print_json(row: Row) -> None:
    sys.stdout.flush()
    print_line(row)
    sys.stdout.buffer.flush()
