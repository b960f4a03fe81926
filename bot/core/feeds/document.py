"""What is wrong with a feed document that came, and how often its feed usually speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from bot.core.model.feeds import Entry, ParsedFeed
from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.responses import Response

_HEAD = 4096
_MARKUP_ASIDE = re.compile(rb"<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\])?\s*>", re.S | re.I)
_ROOT = re.compile(rb"<(?:[a-z]+:)?(rss|feed|rdf)\b", re.I)
_PAGE = re.compile(rb"\s*<(?:html|head|body)\b", re.I)
_CLOSED_AT_ONCE = re.compile(rb"<(?:[a-z]+:)?(?:rss|feed|rdf)\b[^<>]*/>\Z", re.I)
_ZONE_SLIPS = timedelta(hours=26)
_OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
_MOMENT = timedelta(minutes=2)
_ENOUGH = 5
_FEWEST_DATES = 3
_SHORTEST_GAP = timedelta(minutes=1)


def problem(answer: Response, parsed: ParsedFeed | Unreadable | None) -> Unreadable | None:
    """Why a successful answer is no good feed; None if it is one, or if it is no success.

    `parsed` is what was read from it, or why nothing was. A feed without entries is a good one.
    """
    if not 200 <= answer.status < 300:
        return None
    if not answer.body.strip():
        return Unreadable(Reason.EMPTY)
    if not isinstance(parsed, ParsedFeed) or not parsed.entries:
        if "cf-mitigated" in answer.headers:
            return Unreadable(Reason.A_BOT_CHECK)
        if _is_page(answer):
            return Unreadable(Reason.A_PAGE)
    if not isinstance(parsed, ParsedFeed):
        return parsed or Unreadable(Reason.NOT_A_FEED)
    return Unreadable(Reason.CUT_SHORT) if is_cut_short(answer.body) else None


def is_cut_short(body: bytes) -> bool:
    """Whether a feed's root element is opened and never closed, or a JSON feed ends midway."""
    text = body.replace(b"\0", b"").strip()  # UTF-16 reads as ASCII then, which is enough here
    if text.startswith(b"{"):
        return not text.endswith(b"}")
    root = _ROOT.search(_MARKUP_ASIDE.sub(b"", text[:_HEAD]))
    if root is None:
        return False
    closed = re.compile(rb"</(?:[a-z]+:)?" + root[1] + rb"\s*>", re.I)
    tail = max(len(text) - _HEAD, 0)  # it is nearly always there: look there first
    return not (
        closed.search(text, tail) or closed.search(text) or _CLOSED_AT_ONCE.search(text, tail)
    )


def warning(parsed: ParsedFeed, now: datetime, new: int | None, repeated: int) -> Reason | None:
    """A fault of a feed that can be read all the same.

    `new` entries were unknown by their ids (None: not counted), of which `repeated` stand at
    addresses that are known.
    """
    if new is not None and new >= _ENOUGH and repeated * 2 > new:
        return Reason.IDS_CHANGE
    dates = [entry.date for entry in parsed.entries if entry.date]
    absurd = parsed.misdated + sum(date < _OLDEST for date in dates)
    if 2 * absurd > len(dates) + parsed.misdated:
        return Reason.DATED_ABSURDLY
    if 5 * sum(date > now + _ZONE_SLIPS for date in dates) > len(dates):
        return Reason.DATED_AHEAD
    at_once = len(dates) >= _ENOUGH and all(abs(date - now) < _MOMENT for date in dates)
    return Reason.DATED_NOW if at_once and new == 0 else None


def newest(entries: Sequence[Entry], now: datetime) -> datetime | None:
    """The date of the newest entry, dates to come left out; None if there is none."""
    return max((entry.date for entry in entries if _fits(entry, now) and entry.date), default=None)


def usual_gap(entries: Sequence[Entry], now: datetime) -> timedelta | None:
    """The time that usually passes between two entries: only one gap in ten is longer.

    None if there are too few dates to tell, or if all fall together.
    """
    dates = sorted({entry.date for entry in entries if _fits(entry, now) and entry.date})
    if len(dates) < _FEWEST_DATES:
        return None
    gaps = sorted(later - earlier for earlier, later in pairwise(dates))
    gap = gaps[(len(gaps) * 9) // 10] if len(gaps) > 1 else gaps[0]
    return gap if gap >= _SHORTEST_GAP else None


def _fits(entry: Entry, now: datetime) -> bool:
    return entry.date is not None and _OLDEST <= entry.date <= now


def _is_page(answer: Response) -> bool:
    head = answer.body[:_HEAD].replace(b"\0", b"")
    start = _MARKUP_ASIDE.sub(b"", head).lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _PAGE.match(start):
        return True
    said = "html" in answer.content_type.lower() or b"<!doctype html" in head.lower()
    return said and not _ROOT.search(start)
