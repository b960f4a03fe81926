"""An article that is looked at and not taken in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.stories.attaching import Kin, story_among
from bot.core.stories.grouping import JOIN, Grouper, GroupingItem, counts_of

DAY = datetime(2026, 11, 23, tzinfo=UTC)
FERRY = (
    "The ferry Nordlys ran aground off Skarvik on Monday with 212 people on board. Rescuers took "
    "all passengers ashore by noon, and the coastguard has begun an inquiry."
)
STRIKE = (
    "Teachers in Eastmere began a strike on Monday over pay, and nine schools stayed shut. "
    "The union said that talks with the region had failed on Friday."
)


def item(number: int, title: str, text: str) -> GroupingItem:
    return GroupingItem(number, title, text, DAY, f"Outlet {number}", "en")


@pytest.fixture
def grouper() -> Grouper:
    found = Grouper()
    found.add(item(1, "Ferry Nordlys aground off Skarvik", FERRY))
    found.add(item(2, "Teachers strike in Eastmere", STRIKE))
    return found


def test_it_tells_the_story_that_it_resembles_and_is_told_from_a_copy(grouper: Grouper) -> None:
    (copy,) = grouper.kin(item(3, "Nordlys ferry runs aground at Skarvik", FERRY))
    assert (copy.id, copy.story, copy.same_text) == (1, 1, True)
    assert story_among([copy], JOIN) == 1


def test_what_resembles_nothing_has_no_kin(grouper: Grouper) -> None:
    assert grouper.kin(item(3, "Figs ripen early in Southmere", "The figs were ripe in May.")) == []
    assert Grouper().kin(item(3, "Ferry", FERRY)) == []


def test_looking_changes_nothing(grouper: Grouper) -> None:
    before = [grouper.kin(item(9, "Nordlys aground", FERRY)) for _ in range(3)]
    assert before[0] == before[1] == before[2]
    assert grouper.add(item(4, "Nine schools shut as teachers strike", STRIKE))[4] == 2


def test_of_several_stories_the_likest_on_the_whole_is_taken() -> None:
    found = [Kin(1, 1, 0.5, False), Kin(2, 1, 0.1, False), Kin(3, 7, 0.4, False)]
    assert story_among(found, JOIN) == 7
    assert story_among(found, 0.6) is None
    assert story_among([], JOIN) is None


def test_words_that_are_counted_already_are_not_counted_again(grouper: Grouper) -> None:
    new = item(3, "Nordlys ferry runs aground at Skarvik", FERRY)
    other = counts_of(item(4, "Figs ripen early in Southmere", "The figs were ripe in May."))
    assert grouper.kin(new, counts_of(new)) == grouper.kin(new) != []
    assert grouper.kin(new, other) == [], "what is given counts"
