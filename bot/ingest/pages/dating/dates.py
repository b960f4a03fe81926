"""When a page says that its article was published, from the surest place that says it.

Order: structured data and meta elements, weighed against the date that is printed by the headline;
marked-up times, the address, a date in words further off. Only the last resort is htmldate's
search of the whole page.
"""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from bot.ingest.dates import parse_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_NUMBERS = re.compile(
    r"(?<![\d.])(?:(?P<y>(?:19|20)\d\d)\s?[-./年]\s?(?P<m>\d{1,2})\s?[-./月]\s?(?P<d>\d{1,2})日?(?!T\d)"
    r"|(?P<d2>\d{1,2})\s?[-./]\s?(?P<m2>\d{1,2})\s?[-./]\s?(?P<y2>(?:19|20)\d\d))(?!\d|:\d)"
)
_WORDS = re.compile(
    r"(?<!\d)(?:(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?(?P<m>[^\W\d_]{3,12})\.?,?\s+"
    r"(?:de\s+|del\s+)?(?P<y>(?:19|20)\d\d)"
    r"|(?P<m2>[^\W\d_]{3,12})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)\s+(?P<m3>[^\W\d_]{3,12})\.?\s+(?P<d3>\d{1,2}))(?!\d)"
)
DATED = re.compile(
    r"(?i)\W{0,8}(?:published|post(?:ed)?\b|date|veröffentlicht|erstellt|datum|stand|publi|опубл|дата|data|dodan)"
)
CHANGE = re.compile(
    r"(?i)updat|aktualis|geändert|modifi|bearbeitet|mis à jour|actualiz|atualiz|aggiorn|обновл"
)
_OPENS = re.compile(
    r"(?i)(?:[^\W\d]+mitteilung(?: vom)?\W*)?"
    r"\d{1,2}\W{1,2}\w{1,12}\W{1,2}(?:19|20)\d\d\s*[-–—|:·/]"
)
_A_DAY, _A_YEAR = timedelta(days=1), timedelta(days=366)
_ISO_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d)")
_BY_HEADLINE = 9
"""So many lines after the headline may carry the printed date."""
_BESIDE = 60
"""So many characters may stand with a printed date in its line: the byline, a section, a time."""
_LONG = 120
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/20\d\d(?!\d)")
_LAST_MONTH = 12
_FIRST_YEAR = 2000
"""Before it a date that stands alone below a headline is that of the matter."""

_SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d\d)(?![\w.:])")
# A day, or midnight in the page's own zone, which is how systems write a day.
_DAY_FIRST = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d")
_ONLY_DAY = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]00:00(?::00)?(?:\.0+)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?"
)


@dataclass(frozen=True, slots=True)
class When:
    """A moment in UTC; `whole_day` when only its day is known.

    `day` is the day as the page writes it, in its own zone: the moment's day in UTC may be the
    one before or after.
    """

    moment: datetime
    whole_day: bool = False
    day: date = date.min

    def __post_init__(self) -> None:
        if self.day == date.min:
            object.__setattr__(self, "day", self.moment.date())


class Printed(NamedTuple):
    """A date that a page prints; `labelled` when a word says that it is the publication's,
    `alone` when its line holds nothing else, `slashed` when it is written like 3/4/2026."""

    when: When
    labelled: bool
    alone: bool = False
    slashed: bool = False


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
        written = _day_first(text) or in_words(text)
        near = written and abs(written.day - moment.date()) <= _A_DAY
        return When(moment, day=written.day) if written and near else When(moment)
    return in_words(text)


def _day_first(text: str) -> When | None:
    """The day that a machine's date begins with."""
    found = _ISO_DAY.match(text)
    return _day(*(int(part) for part in found.groups())) if found else None


def in_words(text: str, *, month_first: bool = False) -> When | None:
    """The first date that stands in a text; `month_first` says how 3/4/2026 is read."""
    return next((when for when, _ in _dates(text, month_first=month_first)), None)


def puts_month_first(lines: Iterable[str], language: str) -> bool:
    """Whether a page writes 3/4/2026 for the fourth of March: another of its dates can be read
    in no other way, or it declares the language of the United States."""
    found = [pair for line in lines if "/20" in line for pair in _SLASHED.findall(line[:_LONG])]
    if any(int(first) > _LAST_MONTH for first, _ in found):
        return False
    american = language.lower().replace("_", "-").startswith("en-us")
    return american or any(int(second) > _LAST_MONTH for _, second in found)


def days_in(text: str, *, month_first: bool = False) -> list[When]:
    """The days that stand in a text."""
    return [when for when, _ in _dates(text, month_first=month_first)]


def is_only_date(line: str) -> bool:
    """Whether a line is a date, perhaps with a weekday, a time or "Published"."""
    if len(line) > _LONGEST_ALONE or not any(map(str.isdigit, line)):
        return False
    told = [size for _, size in _dates(line)]
    if len(told) != 1 or len(line) - told[0] > _BESIDE_ALONE:
        return False
    return len(_LONGER.findall(line)) <= _WORDS_ALONE and not _WIDE.search(line)


_LONGEST_ALONE, _BESIDE_ALONE, _WORDS_ALONE = 45, 20, 2
_LONGER = re.compile(r"[^\W\d_]{3,}")
_WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]{4}")


def _dates(text: str, *, month_first: bool = False) -> Iterator[tuple[When, int]]:
    """The dates that stand in a text, each with how many characters it takes."""
    for found in _NUMBERS.finditer(text):
        year, month, day = (int(found.group(k) or found.group(f"{k}2")) for k in "ymd")
        if month_first and "/" in found.group() and found.group("y2"):
            month, day = day, month
        if when := _day(year, month, day) or _day(year, day, month):
            yield when, len(found.group())
    for found in _WORDS.finditer(text):
        named, name, number = (
            found.group(k) or found.group(f"{k}2") or found.group(f"{k}3") for k in "ymd"
        )
        for month, pattern in _months():
            if pattern.match(name):
                if when := _day(int(named), month, int(number)):
                    yield when, len(found.group())
                break


def _day(year: int, month: int, day: int) -> When | None:
    try:
        return When(datetime(year, month, day, tzinfo=UTC), True)
    except ValueError:
        return None


def in_address(url: str) -> When | None:
    """The day that an address carries ("/2026/03/04/", "20260304"), or None."""
    found = _ADDRESS.search(url)
    return _day(*(int(group) for group in found.groups())) if found else None


def printed(lines: Sequence[str], *, month_first: bool = False) -> Printed | None:
    """The date that stands by the headline, alone or with a byline; never that of a change.

    `lines` are those after the headline; at most one of them, the lead, is passed over.
    """
    prose = 0
    for line in dict.fromkeys(lines[:_BY_HEADLINE]):
        prose += len(line) > _LONG
        labelled = DATED.match(line) is not None
        told = len(line) <= _LONG and (prose < 2 or labelled)
        if told and "(@" not in line:
            line = unchanged(line)
            found = [*_dates(line, month_first=month_first), *_short_years(line)]
            if len({when for when, _ in found}) == 1 and len(line) - found[0][1] <= _BESIDE:
                alone = len(line.strip()) == found[0][1]
                return Printed(found[0][0], labelled, alone, _SLASHED.search(line) is not None)
    return None


def unchanged(line: str) -> str:
    """A line up to where it begins to tell of a change ("4 March 2026. Updated: 6 May 2026")."""
    change = CHANGE.search(line)
    return line[: change.start()] if change else line


def _short_years(text: str) -> Iterator[tuple[When, int]]:
    """Dates such as 4.3.26, which are dates only where nothing else can be meant."""
    for found in _SHORT_YEAR.finditer(text):
        day, month, year = (int(part) for part in found.groups())
        if when := _day(2000 + year, month, day):
            yield when, len(found.group())


def agreed(
    stated: When | None,
    shown: Printed | None,
    others: Sequence[When] = (),
    last: When | None = None,
) -> When | None:
    """The time of publication from what a page's markup states and what it prints.

    The printed date gives the day in the page's own zone. Where it is another day altogether it
    is what the reader is told: many systems state the day on which they last sent a page out.
    A day that lies years back, or ahead without a word that it is the publication's, may be
    that of the matter itself; it is not where it is one of the other dates that the page states
    (`others`), nor, years back, where it has a line of its own, nor where such a line says
    without a word of change when the page was `last` changed.
    """
    if stated is None or shown is None:
        return stated or (shown.when if shown else None)
    day = shown.when.day
    apart = day - stated.day
    if abs(apart) <= _A_DAY:
        return replace(stated, day=day)
    turned = (day.year, day.month, day.day) == (stated.day.year, stated.day.day, stated.day.month)
    if turned and shown.slashed:
        return stated
    believed = -_A_YEAR < apart < (_A_YEAR if shown.labelled else _A_DAY)
    believed = believed or any(abs(day - other.day) <= _A_DAY for other in others)
    renewed = last is not None and abs(day - last.day) <= _A_DAY
    believed = believed or (shown.alone and renewed)
    believed = believed or (shown.alone and apart < _A_DAY and day.year >= _FIRST_YEAR)
    return shown.when if believed else stated


def in_lines(
    lines: Sequence[str], *, month_first: bool = False, changes: bool = False
) -> When | None:
    """The first date in one of a page's lines: those that begin with a date or a date word
    before short ones that hold one somewhere; dates of `changes` only where they are asked for."""
    lines = lines if changes else [unchanged(line) for line in lines]
    opening = [line[:_LONG] for line in lines if _OPENS.match(line) or DATED.match(line[:40])]
    told = (*opening, *(line for line in lines if len(line) <= _LONG))
    return next((w for x in told if (w := in_words(x, month_first=month_first))), None)


def labelled(lines: Iterable[str], *, month_first: bool = False) -> When | None:
    """The day in the first short line of a page that says it is the publication's."""
    told = (line for line in lines if len(line) <= _BESIDE and DATED.match(line))
    return next((w for x in told if (w := in_words(x, month_first=month_first))), None)


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
