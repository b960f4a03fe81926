"""The floor of grouping: made-up stories in several languages, each beside what looks like it."""

from __future__ import annotations

import random
import tomllib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.core.stories.grouping import Grouper, GroupingItem, group
from bot.lab.bench.made_articles import made_articles
from bot.lab.bench.stories import bcubed

FLOOR = 0.97  # B-cubed F1
START = datetime(2026, 11, 20, 5, tzinfo=UTC)


@cache
def articles() -> tuple[tuple[GroupingItem, str], ...]:
    """Every article with the story it belongs to; those `apart` are stories of their own."""
    told = tomllib.loads(Path(__file__).with_name("stories.toml").read_text("utf-8"))
    rows = [
        (block.get("name") or title, title, text, block["language"])
        for block in (*told["story"], *told["apart"])
        for title, text in block["articles"]
    ]
    return tuple(
        (GroupingItem(n, title, text, START + timedelta(minutes=n), f"outlet {n}", language), story)
        for n, (story, title, text, language) in enumerate(rows)
    )


TRUTH = {item.id: story for item, story in articles()}


def shuffled(seed: int) -> list[GroupingItem]:
    items = [item for item, _ in articles()]
    random.Random(seed).shuffle(items)
    return items


def mixed(made: dict[int, int]) -> dict[int, set[str]]:
    """The made stories that hold articles of more than one."""
    held: dict[int, set[str]] = {}
    for item, story in made.items():
        held.setdefault(story, set()).add(TRUTH[item])
    return {story: names for story, names in held.items() if len(names) > 1}


def members(made: dict[int, int], name: str) -> set[int]:
    return {made[item] for item, story in TRUTH.items() if story == name}


def test_there_is_enough_to_judge_by() -> None:
    sizes = [list(TRUTH.values()).count(story) for story in set(TRUTH.values())]
    assert len(TRUTH) >= 40
    assert sum(size > 1 for size in sizes) >= 12
    assert len({item.language for item, _ in articles()}) >= 4


@pytest.mark.parametrize("seed", range(6))
def test_stories_are_found_and_none_is_mixed_in_any_order(seed: int) -> None:
    made = group(shuffled(seed))
    assert mixed(made) == {}
    assert bcubed(TRUTH, made)[2] >= FLOOR


@pytest.mark.parametrize("seed", range(6))
def test_the_bot_that_learns_words_on_the_way_mixes_nothing_either(seed: int) -> None:
    grouper, made = Grouper(), dict[int, int]()
    for item in shuffled(seed):
        made |= grouper.add(item)
    assert mixed(made) == {}
    assert bcubed(TRUTH, made)[2] >= FLOOR


@pytest.mark.parametrize("seed", range(6))
def test_six_differently_worded_headlines_of_one_strait_are_one_story(seed: int) -> None:
    assert len(members(group(shuffled(seed)), "strait closed")) == 1


def test_headlines_without_a_word_in_common_meet_by_their_leads_and_another_coup_stays_out() -> (
    None
):
    made = group(shuffled(0))
    assert len(members(made, "coup trial")) == 1
    assert members(made, "coup trial").isdisjoint(members(made, "other coup"))


def test_a_story_of_thirty_outlets_holds_together() -> None:
    strait = [item for item, story in articles() if story == "strait closed"]
    leads = [item.text for item in strait]
    rng, others = random.Random(7), [item for item in shuffled(1) if item not in strait]
    many = [
        GroupingItem(
            1000 + n,
            rng.choice(strait).title,
            " ".join(rng.sample(leads, 2)),
            START + timedelta(minutes=7 * n),
            f"outlet {1000 + n}",
            "en",
        )
        for n in range(30)
    ]
    arriving = [*many, *others]
    rng.shuffle(arriving)
    made = group(arriving)
    together = {made[item.id] for item in many}
    assert len(together) == 1
    assert together.isdisjoint(made[item.id] for item in others)


def test_made_articles_find_their_story_among_look_alikes() -> None:
    grouper, made, truth = Grouper(), dict[int, int](), dict[int, int]()
    for item, counts, event in made_articles(500):
        made |= grouper.add(item, counts)
        truth[item.id] = event
    precision, recall, _ = bcubed(truth, made)
    assert precision >= 0.99
    assert recall >= 0.95
