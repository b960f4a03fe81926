"""What an entry of a feed is known again by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.feeds.entries import (
    MAX_TEXT_IN_HAND,
    identities,
    listed,
    select,
    without_texts,
)
from bot.core.model.feeds import Entry, Feed, ParsedFeed

LONG = "The council approved the bridge on Monday evening after a debate of five hours. " * 2
MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
ENTRY = Entry("id 1", "https://a.example/1", "Bridge", MONDAY, html=LONG)
AT = "https://a.example/1"


@pytest.mark.parametrize(
    ("later", "address", "known"),
    [
        (replace(ENTRY, key="id 2"), AT, True),
        (replace(ENTRY, title="Bridge is approved"), AT + "?new", True),
        (replace(ENTRY, key="id 2"), AT + "?new", True),
        (replace(ENTRY, key="id 2", title="A new bridge", html=LONG + "More."), AT, True),
        (replace(ENTRY, key="id 2", html=LONG + "More."), AT + "?new", False),
        (replace(ENTRY, key="id 2", title="Another bridge"), AT + "?new", False),
        (replace(ENTRY, key="id 2", date=MONDAY + timedelta(hours=2)), AT + "?new", True),
        (replace(ENTRY, key="id 2", date=MONDAY + timedelta(days=1)), AT + "?new", False),
    ],
)
def test_an_entry_is_known_by_its_id_its_address_or_its_words(
    later: Entry, address: str, known: bool
) -> None:
    assert bool(set(identities(later, address)) & set(identities(ENTRY, AT))) is known


def test_a_few_words_and_no_address_are_no_mark() -> None:
    assert identities(replace(ENTRY, html="Rain."), "") == ("id 1",)


FEED = Feed("https://a.example/feed", "Courier")


def at(number: int, hours: int, text: str = "") -> Entry:
    return Entry(
        f"id {number}", f"https://a.example/{number}", "", MONDAY - timedelta(hours=hours), text
    )


def test_the_newest_unknown_entries_are_read_oldest_first_and_a_flood_is_skipped() -> None:
    parsed = ParsedFeed(entries=tuple(at(number, hours=number) for number in range(6)))
    entries = listed(FEED, parsed)
    everything = {mark for one in entries for mark in one.identities}
    seen = {"https://a.example/1"}
    unknown = everything - {"id 0", "at https://a.example/2"}
    found = select(entries, unknown, seen, limit=3)
    assert [one.entry.key for one in found.read] == ["id 4", "id 3"]
    assert found.remember == unknown
    assert (found.new, found.repeated, found.skipped) == (5, 2, 1)


def test_the_texts_kept_of_one_feed_are_bounded_however_many_entries_it_has() -> None:
    parsed = ParsedFeed(entries=tuple(at(n, n, "x" * 90_000) for n in range(40)))
    entries = listed(FEED, parsed)
    found = select(entries, {mark for one in entries for mark in one.identities}, (), limit=20)
    kept = [len(one.entry.html) + len(one.entry.summary) for one in found.read]
    assert len(kept) == 20
    assert sum(kept) <= MAX_TEXT_IN_HAND
    few = select(entries[:2], {"id 0", "id 1", *entries[0].identities}, (), limit=20)
    assert [len(one.entry.html) for one in few.read] == [90_000]


def test_what_polling_remembers_a_feed_by_needs_no_texts() -> None:
    (bare,) = without_texts(ParsedFeed("Courier", entries=(at(1, 2, "words"),))).entries
    assert (bare.key, bare.date, bare.summary + bare.html + bare.title) == (
        "id 1",
        MONDAY - timedelta(hours=2),
        "",
    )
