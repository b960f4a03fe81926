"""Which articles cannot tell of one event, however alike their words.

Two fires, elections, results or matches are told in much the same words; what tells them apart is
whom and what they name, what they measure, and when it was. Such a contradiction is a veto between
two articles, and so between any two clusters that hold them. A count that may grow while an event
goes on, such as that of its victims, contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.core.stories.serials import serial
from bot.core.stories.signals import weekdays
from bot.core.terms.names import LEAD, names
from bot.core.terms.vectors import base_of
from summarizers.text.fold import fold

_COUNTED = (
    r"puzzle|episode|matchday|season|chapter|issue|round|week|part|vol|folge|teil|ausgabe|spieltag"
    r"|runde|woche|épisode|journée|semaine|capítulo|parte|jornada|semana|episodio|puntata|giornata"
    r"|rodada|edição|edición|выпуск|серия|тур|bölüm|hafta|odcinek|kolejka"
)
_LABEL = re.compile(
    rf"\b([a-z]{{0,2}}[A-Z][\w'’+]{{0,40}}|{_COUNTED})[ -](?:no\.? ?|nr\.? ?|#)?"
    r"(\d{1,4}(?:\.\d{1,3}){0,3})(?![\d.,:%]*\d|[%:])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCORE = re.compile(r"(?<![\d.,:/–-])(\d{1,3})[-–:](\d{1,3})(?!\w|[.,:]\d|[/–%-])")
_PERCENT = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,3})?) ?(?:%|per ?cent\b|prozent|pour cent|por ciento|per cento|procent"
    r"|yüzde|процент|بالمئة)",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(
    r"(?:magnitud[eo]?|stärke|magnitudine|büyüklüğünde|magnitudą|магнитудой)(?: \w{2,4}){0,2}? ?"
    r"(\d[.,]\d)|(\d[.,]\d)[- ](?:magnitude|büyüklüğünde)",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez|ene|abr|ago|set|out|dic|fév|avr"
    r"|juil|aoû|déc|gen|mag|giu|lug|ott|mär|maj|sty|lut|kwi|mrt|cze|lip|sie|wrz|paź|lis|gru|янв|фев"
    r"|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara)[^\W\d_]*"
)
_WIDE_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|\.|er|º)? (?:de |of )?({_MONTH})|\b({_MONTH}) (\d{{1,2}})\b(?!:)"
)
_PAIR, _SEVERAL = 2, 3  # names; at most one in so many may be shared
_FORM, _SAME_FORM = 2, 0.75  # further words that two headlines share, and share of the longer
_ISSUE = 0.6  # days between two issues of a daily column
_NEAR = 4  # tenths by which two measurements of one earthquake may differ
COLUMNS: dict[str, tuple[Any, tuple[int, ...]]] = {
    "main": (np.uint16, (8,)),  # names in the headline, and of places in the lead
    "beside": (np.uint16, (6,)),  # other names in the lead
    "mentioned": (np.uint16, (48,)),  # all names
    "frame": (np.uint16, (8,)),  # the headline's other words
    "labelled": (np.uint16, (3,)),  # what the headline numbers: "Firefox" of "Firefox 140"
    "labels": (np.uint16, (3,)),  # the same with its number
    "scores": (np.uint16, (3,)),
    "percents": (np.uint16, (4,)),
    "headline_days": (np.uint16, (3,)),
    "magnitude": (np.uint8, ()),  # in tenths
    "serial": (np.uint8, ()),  # which sort of daily column
}
"""Name, type and shape of what is kept of an article: hashes, 0 where there are fewer."""

READ = (*COLUMNS, "weekdays", "day")
"""The columns that `contradictions` reads."""

Columns = Mapping[str, NDArray[Any]]
Matrix = NDArray[np.bool_]


def particulars(title: str, text: str, language: str) -> dict[str, NDArray[Any]]:
    """What an article names and measures, by column."""
    base, lead = base_of(language), f"{title}. {text[:LEAD]}"
    named = names(title, text, base)
    labels = [match for match in _LABEL.finditer(title) if not _YEAR.fullmatch(match[2])]
    magnitude = _MAGNITUDE.search(lead)
    value = float((magnitude[1] or magnitude[2]).replace(",", ".")) if magnitude else 0.0
    found: dict[str, Iterable[str]] = {
        "main": named.main,
        "beside": named.beside,
        "mentioned": named.mentioned,
        "frame": named.frame,
        "labelled": (fold(match[1]) for match in labels),
        "labels": (fold(match[0]) for match in labels),
        "scores": ("-".join(sorted(match.groups())) for match in _SCORE.finditer(lead)),
        "percents": (match[1].replace(",", ".") for match in _PERCENT.finditer(lead)),
        "headline_days": _days(title, base),
    }
    made = {name: _hashes(keys, COLUMNS[name][1][0]) for name, keys in found.items()}
    kinds = {"magnitude": round(10 * value), "serial": serial(title)}
    return made | {name: np.array(one, np.uint8) for name, one in kinds.items()}


def _days(title: str, language: str) -> list[str]:
    """The days that a headline names, by date where it has one, else by weekday."""
    dates = [
        f"{match[1] or match[4]} {(match[2] or match[3])[:3]}"
        for match in _DAY_MONTH.finditer(title.lower())
    ] + [match.group() for match in _WIDE_DAY.finditer(title)]
    bits = weekdays(title, "", language)
    return dates or [str(day) for day in range(7) if bits >> day & 1]


def _hashes(keys: Iterable[str], most: int) -> NDArray[np.uint16]:
    distinct = list(
        dict.fromkeys(crc32(key.encode("utf-8", "replace")) % 65535 + 1 for key in keys)
    )
    row = np.zeros(most, dtype=np.uint16)
    row[: len(distinct[:most])] = distinct[:most]
    return row


def contradictions(one: Columns, other: Columns) -> Matrix:
    """(n, m): whether each of n articles cannot tell of the event that each of m tells of."""

    def apart(name: str) -> Matrix:
        return _both(one[name], other[name]) & ~_meet(one[name], other[name])

    numbered = _meet(one["labelled"], other["labelled"]) & ~_meet(one["labels"], other["labels"])
    mine, theirs = (rows["magnitude"].astype(int) for rows in (one, other))
    quakes = np.abs(mine[:, None] - theirs) > _NEAR
    quakes &= (mine > 0)[:, None] & (theirs > 0)
    days = (one["weekdays"][:, None] & other["weekdays"]) == 0
    days &= (one["weekdays"] > 0)[:, None] & (other["weekdays"] > 0)
    told: Matrix = _strangers(one, other) | numbered | quakes | apart("headline_days")
    told |= apart("scores") | (days & apart("percents")) | _another_issue(one, other)
    return told


def _another_issue(one: Columns, other: Columns) -> Matrix:
    """(n, m): whether they are one daily column on two days."""
    apart = np.abs(one["day"][:, None] - other["day"])
    same = (one["serial"][:, None] == other["serial"]) & (one["serial"] > 0)[:, None]
    issues: Matrix = same & (np.nan_to_num(apart, nan=0.0) > _ISSUE)
    return issues


def _strangers(one: Columns, other: Columns) -> Matrix:
    """(n, m): whether they name other places, people, parties, firms or teams."""
    mine, theirs = one["main"], other["main"]
    many = _count(mine)[:, None], _count(theirs)
    held = _shared(mine, other["mentioned"]), _shared(theirs, one["mentioned"]).T
    apart = (held[0] == 0) & (held[1] == 0) & _both(mine, theirs)
    few = (many[0] < _PAIR) | (many[1] < _PAIR)
    # Of a single name, those beside it must be others too.
    beside = _meet(one["beside"], other["mentioned"])
    beside |= _meet(other["beside"], one["mentioned"]).T
    apart &= ~(few & beside)
    # A name or two that both mention, as of the next opponent, does not make them one.
    enough = [(mine >= _PAIR) & (theirs >= _SEVERAL) for mine, theirs in (many, many[::-1])]
    hardly = enough[0] & (held[0] == 0) & (_SEVERAL * held[1] <= many[1])
    hardly |= enough[1] & (held[1] == 0) & (_SEVERAL * held[0] <= many[0])
    # "Vale wins primary in Ostmark" and the same in Sudmark: one form, filled in otherwise.
    form = _shared(one["frame"], other["frame"])
    longer = np.maximum(_count(one["frame"])[:, None], _count(other["frame"]))
    filled = (form >= _FORM) & (form >= _SAME_FORM * longer)
    strangers: Matrix = apart | hardly | (filled & (held[0] < many[0]) & (held[1] < many[1]))
    # A headline without a name ("Dairy recalls cheese"): those beside it are others.
    nameless = (many[0] == 0) & (many[1] == 0) & _both(one["beside"], other["beside"])
    strangers |= filled & nameless & ~beside
    return strangers


def _count(rows: NDArray[np.uint16]) -> NDArray[np.int64]:
    """(n,): how many keys each row holds."""
    count: NDArray[np.int64] = (rows > 0).sum(axis=1)
    return count


def _both(one: NDArray[np.uint16], other: NDArray[np.uint16]) -> Matrix:
    """(n, m): whether both have any."""
    both: Matrix = (_count(one) > 0)[:, None] & (_count(other) > 0)
    return both


def _meet(one: NDArray[np.uint16], other: NDArray[np.uint16]) -> Matrix:
    """(n, m): whether they share a key."""
    met: Matrix = _shared(one, other) > 0
    return met


def _shared(one: NDArray[np.uint16], other: NDArray[np.uint16]) -> NDArray[np.float32]:
    """(n, m): how many keys they share."""
    keys = np.unique(one)
    keys = keys[keys > 0]
    held = [_incidence(rows, keys) for rows in (one, other)]
    shared: NDArray[np.float32] = held[0] @ held[1].T
    return shared


def _incidence(rows: NDArray[np.uint16], keys: NDArray[np.uint16]) -> NDArray[np.float32]:
    """(n, k): 1 where a row holds a key. `keys` are ascending."""
    held = np.zeros((len(rows), len(keys)), dtype=np.float32)
    if len(keys):
        at = np.searchsorted(keys, rows).clip(max=len(keys) - 1)
        row, place = np.nonzero(keys[at] == rows)
        held[row, at[row, place]] = 1.0
    return held
