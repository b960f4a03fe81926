"""Dates as feeds write them → aware UTC datetimes.

Feeds follow RFC 822, RFC 3339 or neither. What cannot be read is None, never a guess: an entry
without a date is ordered by when it was first seen.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

OLDEST_YEAR = 1980
"""Earlier dates are a machine's zero, not a day on which somebody published a feed entry."""

_MONTHS: dict[str, int] = {
    prefix: number
    for number, prefixes in enumerate(
        (
            "jan gen ene sty янв січ ιαν oca led 一月",
            "feb fév fev lut фев лют φεβ şub úno 二月",
            "mar mär maa мар бер μαρ μάρ bře 三月",
            "apr avr abr kwi апр кві απρ nis dub 四月",
            "may mai mag mei maj май мая тра μαΐ μάι μαι kvě 五月",
            "jun juin giu cze июн чер ιουν ιούν haz červen června 六月",
            "jul juil lug lip июл лип ιουλ ιούλ tem červenec července 七月",
            "aug aoû aou ago sie авг сер αυγ αύγ ağu srpen srpna 八月",
            "sep set wrz сен вер σεπ eyl zář 九月",
            "oct okt out ott paź paz окт жов οκτ eki říj 十月",
            "nov lis ноя лис νοε νοέ kas 十一月",
            "dec dez déc dic gru дек гру δεκ ara pro 十二月",
        ),
        start=1,
    )
    for prefix in prefixes.split()
}

_ZONES: dict[str, float] = {
    name: float(hours)
    for hours, names in (
        pair.split(":")
        for pair in (
            "0:z ut utc gmt wet|-2.5:ndt|-3:adt brt art|-3.5:nst|-4:ast edt|-5:est cdt|-6:cst mdt"
            "|-7:mst pdt|-8:pst akdt|-9:akst|-10:hst|1:bst west cet mez met|2:cest mesz eet sast"
            "|3:eest msk|5:pkt|5.5:ist|7:wib|8:sgt hkt awst|9:jst kst|10:aest|11:aedt|12:nzst"
            "|13:nzdt"
        ).split("|")
    )
    for name in names.split()
}
"""Hours east of UTC by abbreviation, the commonest meaning where there are several."""

_OFFSET = r"(?P<zone>[zZ]|(?:utc|gmt|UTC|GMT)?\s?[+-]\d{1,2}(?::?\d{2})?|[A-Za-z]{2,5})?"
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?"
)
_ISO = re.compile(
    r"(?P<year>\d{4})\s?[-/.年년]\s?(?P<month>\d{1,2})\s?[-/.月월]\s?(?P<day>\d{1,2})(?!\d)\s?[日일.]?"
    rf"(?:[Tt\s]*{_CLOCK}\s*{_OFFSET})?"
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)"
    rf"(?:,?\s+{_CLOCK}\s*{_OFFSET})?"
)
_UNIX = re.compile(r"(\d{10})(\d{3})?(?:\.\d{1,9})?")
_BASIC = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:[Tt](?P<hour>\d{2}):?(?P<minute>\d{2}):?(?P<second>\d{2})?(?P<zone>[zZ])?)?$"
)
_WORDS = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?"
    r"(?P<name>[^\W\d]{2,12})\.?,?[\s-]+(?:de\s+)?(?P<year>\d{4}|\d{2})\b"
    rf"(?:,?\s+(?:(?:at|um)\s+)?{_CLOCK}\s*{_OFFSET})?"
)
_AMERICAN = re.compile(
    r"(?:[^\W\d]{2,12}\.?,?\s+)?(?P<name>[^\W\d]{3,12})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+"
    rf"(?P<year>\d{{4}})\b(?:,?\s+(?:(?:at|-)\s+)?{_CLOCK}\s*{_OFFSET})?"
)
_ASCTIME = re.compile(
    r"[^\W\d]{2,12}\s+(?P<name>[^\W\d]{3,12})\s+(?P<day>\d{1,2})\s+"
    rf"{_CLOCK}\s+(?:(?P<zone>[A-Z]{{1,5}}|[+-]\d{{4}})\s+)?(?P<year>\d{{4}})"
)


def parse_date(text: str) -> datetime | None:
    """A date in RFC 3339, RFC 822 or a common departure from them, as an aware UTC datetime.

    Seconds and milliseconds since 1970 are read, too. A missing time is midnight, a missing or
    unknown zone is UTC. None for what names no day (a year or a month alone), for what may be two
    days (03/04/2026), for a day that does not exist, and for years before `OLDEST_YEAR`.
    """
    text = " ".join(text[:120].split())
    if found := _UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC)
    for pattern in (_BASIC, _ISO, _WORDS, _ASCTIME, _AMERICAN):
        match = pattern.match(text)
        if match:
            return _from_parts(match.groupdict())
    return _from_numbers(text)


def _from_numbers(text: str) -> datetime | None:
    """A date of numbers with its year last: day first where dots part them, and elsewhere by the
    one of the two that is no month; None where both may be."""
    match = _DAY_FIRST.match(text)
    if not match:
        return None
    parts = match.groupdict()
    first, second = int(parts["day"]), int(parts["month"])
    if parts["mark"] != "." and first != second:
        if first <= 12 and second <= 12:
            return None
        if second > 12:
            parts |= {"day": parts["month"], "month": parts["day"]}
    return _from_parts(parts)


def as_utc(moment: datetime) -> datetime | None:
    """A parsed datetime in UTC (naive ones are taken as UTC), or None when it is no real date."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        utc = aware.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return utc if utc.year >= OLDEST_YEAR else None


def _from_parts(parts: dict[str, str | None]) -> datetime | None:
    month = _month(parts)
    if not month:
        return None
    hour = int(parts.get("hour") or 0)
    try:
        day = datetime(_year(parts["year"] or ""), month, int(parts["day"] or 0))
        clock = timedelta(
            hours=_half_day(hour, parts.get("half")),
            minutes=int(parts.get("minute") or 0),
            seconds=int(parts.get("second") or 0),
        )
        zone = timezone(timedelta(hours=_offset(parts.get("zone"))))
        return as_utc((day + clock).replace(tzinfo=zone)) if clock.days < 2 else None
    except (ValueError, OverflowError):
        return None


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 70 else 2000)


def _month(parts: dict[str, str | None]) -> int:
    name = (parts.get("name") or "").casefold()
    if not name:
        return int(parts.get("month") or 1)
    return _MONTHS.get(name[:4]) or _MONTHS.get(name[:3]) or _MONTHS.get(name, 0)


def _half_day(hour: int, half: str | None) -> int:
    if not half:
        return hour
    return hour % 12 + (12 if half in "pP" else 0)


def _offset(zone: str | None) -> float:
    if not zone:
        return 0
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", zone)
    if not match:
        return _ZONES.get(zone.casefold(), 0)
    hours = int(match[2]) + int(match[3] or 0) / 60
    return hours if match[1] == "+" else -hours
