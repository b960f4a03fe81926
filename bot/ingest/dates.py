"""Dates as feeds write them → aware UTC datetimes.

Feeds follow RFC 822, RFC 3339 or neither. What cannot be read is None, never a guess: an entry
without a date is ordered by when it was first seen.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

OLDEST_YEAR = 1980
"""Earlier dates are a machine's zero, not a day on which somebody published a feed entry."""
NEWEST_YEAR = 2100
"""Later ones are of another calendar (2569 is Thailand's 2026)."""

_MONTHS: dict[str, int] = {
    prefix: number
    for number, prefixes in enumerate(
        (
            "jan gen ene sty янв січ јан ιαν oca led 一月 sij ian jaan sau tam жан яну जनव जाने ஜனவ"
            " ينا",
            "feb fév fev lut фев лют φεβ şub úno 二月 velj veeb vas hel फर फेब பிப فبر",
            "mar mär maa мар бер μαρ μάρ bře 三月 mrt mrz ožu kov már मार மார் مار",
            "apr avr abr kwi апр кві απρ nis dub 四月 tra bal huh ápr अप्र एप् ஏப் أبر ابر",
            "may mai mag mei maj май мая мај тра μαΐ μάι μαι kvě 五月 svi máj geg tou मई मे மே ماي",
            "jun juin giu cze июн чер јун ιουν ιούν haz červen června 六月 jún lipn lipa iun juun"
            " jūn bir kes meith юни जून ஜூன் يون",
            "jul juil lug lipc lipi июл лип јул ιουλ ιούλ tem červenec července 七月 júl srpnj"
            " srpan iul juul jūl lie hei юли जुल ஜூலை يول",
            "aug aoû aou ago sie авг сер αυγ αύγ ağu srpna srpen srpnu 八月 kol agu rugp elo अगस"
            " ऑगस ஆகஸ் أغس",
            "sep set wrz сен вер сеп σεπ eyl zář 九月 ruj szep rugs syy सित सप् செப் سبت",
            "oct okt out ott paź paz окт жов οκτ eki říj 十月 spa lok अक् ऑक् அக் أكت",
            "nov ноя нов ное νοε νοέ kas 十一月 stu noi lap marr नवं नवम नोव நவ نوف",
            "dec dez déc dic gru дек гру дец δεκ ara pro 十二月 des det jou दिस डिसे டிச ديس",
        ),
        start=1,
    )
    for prefix in prefixes.split()
}
"""The first letters of the months' names. *Listopad* is October in Croatian and November in Polish
and Czech, *lip* and *srp* are two months as well: alone they name none."""

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
_LETTER = (
    "(?:[^\\W\\d_]|[\u0900-\u0dff\u064b-\u0652])"  # vowel signs of India are no letters to `re`
)
_AT = r"(?:(?:at|um|à|às|a las|alle|kl\.?|om|ob|u|в|о|o godz\.)\s+)?"
_CLOCK = (
    r"(?P<hour>\d{1,2})\s?[:h時时点시]\s?(?P<minute>\d{2})[分분]?(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?"
)
_ISO = re.compile(
    r"(?P<year>\d{4})\s?[-/.年년]\s?(?P<month>\d{1,2})\s?[-/.月월]\s?(?P<day>\d{1,2})(?!\d)\s?[日일.]?(?:\([月火水木金土日월화수목금토일]\))?"
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
    rf"(?:{_LETTER}{{2,12}}[.:]?,?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|[.ºª])?[\s-]+(?:(?:de|of)\s+)?"
    rf"(?P<name>{_LETTER}{{2,12}})\.?,?[\s-]+(?:de\s+)?'?(?P<year>\d{{4}}|\d{{2}})\b(?!:)"
    rf"(?:\s?(?:г|р|г\.|р\.)(?=[\s,]))?(?:,?\s+{_AT}{_CLOCK}\s*{_OFFSET})?"
)
_YEAR_FIRST = re.compile(  # "2026. június 28.", "2026 m. birželio 28 d."
    rf"(?P<year>\d{{4}})\.?,?\s(?:m\.\s)?(?P<name>{_LETTER}{{3,12}})\.?\s(?P<day>\d{{1,2}})\b(?!:)"
    rf"(?:\.|\sd\.)?(?:,?\s+{_CLOCK}\s*{_OFFSET})?"
)
_LATVIAN = re.compile(rf"(?P<year>\d{{4}})\. gada (?P<day>\d{{1,2}})\. (?P<name>{_LETTER}{{3,12}})")
_VIETNAMESE = re.compile(
    r"(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}),? (?:năm )?(?P<year>\d{4})\b", re.I
)
_AMERICAN = re.compile(
    rf"(?:{_LETTER}{{2,12}}[.:]?,?\s+)?(?P<name>{_LETTER}{{3,12}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf",?\s+(?P<year>\d{{4}})\b(?:,?\s+(?:(?:at|-)\s+)?{_CLOCK}\s*{_OFFSET})?"
)
_ASCTIME = re.compile(
    r"[^\W\d_]{2,12}\s+(?:(?P<name>[^\W\d_]{3,12})\s+(?P<day>\d{1,2})"
    r"|(?P<day_first>\d{1,2})\s+(?P<name_last>[^\W\d_]{3,12}))\s+"
    rf"{_CLOCK}\s+(?:(?P<zone>[A-Z]{{1,5}}|[+-]\d{{4}})\s+)?(?P<year>\d{{4}})"
)
_DASHES = str.maketrans("–—‑", "---")
_LOOSE_MARK = re.compile(r"(?<=\d) ([./]) (?=\d)")
_FORMS = (_BASIC, _ISO, _VIETNAMESE, _WORDS, _ASCTIME, _AMERICAN, _LATVIAN, _YEAR_FIRST)


def parse_date(text: str) -> datetime | None:
    """A date in RFC 3339, RFC 822 or a common departure from them, as an aware UTC datetime.

    Seconds and milliseconds since 1970 are read, too. A missing time is midnight, a missing or
    unknown zone is UTC. None for what names no day (a year or a month alone), for what may be two
    days (03/04/2026), for a day or an hour that does not exist, and for years before `OLDEST_YEAR`
    or after `NEWEST_YEAR`.
    """
    text = _LOOSE_MARK.sub(r"\1", " ".join(text[:120].split()).translate(_DASHES))
    if found := _UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC)
    for pattern in _FORMS:
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
    return utc if OLDEST_YEAR <= utc.year <= NEWEST_YEAR else None


def _from_parts(parts: dict[str, str | None]) -> datetime | None:
    month = _month(parts)
    if not month:
        return None
    hour = int(parts.get("hour") or 0)
    number = parts.get("day") or parts.get("day_first") or "0"
    if hour > 24 or int(parts.get("minute") or 0) > 59:
        return None
    try:
        day = datetime(_year(parts["year"] or ""), month, int(number))
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
    name = (parts.get("name") or parts.get("name_last") or "").casefold()
    if not name:
        return int(parts.get("month") or 1)
    found = (_MONTHS.get(name[:letters]) for letters in (5, 4, 3, 2))
    return next(filter(None, found), 0) or _MONTHS.get(name, 0)


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
