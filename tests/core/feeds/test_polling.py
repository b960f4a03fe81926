"""A feed's life: what is sent to it, when, and what is remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.feeds import document
from bot.core.feeds.health import MERGED
from bot.core.feeds.polling import (
    Ask,
    Poll,
    ask,
    back_off,
    decide,
    hold_until,
    may_be_forced,
)
from bot.core.model.feeds import Entry, FeedState, ParsedFeed
from bot.core.model.reasons import Reason, Unreadable
from bot.core.model.responses import Response

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
URL = "http://a.example/feed"
NEW = FeedState(feed_id=7, next_check=NOW)
KNOWN = replace(
    NEW, etag='W/"1"', last_modified="yesterday, they said", succeeded_at=NOW - DAY, failures=2
)
BODY = b"<?xml version='1.0'?><rss><channel><title>A</title></channel></rss>"
NO_FEED = Unreadable(Reason.NOT_JSON)
SLOW = Unreadable(Reason.TOO_SLOW)
PARSED = ParsedFeed(title="A", entries=(Entry("1", "http://a.example/1", "One", NOW - HOUR),))


def good(url: str = URL, body: bytes = BODY, permanent: bool = False, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(url=url, status=200, headers=named, body=body, permanent=permanent)


def bad(status: int = 500, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(
        url=URL, status=status, headers=named, error=Unreadable(Reason.STATUS, str(status))
    )


def judged(
    answer: Response, parsed: ParsedFeed | Unreadable | None = PARSED, now: datetime = NOW
) -> Poll:
    """A poll as collecting makes it: the document is judged, and goes."""
    problem = document.problem(answer, parsed)
    return Poll(replace(answer, body=b""), parsed, now, HALF_HOUR, problem=problem)


def poll(
    state: FeedState, answer: Response, parsed: ParsedFeed | Unreadable | None = PARSED
) -> FeedState:
    return decide(state, judged(answer, parsed))


def test_a_good_answer_is_remembered_and_ends_all_failures() -> None:
    after = poll(KNOWN, good(etag='"2 é"', last_modified="Mon, 23 Nov 2026 07:00:00 GMT"))
    assert after == replace(
        KNOWN,
        attempted_at=NOW,
        succeeded_at=NOW,
        next_check=NOW + HALF_HOUR,
        etag='"2 é"',
        last_modified="Mon, 23 Nov 2026 07:00:00 GMT",
        failures=0,
        newest_entry_at=NOW - HOUR,
        entries_seen=1,
    )


def test_validators_that_are_no_longer_sent_are_forgotten() -> None:
    after = poll(KNOWN, good(etag="x" * 1025))
    assert (after.etag, after.last_modified) == (None, None)


def test_nothing_new_keeps_everything_and_takes_over_fresh_validators() -> None:
    told = Response(url=URL, status=304, headers={"last-modified": "today"})
    after = poll(replace(KNOWN, entries_seen=9, warning=Reason.DATED_NOW), told, None)
    assert (after.etag, after.last_modified) == ('W/"1"', "today")
    assert (after.entries_seen, after.warning, after.failures) == (9, Reason.DATED_NOW, 0)
    assert after.next_check == NOW + HALF_HOUR


def test_nothing_new_since_nothing_is_a_failure() -> None:
    after = poll(NEW, Response(url=URL, status=304), None)
    assert (after.error, after.failures) == (Unreadable(Reason.NOTHING_ASKED), 1)


@pytest.mark.parametrize(
    ("headers", "ttl", "pause"),
    [
        ({}, None, HALF_HOUR),
        ({"cache-control": "max-age=60"}, None, HALF_HOUR),
        ({"cache-control": "public, Max-Age=7200"}, None, 2 * HOUR),
        ({"cache-control": 'max-age="7200"', "age": "3600"}, None, HOUR),
        ({"cache-control": "max-age=9999999"}, None, DAY),
        ({"cache-control": "max-age=99999999999999"}, None, DAY),
        ({"cache-control": "no-cache, max-age=7200"}, None, HALF_HOUR),
        ({"cache-control": "max-age=soon"}, None, HALF_HOUR),
        ({"expires": "Mon, 23 Nov 2026 09:30:00 GMT"}, None, 2 * HOUR),
        (
            {"expires": "Mon, 23 Nov 2020 09:30:00 GMT", "date": "Mon, 23 Nov 2020 08:30:00 GMT"},
            None,
            HOUR,
        ),
        ({"expires": "Mon, 23 Nov 2026 05:30:00 GMT"}, None, HALF_HOUR),
        ({"expires": "0"}, None, HALF_HOUR),
        ({"expires": "Mon, 99 Nov 2026 99:30:00 GMT"}, None, HALF_HOUR),
        (
            {"cache-control": "max-age=60", "expires": "Mon, 23 Nov 2026 09:30:00 GMT"},
            None,
            HALF_HOUR,
        ),
        ({}, 180, 3 * HOUR),
        ({"cache-control": "max-age=7200"}, 60, 2 * HOUR),
        ({}, 1_000_000, DAY),
    ],
)
def test_a_site_may_ask_to_be_read_less_often(
    headers: dict[str, str], ttl: int | None, pause: timedelta
) -> None:
    answer = replace(good(), headers=headers)
    assert poll(NEW, answer, replace(PARSED, ttl_minutes=ttl)).next_check == NOW + pause


@pytest.mark.parametrize("seconds", [1, 60, 1800, 604_800])
def test_the_interval_is_obeyed_as_it_is_given(seconds: int) -> None:
    interval = timedelta(seconds=seconds)
    assert decide(NEW, replace(judged(good()), interval=interval)).next_check == NOW + interval
    late = decide(NEW, replace(judged(good()), interval=interval, jitter=1.0)).next_check
    assert late == NOW + interval * 1.1


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"retry-after": "7200"}, 2 * HOUR),
        ({"retry-after": "60"}, HALF_HOUR),
        ({"retry-after": "9999999"}, 7 * DAY),
        ({"retry-after": "Mon, 23 Nov 2026 09:30:00 GMT"}, 2 * HOUR),
        (
            {
                "retry-after": "Mon, 23 Nov 2020 09:30:00 GMT",
                "date": "Mon, 23 Nov 2020 06:30:00 GMT",
            },
            3 * HOUR,
        ),
        ({"retry-after": "Mon, 23 Nov 2026 07:00:00 GMT"}, HOUR),
        ({"retry-after": "a while"}, HOUR),
        ({"retry-after": "-5"}, HOUR),
        ({}, HOUR),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_asks_us_to_wait_is_obeyed(
    status: int, headers: dict[str, str], pause: timedelta
) -> None:
    after = poll(NEW, replace(bad(status), headers=headers), None)
    assert (after.next_check, after.failures) == (NOW + pause, 1)


def test_the_whole_host_is_left_alone() -> None:
    until = NOW + 2 * HOUR
    assert hold_until(bad(429, retry_after="7200"), NOW) == until
    assert hold_until(bad(404, retry_after="7200"), NOW) is None
    assert hold_until(bad(503), NOW) is None


def test_a_feed_of_a_held_host_is_only_put_off() -> None:
    held = Response(
        url=URL, headers={"retry-after": "7200"}, error=Unreadable(Reason.ASKED_TO_WAIT)
    )
    assert poll(KNOWN, held, None) == replace(KNOWN, attempted_at=NOW, next_check=NOW + 2 * HOUR)


def test_failures_are_asked_again_ever_less_often_and_for_ever() -> None:
    hours = [back_off(count, HALF_HOUR) / HOUR for count in range(1, 16)]
    assert hours == [1, 2, 4, 8, 16, 24, 24, 24, 24, 24, 24, 168, 168, 168, 168]
    assert back_off(1, timedelta(seconds=1)) == timedelta(seconds=2)
    assert back_off(10_000, timedelta(seconds=1)) == 7 * DAY
    assert back_off(1, 3 * DAY) == 3 * DAY
    assert back_off(99, 14 * DAY) == 14 * DAY


def test_a_failure_keeps_what_was_known_and_one_success_ends_it() -> None:
    failed = decide(KNOWN, replace(judged(bad(), None), jitter=0.5))
    assert failed == replace(
        KNOWN,
        attempted_at=NOW,
        failures=3,
        error=Unreadable(Reason.STATUS, "500"),
        next_check=NOW + 4 * HOUR * 1.05,
    )
    assert poll(failed, good()).failures == 0


def test_a_feed_that_is_gone_is_asked_no_more() -> None:
    after = poll(KNOWN, bad(410), None)
    assert (after.gone, after.error) == (True, Unreadable(Reason.GONE))


PAGE = b"<!doctype html><html><title>Soon back</title></html>"


@pytest.mark.parametrize(
    ("answer", "parsed", "reason"),
    [
        (good(body=b" \n"), NO_FEED, Unreadable(Reason.EMPTY)),
        (good(body=PAGE), NO_FEED, Unreadable(Reason.A_PAGE)),
        (good(body=PAGE), ParsedFeed(title="Soon back"), Unreadable(Reason.A_PAGE)),
        (good(body=b"\xef\xbb\xbf<!-- x --><html>"), NO_FEED, Unreadable(Reason.A_PAGE)),
        (good(body=b"oops", content_type="text/html"), NO_FEED, Unreadable(Reason.A_PAGE)),
        (good(body=PAGE.decode().encode("utf-16")), NO_FEED, Unreadable(Reason.A_PAGE)),
        (good(body=PAGE, cf_mitigated="challenge"), NO_FEED, Unreadable(Reason.A_BOT_CHECK)),
        (good(body=b"oops"), NO_FEED, NO_FEED),
        (good(body=b"oops"), None, Unreadable(Reason.NOT_A_FEED)),
        (Response(url=URL, status=204), None, Unreadable(Reason.EMPTY)),
        (Response(url=URL, status=404), None, Unreadable(Reason.STATUS, "404")),
        (Response(url=URL, error=SLOW), None, SLOW),
    ],
)
def test_what_is_no_feed_leaves_the_old_validators(
    answer: Response, parsed: ParsedFeed | Unreadable | None, reason: Unreadable
) -> None:
    answer = replace(answer, headers={**answer.headers, "etag": "of the error page"})
    after = poll(KNOWN, answer, parsed)
    assert (after.error, after.failures, after.etag) == (reason, 3, 'W/"1"')
    assert after.succeeded_at == KNOWN.succeeded_at


@pytest.mark.parametrize(
    ("body", "cut"),
    [
        (BODY, False),
        (BODY[:-3], True),
        (BODY[:-20], True),
        (b"<feed xmlns='x'><entry/></feed>\n<!-- 0.2 s -->", False),
        (b"<atom:feed><atom:entry>", True),
        (b"<a:feed></a:feed>", False),
        (b"<rdf:RDF><item/></rdf:RDF>", False),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel>", True),
        (b"<!-- <rss> --><feed/>", False),
        (b'{"version": "1", "items": []}', False),
        (b'{"version": "1", "items": [', True),
        ("<rss></rss>".encode("utf-16"), False),
        ("<rss><item>".encode("utf-16-le"), True),
        (b"no feed at all", False),
        (b"<rss><channel></channel></rss>" + b"<!-- padding -->" * 900, False),
    ],
)
def test_a_feed_that_was_cut_short_is_told_from_a_whole_one(body: bytes, cut: bool) -> None:
    assert document.is_cut_short(body) is cut


def test_of_a_feed_cut_short_the_entries_count_but_not_the_validators() -> None:
    after = poll(KNOWN, good(body=BODY[:-5], etag='"half"'))
    assert (after.error, after.etag, after.last_modified) == (
        Unreadable(Reason.CUT_SHORT),
        KNOWN.etag,
        KNOWN.last_modified,
    )
    assert (after.failures, after.succeeded_at, after.entries_seen) == (0, NOW, 1)
    assert after.next_check == NOW + HALF_HOUR


# --- moves --------------------------------------------------------------------------------

ELSEWHERE = "http://b.example/feed"


def test_a_feed_is_asked_where_it_is_with_what_it_gave() -> None:
    assert ask(URL, NEW, NOW) == Ask(URL, None, None, URL)
    assert ask("HTTP://A.example:80/feed", KNOWN, NOW) == Ask(
        URL, KNOWN.etag, KNOWN.last_modified, URL
    )


def test_a_move_is_trusted_after_seven_days() -> None:
    state = NEW
    for day in range(7):
        now = NOW + day * DAY
        asked = ask(URL, state, now)
        assert asked.url == URL
        assert asked.validators_url == (ELSEWHERE if day else URL)
        answer = good(ELSEWHERE, permanent=True, etag='"1"')
        state = decide(state, replace(judged(answer, PARSED, now), url=URL))
    later = NOW + 7 * DAY
    assert ask(URL, state, later) == Ask(ELSEWHERE, '"1"', None, ELSEWHERE)
    after = decide(state, replace(judged(good(ELSEWHERE), PARSED, later), url=URL))
    assert (after.moved_to, after.moved_since) == (ELSEWHERE, NOW)


def test_the_same_address_over_tls_is_trusted_at_once() -> None:
    secure = "https" + URL.removeprefix("http")
    after = decide(NEW, replace(judged(good(secure, permanent=True), PARSED), url=URL))
    assert ask(URL, after, NOW).url == secure


def test_a_detour_is_never_trusted_but_keeps_its_validators() -> None:
    answer = good(ELSEWHERE, etag='"1"')
    first = decide(NEW, replace(judged(answer, PARSED), url=URL))
    later = decide(first, replace(judged(answer, PARSED, NOW + 30 * DAY), url=URL))
    assert later.moved_since is None
    assert ask(URL, later, NOW + 60 * DAY) == Ask(URL, '"1"', None, ELSEWHERE)


def test_a_maintenance_page_moves_nothing() -> None:
    answer = good("http://a.example/sorry", body=PAGE, permanent=True)
    after = decide(KNOWN, replace(judged(answer, NO_FEED), url=URL))
    assert (after.moved_to, after.moved_since) == (None, None)


def test_a_move_taken_back_is_forgotten() -> None:
    moved = replace(KNOWN, moved_to=ELSEWHERE, moved_since=NOW - DAY)
    after = decide(moved, replace(judged(good(), PARSED), url=URL))
    assert (after.moved_to, after.moved_since) == (None, None)


def test_a_second_move_starts_its_own_seven_days() -> None:
    moved = replace(KNOWN, moved_to=ELSEWHERE, moved_since=NOW - 8 * DAY)
    answer = good("http://c.example/feed", permanent=True)
    after = decide(moved, replace(judged(answer, PARSED), url=URL))
    assert (after.moved_to, after.moved_since) == ("http://c.example/feed", NOW)


@pytest.mark.parametrize(("status", "failures"), [(410, 0), (500, 2)])
def test_a_new_home_that_fails_sends_us_back_to_the_old_one(status: int, failures: int) -> None:
    moved = replace(
        KNOWN, moved_to=ELSEWHERE, moved_since=NOW - 8 * DAY, failures=failures, etag='"there"'
    )
    after = decide(moved, replace(judged(bad(status), None), url=URL))
    assert not after.gone
    assert ask(URL, after, NOW) == Ask(URL, None, None, URL)


# --- oddities -----------------------------------------------------------------------------


def entries(*ages: timedelta) -> ParsedFeed:
    return ParsedFeed(
        entries=tuple(Entry(str(n), "", "x", NOW - age) for n, age in enumerate(ages))
    )


@pytest.mark.parametrize(
    ("parsed", "new", "repeated", "warning"),
    [
        (entries(HOUR, DAY), 2, 0, None),
        (entries(-2 * DAY, DAY), 2, 0, Reason.DATED_AHEAD),
        (entries(-HOUR, DAY), 2, 0, None),
        (entries(20_000 * DAY, 20_000 * DAY), 2, 0, Reason.DATED_ABSURDLY),
        (replace(entries(DAY), misdated=2), 3, 0, Reason.DATED_ABSURDLY),
        (replace(entries(DAY), misdated=1), 2, 0, None),
        (entries(*[timedelta(0)] * 5), 0, 0, Reason.DATED_NOW),
        (entries(*[timedelta(0)] * 5), 5, 0, None),
        (entries(*[DAY] * 6), 6, 4, Reason.IDS_CHANGE),
        (entries(*[DAY] * 6), 6, 3, None),
        (entries(), 0, 0, None),
    ],
)
def test_a_feed_that_lies_is_noticed(
    parsed: ParsedFeed, new: int, repeated: int, warning: Reason | None
) -> None:
    after = decide(NEW, replace(judged(good(), parsed), new=new, repeated=repeated))
    assert after.warning == warning
    assert after.error is None


def test_a_feed_tells_how_often_it_speaks() -> None:
    hourly = entries(*[n * HOUR for n in range(10)])
    assert poll(NEW, good(), hourly).usual_gap == HOUR
    with_a_night = entries(HOUR, 2 * HOUR, 12 * HOUR)
    assert poll(NEW, good(), with_a_night).usual_gap == 10 * HOUR
    known = poll(NEW, good(), hourly)
    assert poll(known, good(), entries(HOUR)).usual_gap == HOUR


def test_entries_to_come_are_not_the_newest() -> None:
    assert poll(NEW, good(), entries(-3 * DAY, DAY)).newest_entry_at == NOW - DAY


def test_dates_alone_are_not_news_and_news_need_no_dates() -> None:
    state = replace(KNOWN, newest_entry_at=NOW - 9 * DAY)
    touched = decide(state, replace(judged(good(), entries(HOUR)), new=0))
    assert touched.newest_entry_at == NOW - 9 * DAY
    undated = ParsedFeed(entries=(Entry("1", "", "x"),))
    assert decide(state, replace(judged(good(), undated), new=1)).newest_entry_at == NOW


@pytest.mark.parametrize(
    ("minutes_ago", "granted"), [(None, True), (0, False), (29, False), (30, True)]
)
def test_a_wish_to_refresh_is_granted_once_in_an_interval(
    minutes_ago: int | None, granted: bool
) -> None:
    tried = None if minutes_ago is None else NOW - timedelta(minutes=minutes_ago)
    for state in (NEW, replace(NEW, gone=True)):
        assert may_be_forced(replace(state, attempted_at=tried), NOW, HALF_HOUR) is granted
    merged = replace(NEW, attempted_at=tried, gone=True, error=MERGED)
    assert not may_be_forced(merged, NOW, HALF_HOUR)


@given(
    status=st.sampled_from([0, 200, 204, 304, 404, 410, 429, 500, 503]),
    names=st.dictionaries(
        st.sampled_from("etag last-modified cache-control expires age date retry-after".split()),
        st.text(max_size=12) | st.sampled_from(["max-age=5", "7", "9" * 10, "Mon, 23 Nov 2026"]),
    ),
    seconds=st.integers(1, 604_800),
    jitter=st.floats(0, 1),
    failures=st.integers(0, 60),
    url=st.sampled_from(["", URL]),
)
def test_whatever_comes_no_feed_is_asked_before_the_interval_is_over(
    status: int, names: dict[str, str], seconds: int, jitter: float, failures: int, url: str
) -> None:
    answer = Response(url=URL, status=status, headers=names, body=BODY)
    state, interval = replace(KNOWN, failures=failures), timedelta(seconds=seconds)
    poll = replace(judged(answer), interval=interval, jitter=jitter, url=url)
    after = decide(state, poll)
    assert after.next_check >= NOW + interval
    assert after.next_check <= NOW + max(interval, 7 * DAY) * 1.2
    assert after.attempted_at == NOW
