"""What an entry of a feed is known again by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.feeds.entries import identities
from bot.core.model.feeds import Entry

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
