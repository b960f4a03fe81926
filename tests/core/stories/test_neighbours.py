"""Who resembles whom is remembered by position, also after the oldest are cut off."""

from __future__ import annotations

import numpy as np
import pytest

from bot.core.stories.neighbours import HIGHEST_DATED, KEPT, LEAST, NeighbourTable, least_level

NONE = np.zeros(0, dtype=np.int64)


def filled(count: int) -> NeighbourTable:
    """A table in which each article resembles the three before it."""
    table = NeighbourTable()
    for number in range(count):
        here = table.add(id=1000 + number, story=number, day=20_000.0, least=LEAST)
        near = np.arange(max(0, number - 3), number)
        table.meet(here, near, np.full(len(near), 0.5))
    return table


def test_rows_keep_their_positions_when_old_ones_are_cut_off() -> None:
    table = filled(1000)
    table.cut(600)
    assert (table.first, table.end) == (600, 1000)
    assert table.column("id").tolist() == list(range(1600, 2000))
    assert table.likenesses(np.array([700, 702, 710]))[0].tolist() == [0.0, 0.5, 0.0]
    assert set(table.akin(np.array([601])).tolist()) == {600, 602, 603, 604}  # 598, 599 are gone


def test_a_full_row_lets_its_least_similar_neighbour_go() -> None:
    table = NeighbourTable()
    first = table.add(id=1, day=20_000.0)
    for number in range(KEPT + 1):
        here = table.add(id=2 + number, day=20_000.0)
        table.meet(here, np.array([first]), np.array([0.1 + number / 100]))
    near = table.column("near")[first].tolist()
    assert 1 not in near
    assert sorted(near) == list(range(2, KEPT + 2))


@pytest.mark.parametrize(("day", "level"), [(20_000.0, HIGHEST_DATED), (float("nan"), 0.5)])
def test_only_a_dated_article_is_held_for_part_of_one_large_story(day: float, level: float) -> None:
    table = NeighbourTable()
    for number in range(7):
        here = table.add(id=number, day=day, least=LEAST)
        table.meet(here, np.arange(number), np.full(number, 0.5))
    assert table.levels(np.array([6])) == pytest.approx(level, abs=0.001)


def test_those_of_its_own_cluster_are_nobody_s_crowd() -> None:
    table = filled(10)
    together = np.zeros(10, dtype=np.int64)
    assert table.levels(np.arange(10), together) == pytest.approx(LEAST, abs=0.001)


def test_short_and_very_long_articles_must_match_closer() -> None:
    assert least_level(10) > least_level(30) == LEAST == least_level(60) < least_level(140)
