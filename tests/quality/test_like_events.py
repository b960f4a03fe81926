"""Events of one sort stay apart, one event in other words stays together, in pools of any size."""

from __future__ import annotations

import os
import random
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.core.stories.grouping import Grouper, GroupingItem, group
from bot.lab.bench.made_articles import made_articles

START = datetime(2026, 11, 19, 6, tzinfo=UTC)
OTHERS = 5000 if os.environ.get("PRECIS_NIGHTLY") == "1" else 200  # articles in the pool, too
FILES = ("like_events.toml", "like_events_more.toml", "like_events_turns.toml")


@cache
def blocks(name: str) -> tuple[dict[str, Any], ...]:
    """The blocks of all files."""
    texts = [Path(__file__).with_name(file).read_text("utf-8") for file in FILES]
    return tuple(block for text in texts for block in tomllib.loads(text)[name])


def items(block: dict[str, Any], first: int = 0) -> list[GroupingItem]:
    days = block.get("days") or [0] * len(block["articles"])
    return [
        GroupingItem(
            first + n,
            title,
            text,
            START + timedelta(days=day, minutes=20 * n),
            f"outlet {first + n}",
            block["language"],
        )
        for n, ((title, text), day) in enumerate(zip(block["articles"], days, strict=True))
    ]


@cache
def all_items() -> dict[tuple[str, int], list[GroupingItem]]:
    listed = [
        (name, n, one) for name in ("apart", "together") for n, one in enumerate(blocks(name))
    ]
    return {(name, n): items(one, 10 * at) for at, (name, n, one) in enumerate(listed)}


def arriving(order: str) -> list[GroupingItem]:
    """Every article of every block, as filed, the other way round or mixed."""
    given = [item for one in all_items().values() for item in one]
    if order == "mixed":
        random.Random(7).shuffle(given)
    return given[::-1] if order == "reversed" else given


@cache
def among_all(order: str) -> dict[int, int]:
    """The stories of all articles in one pool, among others too if mixed, as they arrive."""
    grouper, made = Grouper(horizon=None), dict[int, int]()
    for item, counts, _ in made_articles(OTHERS if order == "mixed" else 0):
        grouper.add(replace(item, id=100_000 + item.id), counts)
    for item in arriving(order):
        made |= grouper.add(item)
    return made


def misplaced(made: dict[int, int]) -> list[str]:
    """The blocks that came out otherwise than they should."""
    wrong = list[str]()
    for (name, n), given in all_items().items():
        stories = {made[item.id] for item in given}
        if len(stories) != (len(given) if name == "apart" else 1):
            wrong.append(f"{name} {ids(name)[n]}")
    return wrong


def ids(name: str) -> list[str]:
    return [f"{n}-{one['kind']}-{one['language']}" for n, one in enumerate(blocks(name))]


def test_there_is_enough_to_judge_by() -> None:
    assert len(blocks("apart")) >= 150
    assert len(blocks("together")) >= 75
    assert len({one["language"] for one in blocks("apart")}) >= 10


@pytest.mark.parametrize("n", range(len(blocks("apart"))), ids=ids("apart"))
def test_two_like_events_alone_are_two_stories(n: int) -> None:
    made = group(items(blocks("apart")[n]))
    assert len(set(made.values())) == len(made)


@pytest.mark.parametrize("n", range(len(blocks("together"))), ids=ids("together"))
def test_one_event_alone_is_one_story(n: int) -> None:
    assert len(set(group(items(blocks("together")[n])).values())) == 1


@pytest.mark.parametrize("order", ["as filed", "reversed", "mixed"])
def test_in_one_pool_of_all_in_any_order_they_come_out_as_they_do_alone(order: str) -> None:
    assert misplaced(among_all(order)) == []


@pytest.mark.parametrize("first", range(3))
def test_an_article_of_both_does_not_chain_two_events(first: int) -> None:
    """A round-up that names both fires is alike to each; they stay apart in every order."""
    one, other = items(blocks("apart")[3])
    both = GroupingItem(
        9,
        "Warehouse fires in Dunlin and Harlow Bay kill seven",
        "Seven people died in two warehouse fires on Monday night: three in Dunlin, where forty"
        " firefighters needed five hours to put out the flames, and four in Harlow Bay, where"
        " fifty firefighters needed six hours. The causes are not known.",
        START,
        "outlet 9",
        "en",
    )
    three = [one, other]
    three.insert(first, both)
    made = group(three)
    assert made[one.id] != made[other.id]
