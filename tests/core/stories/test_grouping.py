"""One story is one story, whoever tells it and in whichever order it comes in."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from bot.core.stories.clustering import average_link
from bot.core.stories.grouping import Grouper, GroupingItem, fingerprint, group

DAY = datetime(2026, 11, 20, 8, tzinfo=UTC)
FERRY = [
    (
        "Harbour ferry runs aground off Skarvik",
        "The passenger ferry Nordlys ran aground off Skarvik on Friday with 212 people on board. Rescuers took all passengers ashore by noon.",
    ),
    (
        "212 rescued after Nordlys ferry hits rocks",
        "All 212 people aboard the ferry Nordlys were brought ashore near Skarvik after the ship struck rocks in fog, the coastguard said.",
    ),
    (
        "Passengers tell of fog and a loud bang as Skarvik ferry ran aground",
        "Passengers of the Nordlys heard a loud bang in thick fog before the ferry ran aground off Skarvik. The coastguard has begun an inquiry.",
    ),
]
BANK = [
    (
        "Central bank of Lorania raises rates to 4.5%",
        "Lorania's central bank raised its key rate by half a point to 4.5 percent, citing inflation of 6.1 percent.",
    ),
    (
        "Lorania's rates go up half a point as inflation bites",
        "The key interest rate in Lorania rises to 4.5 percent. Inflation stood at 6.1 percent in October, the central bank said.",
    ),
]
OTHER = [
    (
        "Beekeepers count fewer hives after wet summer",
        "The national beekeepers' union counted eleven percent fewer hives this autumn after a cold and wet summer.",
    ),
    (
        "Museum returns bronze mask to Benin",
        "The city museum handed back a bronze mask that was taken from Benin City in 1897.",
    ),
]


def items() -> list[GroupingItem]:
    rows = [*FERRY, *BANK, *OTHER]
    return [
        GroupingItem(n + 1, title, text, DAY + timedelta(hours=n), f"outlet {n}", "en")
        for n, (title, text) in enumerate(rows)
    ]


def partition(story: dict[int, int]) -> set[frozenset[int]]:
    return {frozenset(i for i in story if story[i] == s) for s in story.values()}


EXPECTED = {frozenset({1, 2, 3}), frozenset({4, 5}), frozenset({6}), frozenset({7})}


def test_articles_of_one_event_are_one_story_and_others_stand_alone() -> None:
    assert partition(group(items())) == EXPECTED


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_arrival_does_not_matter(seed: int) -> None:
    shuffled = items()
    random.Random(seed).shuffle(shuffled)
    assert partition(group(shuffled)) == EXPECTED


def test_the_same_words_weeks_later_are_another_story() -> None:
    later = GroupingItem(9, *FERRY[0], DAY + timedelta(days=21), "outlet 9", "en")
    story = group([*items(), later])
    assert story[9] not in {story[1], story[2], story[3]}


def test_a_restart_changes_no_story() -> None:
    before, story = Grouper(), dict[int, int]()
    for item in items()[:4]:
        story |= before.add(item)
    after = Grouper()
    for item in items()[:4]:
        after.restore(item, story[item.id])
    for item in items()[4:]:
        story |= after.add(item)
    assert partition(story) == EXPECTED


def wires() -> tuple[GroupingItem, GroupingItem, GroupingItem]:
    """A wire's article, a paper's near-verbatim copy of it an hour later, one in own words."""
    long = " ".join(f"{text} {title}." for title, text in (FERRY[0], FERRY[2]))
    copied, later = long.replace("Rescuers", "Crews"), DAY + timedelta(hours=1)
    return (
        GroupingItem(1, FERRY[0][0], long, DAY, "wire", "en"),
        GroupingItem(2, "Ferry aground", copied, later, "b", "en"),
        GroupingItem(3, *FERRY[1], DAY, "c", "en"),
    )


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0), (1, 2, 0)])
def test_the_copy_that_came_out_later_is_the_reprint_in_any_order(order: tuple[int, ...]) -> None:
    grouper, marked = Grouper(), set[int]()
    for at in order:
        grouper.add(wires()[at])
        marked.update(grouper.reprints())
    assert marked == {2}


def test_of_two_copies_without_a_date_the_one_read_later_is_the_reprint() -> None:
    first, second, _ = wires()
    grouper = Grouper()
    grouper.add(replace(first, date=None))
    assert grouper.reprints() == []
    grouper.add(replace(second, date=None))
    assert grouper.reprints() == [2]


def test_what_is_old_is_no_longer_compared_with() -> None:
    grouper = Grouper()
    for n in range(1100):
        grouper.add(GroupingItem(n, f"Story number {n}", f"word{n} thing{n}", DAY, "a", "en"))
    grouper.forget(DAY + timedelta(days=40))
    again = GroupingItem(
        5000, "Story number 7", "word7 thing7", DAY + timedelta(days=40), "b", "en"
    )
    assert grouper.add(again)[5000] == 5000


def test_articles_without_text_or_in_any_script_are_taken() -> None:
    odd = [("", ""), ("!!!", "???"), ("日本語の見出し", "本文です。"), ("\ud800", "\ud800")]
    story = group(GroupingItem(n, *pair) for n, pair in enumerate(odd))
    assert set(story) == {0, 1, 2, 3}


def test_the_same_words_have_the_same_fingerprint() -> None:
    text = FERRY[0][1] + FERRY[1][1]
    assert fingerprint(text) == fingerprint(text.upper().replace(" ", "\n "))
    assert fingerprint(text) != fingerprint(text + " More.")
    assert fingerprint("too short") == ""


def test_average_link_joins_pairs_above_the_threshold_only() -> None:
    similarity = np.array([[0, 0.5, 0.0], [0.5, 0, 0.1], [0.0, 0.1, 0]])
    labels = average_link(similarity, 0.2)
    assert labels[0] == labels[1] != labels[2]
    assert len(set(average_link(similarity, 0.05).tolist())) == 1
    assert average_link(np.zeros((0, 0)), 0.2).tolist() == []


def test_a_few_words_alike_do_not_make_a_story() -> None:
    items = [
        GroupingItem(
            1, "Boat shaped object", "My boat has two masts now.", DAY, "a boat blog", "en"
        ),
        GroupingItem(2, "Navy stops three boats", "Three boats were stopped.", DAY, "wire", "en"),
        GroupingItem(3, "Easy maps in Haskell", "How to use maps in Haskell.", DAY, "blog", "en"),
        GroupingItem(4, "Hello Haskell", "A first program in Haskell.", DAY, "other blog", "en"),
    ]
    assert len(set(group(items).values())) == 4


def test_a_part_split_off_never_takes_a_name_that_another_story_goes_by() -> None:
    grouper = Grouper()
    for number in range(1, 5):
        text = f"Quite different matter number{number} thing{number} place{number} word{number}"
        grouper.restore(GroupingItem(number, text, text, DAY, f"outlet {number}", "en"), story=1)
    # Article 1 founded the story that articles 2 to 4 are still in; alone, it cannot go by 1.
    region = np.array([0])
    assert grouper._free_name(np.array([1]), region, []) == 2  # who founded none
    assert grouper._free_name(np.array([1, 9]), region, []) == 9
