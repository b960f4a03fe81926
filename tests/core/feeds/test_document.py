"""What is wrong with a feed document that came, and how often its feed speaks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.feeds.document import is_cut_short, newest, problem, usual_gap, warning
from bot.core.model.feeds import Entry, ParsedFeed
from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.responses import Response

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
RSS = b"<?xml version='1.0'?><rss version='2.0'><channel><title>T</title></channel></rss>"
PAGE = b"<!doctype html><html><body>Please log in</body></html>"


def entries(*dates: datetime | None) -> tuple[Entry, ...]:
    return tuple(Entry(str(n), "", "", date) for n, date in enumerate(dates))


def parsed(*dates: datetime | None, misdated: int = 0) -> ParsedFeed:
    return ParsedFeed("T", entries=entries(*dates), misdated=misdated)


@pytest.mark.parametrize(
    ("body", "headers", "read", "reason"),
    [
        (RSS, {}, parsed(NOW), None),
        (RSS, {}, parsed(), None),  # a feed without entries is a good one
        (b" \n", {}, None, Reason.EMPTY),
        (PAGE, {"content-type": "text/html"}, None, Reason.A_PAGE),
        (PAGE, {"cf-mitigated": "challenge"}, None, Reason.A_BOT_CHECK),
        (b"words", {}, None, Reason.NOT_A_FEED),
        (b"{]", {}, Unreadable(Reason.NOT_JSON), Reason.NOT_JSON),
        (RSS[:-6], {}, parsed(NOW), Reason.CUT_SHORT),
        (RSS, {"content-type": "text/html"}, parsed(NOW), None),  # a feed under a wrong label
    ],
)
def test_a_document_that_is_no_good_feed_is_named(
    body: bytes, headers: dict[str, str], read: ParsedFeed | Unreadable | None, reason: Reason
) -> None:
    found = problem(Response("https://x.example/", 200, headers, body), read)
    assert (found.reason if found else None) == reason


def test_an_answer_that_is_no_success_is_judged_elsewhere() -> None:
    assert problem(Response("https://x.example/", 500, {}, b""), None) is None


@pytest.mark.parametrize(
    ("body", "cut"),
    [
        (RSS, False),
        (RSS[:40], True),
        (b"<rdf:RDF xmlns:rdf='x'><item/>", True),
        (b"<rdf:RDF xmlns:rdf='x'></rdf:RDF >", False),
        (b"<feed xmlns='x'><entry><link href='a'/>", True),
        (b"<feed xmlns='x'/>", False),
        (b"<!-- <rss> --><feed></feed>", False),
        (RSS + b"<!-- served in 3 ms -->", False),
        (b'{"items": []}', False),
        (b'{"items": [', True),
        (b"<p>no feed at all", False),
        ("<rss></rss>".encode("utf-16"), False),
        ("<rss><item>".encode("utf-16"), True),
    ],
)
def test_a_feed_that_breaks_off_is_told_from_a_whole_one(body: bytes, cut: bool) -> None:
    assert is_cut_short(body) is cut


@pytest.mark.parametrize(
    ("read", "new", "repeated", "reason"),
    [
        (parsed(*(NOW - n * HOUR for n in range(6))), 6, 4, Reason.IDS_CHANGE),
        (parsed(*(NOW - n * HOUR for n in range(6))), 6, 3, None),
        (parsed(NOW - HOUR, misdated=2), 0, 0, Reason.DATED_ABSURDLY),
        (parsed(NOW - HOUR, datetime(1970, 1, 1, tzinfo=UTC)), 0, 0, None),
        (parsed(*[datetime(1970, 1, 1, tzinfo=UTC)] * 2), 0, 0, Reason.DATED_ABSURDLY),
        (parsed(NOW, NOW + 30 * HOUR), 0, 0, Reason.DATED_AHEAD),
        (parsed(NOW, NOW + 14 * HOUR), 0, 0, None),  # a slip of the time zone
        (parsed(*[NOW] * 5), 0, 0, Reason.DATED_NOW),
        (parsed(*[NOW] * 5), 5, 0, None),  # they may have come out just now
        (parsed(None, None), 2, 0, None),
    ],
)
def test_a_feed_that_can_be_read_may_have_a_fault(
    read: ParsedFeed, new: int, repeated: int, reason: Reason | None
) -> None:
    assert warning(read, NOW, new, repeated) == reason


def test_the_newest_entry_is_not_one_to_come() -> None:
    assert newest(entries(NOW - HOUR, NOW + HOUR, None, NOW - 2 * HOUR), NOW) == NOW - HOUR
    assert newest(entries(None, NOW + HOUR), NOW) is None


def test_only_one_gap_in_ten_is_longer_than_the_usual_one() -> None:
    hourly = [NOW - n * HOUR for n in range(11)]
    assert usual_gap(entries(*hourly), NOW) == HOUR
    assert usual_gap(entries(*hourly, NOW - 30 * HOUR), NOW) == HOUR
    assert usual_gap(entries(*hourly[:2]), NOW) is None
    assert usual_gap(entries(*[NOW] * 9), NOW) is None
