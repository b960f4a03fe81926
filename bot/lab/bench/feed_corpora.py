"""Public feed corpora, in a folder: documents with what others say is in them.

Each case is a document with the claims of its own suite that we can hold ourselves to; a claim is
(what it is about, what is expected, what we read). Nothing here is part of the product.
"""

from __future__ import annotations

import ast
import gzip
import json
import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bot.core.model.feeds import Entry, ParsedFeed
from bot.core.model.reasons import ReadingFailed
from bot.ingest.feeds.parser import parse_feed

_EXPECT = re.compile(r"Expect:\s*(.*?)\s*-->", re.S)
_TYPE = re.compile(r"Header:\s*Content-type:\s*(.*)", re.I)
_LOCATION = re.compile(r"Header:\s*Content-Location:\s*(\S+)", re.I)
_DATES = ("published_parsed", "issued_parsed", "date_parsed", "created_parsed", "updated_parsed")


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a suite says of a document, and what we make of the same thing."""

    about: str
    expected: Any
    ours: Any


@dataclass(frozen=True, slots=True)
class Case:
    """A document, why it was not read ("": it was), and the claims about it."""

    name: str
    refusal: str = ""
    claims: list[Claim] = field(default_factory=list)
    unasked: bool = False


def archive(folder: Path, name: str) -> dict[str, bytes]:
    """The files of a corpus by path; empty when it is not there."""
    path = folder / f"{name}.dev.tar.gz"
    if not path.exists():
        return {}
    with tarfile.open(path) as tar:
        members = [member for member in tar if member.isfile()]
        return {one.name: file.read() for one in members if (file := tar.extractfile(one))}


def read(body: bytes, url: str = "", content_type: str = "") -> tuple[ParsedFeed | None, str]:
    """What the parser makes of a document: a feed, or its reason; any other exception escapes."""
    try:
        return parse_feed(body, url, content_type), ""
    except ReadingFailed as failure:
        return None, str(failure)


# --- feedparser: a comment in each file holds an assertion in Python ------------------------


def feedparser_cases(folder: Path) -> Iterator[Case]:
    """feedparser's own suite: comparisons in its assertions that are about what we keep."""
    for name, body in sorted(archive(folder, "feedparser_tests").items()):
        comment = _readable(body)
        kind, place = _TYPE.search(comment), _LOCATION.search(comment)
        url = place[1] if place else "http://127.0.0.1:8097/tests/file.xml"
        parsed, refusal = read(body, url, kind[1].strip() if kind else "")
        assertion = _EXPECT.search(comment)
        claims = _claims(assertion[1], parsed) if assertion and parsed else []
        unasked = not (claims or refusal)
        yield Case(name.removeprefix("tests/"), refusal, claims, unasked)


def _readable(body: bytes) -> str:
    for codec in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp037"):
        text = body.decode(codec, "replace")
        if "Expect:" in text:
            return text
    return body.decode("latin-1")


def _claims(assertion: str, parsed: ParsedFeed) -> list[Claim]:
    try:
        tree = ast.parse(re.sub(r"\bu(?=['\"])", "", assertion.strip()), mode="eval")
    except (SyntaxError, ValueError):
        return []
    compares = [node for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    claims = (_claim(node, parsed) for node in compares if isinstance(node.ops[0], ast.Eq))
    return [claim for claim in claims if claim]


def _claim(node: ast.Compare, parsed: ParsedFeed) -> Claim | None:
    about = re.sub(r"\.(\w+)", r"['\1']", ast.unparse(node.left))
    try:
        expected = ast.literal_eval(node.comparators[0])
    except ValueError:
        return None
    if about == "len(entries)":
        return Claim(about, expected, len(parsed.entries))
    found = re.match(r"(feed|entries\[(-?\d+)\])((?:\['?\w+'?\])+)$", about)
    if not found:
        return None
    path = tuple(re.findall(r"\w+", found[3]))
    if found[1] == "feed":
        read_feed = _FEED.get(path)
        return Claim(about, expected, read_feed(parsed)) if read_feed else None
    read_entry = _ENTRY.get(path)
    if not read_entry:
        return None
    entry = parsed.entries[int(found[2])] if parsed.entries else None
    return Claim(about, expected, read_entry(entry) if entry else None)


def _moment(entry: Entry) -> tuple[int, ...] | None:
    return tuple(entry.date.utctimetuple()) if entry.date else None


_FEED: dict[tuple[str, ...], Callable[[ParsedFeed], Any]] = {
    ("title",): lambda feed: feed.title,
    ("title_detail", "value"): lambda feed: feed.title,
    ("link",): lambda feed: feed.link,
    ("language",): lambda feed: feed.language,
}
_ENTRY: dict[tuple[str, ...], Callable[[Entry], Any]] = {
    ("title",): lambda entry: entry.title,
    ("title_detail", "value"): lambda entry: entry.title,
    ("link",): lambda entry: entry.link,
    ("id",): lambda entry: entry.key,
    ("guid",): lambda entry: entry.key,
    ("description",): lambda entry: entry.summary or entry.html,
    ("summary",): lambda entry: entry.summary or entry.html,
    ("summary_detail", "value"): lambda entry: entry.summary or entry.html,
    ("content", "0", "value"): lambda entry: entry.html,
    ("author",): lambda entry: entry.author,
    ("author_detail", "name"): lambda entry: entry.author,
    ("category",): lambda entry: entry.tags[0] if entry.tags else None,
    ("tags", "0", "term"): lambda entry: entry.tags[0] if entry.tags else None,
    **{(name,): _moment for name in _DATES},
}


# --- suites with expected JSON, and the real feeds with a reference parse -------------------


def json_cases(folder: Path, corpus: str) -> Iterator[Case]:
    """gofeed's and fastfeedparser's documents: titles, links and dates of their expected JSON."""
    files = archive(folder, corpus)
    for name, body in sorted(files.items()):
        stem, _, kind = name.rpartition(".")
        pair = f"{stem}.json" if kind == "xml" else f"{stem}_expected.json"
        if pair not in files or name == pair:
            continue
        parsed, refusal = read(body, _BASE)
        claims = _expected_claims(json.loads(files[pair]), parsed) if parsed else []
        yield Case(name, refusal, claims, unasked=not (claims or refusal))


_BASE = "https://feed.example/"


def _expected_claims(expected: dict[str, Any], parsed: ParsedFeed) -> list[Claim]:
    head = expected.get("feed", expected)
    items = expected.get("items") or expected.get("entries") or []
    claims = [Claim("feed title", head["title"], parsed.title)] if head.get("title") else []
    claims.append(Claim("len(entries)", len(items), len(parsed.entries)))
    for place, (item, entry) in enumerate(zip(items, parsed.entries, strict=False)):
        ours = {"title": entry.title, "link": entry.link, "date": _stamp(entry)}
        theirs = {"title": item.get("title"), "link": _link(item), "date": _date(item)}
        claims += [
            Claim(f"entry {place} {about}", value, ours[about])
            for about, value in theirs.items()
            if value
        ]
    return claims


def _link(item: dict[str, Any]) -> str | None:
    links = [one for one in item.get("links") or () if isinstance(one, dict)]
    alternate = [one.get("href") for one in links if one.get("rel", "alternate") == "alternate"]
    return item.get("link") or item.get("url") or next(iter(alternate), None)


def _date(item: dict[str, Any]) -> str | None:
    names = ("publishedParsed", "pubDateParsed", "published", "date_published", "updatedParsed")
    value = next((item[name] for name in names if item.get(name)), None)
    return value[:19] if isinstance(value, str) else None


def _stamp(entry: Entry) -> str | None:
    return entry.date.strftime("%Y-%m-%dT%H:%M:%S") if entry.date else None


def plain_cases(folder: Path) -> Iterator[Case]:
    """miniflux's feeds: they are read, and no letter is lost on the way."""
    for name, body in sorted(archive(folder, "miniflux_testdata").items()):
        if name.endswith(".xml"):
            parsed, refusal = read(body, _BASE)
            text = " ".join(f"{e.title} {e.html}" for e in parsed.entries) if parsed else ""
            yield Case(name, refusal, [Claim("lost letters", 0, text.count("\ufffd"))])


@cache
def references(folder: Path) -> dict[str, dict[str, Any]]:
    """feedparser 6's parse of the real feeds, by name; empty when it is not there."""
    path = folder / "realworld_feeds.feedparser6.dev.jsonl.gz"
    if not path.exists():
        return {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def real_cases(folder: Path) -> Iterator[Case]:
    """The real feeds beside their reference: entry counts, and each title, link and date."""
    for name, body in sorted(archive(folder, "realworld_feeds").items()):
        reference = references(folder).get(name)
        if reference:
            link = reference["feed_link"] or ""
            parsed, refusal = read(body, link if link.startswith("http") else _BASE)
            claims = _reference_claims(reference, parsed) if parsed else []
            yield Case(name, refusal, claims)


def _reference_claims(reference: dict[str, Any], parsed: ParsedFeed) -> list[Claim]:
    claims = [Claim("len(entries)", reference["n_entries"], len(parsed.entries))]
    for place, (item, entry) in enumerate(zip(reference["entries"], parsed.entries, strict=False)):
        title = item["title"] or ""
        if title.replace("-", ": ", 1) == entry.title:  # an agency's label, which we set off
            title = entry.title
        theirs = (title, item["link"], (item["published"] or "")[:19])
        ours = (entry.title, entry.link, _stamp(entry))
        named = zip(("title", "link", "date"), theirs, ours, strict=True)
        claims += [Claim(f"entry {place} {about}", a, b) for about, a, b in named if a]
    return claims
