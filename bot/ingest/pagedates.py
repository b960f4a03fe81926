"""When a page says that its article was published, from the surest place that says it.

Order: structured data, meta elements, marked-up times, the address, a date in words near the
headline. Only the last resort is htmldate's search of the whole page.
"""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bot.ingest.dates import parse_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article:published", "published_time", "publish-date", "publish_date", "publishdate",
    "publication_date", "publication-date", "pubdate", "published", "dc.date.issued",
    "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published",
    "article.created", "datecreated", "created", "rnews:datepublished", "article_date_original",
    "og:pubdate", "ptime", "citation_publication_date", "citation_online_date", "doc_date",
    "last-modified-date", "dc.created", "release_date", "timestamp", "originalpublicationdate",
)  # fmt: skip
_CHANGED = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "revised",
    "dcterms.modified", "dc.date.modified",
)  # fmt: skip
_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_NUMBERS = re.compile(
    r"(?<![\d.])(?:(?P<y>(?:19|20)\d\d)\s?[-./年]\s?(?P<m>\d{1,2})\s?[-./月]\s?(?P<d>\d{1,2})日?"
    r"|(?P<d2>\d{1,2})\s?[-./]\s?(?P<m2>\d{1,2})\s?[-./]\s?(?P<y2>(?:19|20)\d\d))(?!\d)"
)
_WORDS = re.compile(
    r"(?<!\d)(?:(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?(?P<m>[^\W\d_]{3,12})\.?,?\s+"
    r"(?:de\s+|del\s+)?(?P<y>(?:19|20)\d\d)"
    r"|(?P<m2>[^\W\d_]{3,12})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d))(?!\d)"
)
_DATED = re.compile(
    r"(?i)\W*(?:published|posted|date|veröffentlicht|erstellt|datum|stand|publi|опубл|дата|data|dodan)"
)
# A day, or midnight in the page's own zone, which is how systems write a day.
_DAY_FIRST = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d")
_ONLY_DAY = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]00:00(?::00)?(?:\.0+)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?"
)


@dataclass(frozen=True, slots=True)
class When:
    """A moment in UTC; `whole_day` when only its day is known."""

    moment: datetime
    whole_day: bool = False


@cache
def _months() -> tuple[tuple[int, re.Pattern[str]], ...]:
    table = tomllib.loads(files("bot.ingest").joinpath("data/dates.toml").read_text("utf-8"))
    return tuple((int(n), re.compile(f"(?:{p})", re.I)) for n, p in table["months"].items())


def stated(text: str) -> When | None:
    """A date in a form that machines write, or one in words; None when it is no date."""
    text = text.strip()[:100]
    if not text or _DAY_FIRST.match(text):
        return in_words(text)
    if text.isdecimal() and len(text) in {10, 13}:
        moment = datetime.fromtimestamp(int(text[:10]), UTC)
    else:
        moment = parse_date(text) if text[:1].isalnum() else None  # type: ignore[assignment]
    if moment is not None and 1990 <= moment.year <= 2100:
        if found := _ONLY_DAY.fullmatch(text):
            return _day(*(int(part) for part in found.groups()))
        return When(moment)
    return in_words(text)


def in_words(text: str) -> When | None:
    """The first date that stands in a text, day before month where both orders are possible."""
    found = _NUMBERS.search(text)
    if found:
        year, month, day = (found.group(k) or found.group(f"{k}2") for k in "ymd")
        return _day(int(year), int(month), int(day)) or _day(int(year), int(day), int(month))
    for found in _WORDS.finditer(text):
        year, name, day = (found.group(k) or found.group(f"{k}2") for k in "ymd")
        for number, pattern in _months():
            if pattern.match(name):
                return _day(int(year), number, int(day))
    return None


def _day(year: int, month: int, day: int) -> When | None:
    try:
        return When(datetime(year, month, day, tzinfo=UTC), True)
    except ValueError:
        return None


def in_address(url: str) -> When | None:
    """The day that an address carries ("/2026/03/04/", "20260304"), or None."""
    found = _ADDRESS.search(url)
    return _day(*(int(group) for group in found.groups())) if found else None


def declared(meta: dict[str, str], article: dict[str, Any]) -> When | None:
    """What structured data and meta elements declare as the time of publication."""
    values = [meta.get(key) for key in _META[:1]]
    values += [article.get(key) for key in ("datePublished", "dateCreated", "uploadDate")]
    values += [meta.get(key) for key in _META[1:]]
    return next((w for v in values if isinstance(v, str) and (w := stated(v))), None)


def changed(meta: dict[str, str], article: dict[str, Any]) -> When | None:
    """When the page says that it was last changed."""
    values = [article.get("dateModified"), *(meta.get(key) for key in _CHANGED)]
    return next((w for v in values if isinstance(v, str) and (w := stated(v))), None)


def in_lines(lines: Sequence[str]) -> When | None:
    """The first date in one of a page's short lines, those that begin with a date word first."""
    short = [line for line in lines if len(line) <= 120]
    for line in (*filter(_DATED.match, short), *short):
        if when := in_words(line):
            return when
    return None


def marked_up(root: HtmlElement) -> When | None:
    """The first <time> that says it is the publication's, else the first that stands alone."""
    first: When | None = None
    for element in root.iter("time", "abbr"):
        names = element.attrib
        text = names.get("title" if element.tag == "abbr" else "datetime", "")
        if not (when := stated(text) or stated("".join(element.itertext())[:60])):
            continue
        said = f"{names.get('itemprop', '')} {names.get('class', '')}".lower()
        if "pub" in said or "pubdate" in names or "datecreated" in said:
            return when
        first = first or when
    return first


def searched(root: HtmlElement, url: str) -> When | None:
    """What htmldate finds on the whole page (slow: about the cost of an extraction)."""
    from htmldate import find_date

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = find_date(root, original_date=True, extensive_search=False, url=url or None)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    return stated(str(found)) if found else None
