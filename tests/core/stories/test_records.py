"""A grouper that takes back records goes on as the one that made them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from bot.core.model.articles import Article
from bot.core.stories.grouping import Grouper, GroupingItem
from bot.core.stories.records import RECORD, whole_records
from bot.lab.bench.speed.made_news import made_news
from bot.services.placing.grouping_start import grouping_item

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


def items(count: int) -> list[GroupingItem]:
    made = made_news(count, NOW, ("world", "sport"))
    return [grouping_item(replace(one.article, id=10 + number)) for number, one in enumerate(made)]


def placed(grouper: Grouper, given: list[GroupingItem]) -> tuple[dict[int, int], dict[int, bytes]]:
    """The story of each article, and its record."""
    story, records = dict[int, int](), dict[int, bytes]()
    for item in given:
        story |= grouper.add(item)
        records[item.id] = grouper.record
    return story, records


def taken_back(story: dict[int, int], records: dict[int, bytes], counts: bytes) -> Grouper:
    grouper, rows = Grouper(), whole_records(records)
    assert grouper.load_counts(counts)
    half = len(rows) // 2
    for part in (rows[:half], rows[half:]):  # as a store gives them: some at a time
        grouper.load(part, np.array([story[one] for one in part["id"].tolist()]))
    return grouper


def test_later_articles_come_into_the_same_stories() -> None:
    given, before = items(160), Grouper()
    story, records = placed(before, given[:120])
    after = taken_back(story, records, before.counts())
    old, _ = placed(before, given[120:])
    new, _ = placed(after, given[120:])
    assert new == old
    assert len(set((story | old).values())) < 150, "stories of several articles were there to find"


def test_what_was_left_out_is_nobodys_neighbour() -> None:
    given, before = items(60), Grouper()
    story, records = placed(before, given)
    kept = {key: one for key, one in records.items() if key % 3}
    after = taken_back(story, kept, before.counts())
    assert {one.id for one in after.kin(given[5])} <= kept.keys()


@pytest.mark.parametrize("damage", [0, 5, 100, RECORD.itemsize - 1])
def test_a_record_with_a_changed_byte_is_not_believed(damage: int) -> None:
    _, records = placed(Grouper(), items(2))
    good, bad = records[10], bytearray(records[11])
    bad[damage] ^= 1
    assert whole_records({10: good, 11: bytes(bad)})["id"].tolist() == [10]


def test_a_record_cut_short_or_of_another_article_is_not_believed() -> None:
    _, records = placed(Grouper(), items(1))
    assert not len(whole_records({10: records[10][:-1], 7: records[10]}))


def test_damaged_counts_change_nothing() -> None:
    given, grouper = items(3), Grouper()
    placed(grouper, given)
    counts = grouper.counts()
    other = Grouper()
    assert not other.load_counts(counts[:-1])
    assert not other.load_counts(b"")
    assert other.load_counts(counts)
    assert other.counts() == counts


def test_an_article_is_in_its_record() -> None:
    item = grouping_item(
        Article("u", "Ferry aground", "The ferry ran aground.", "A", NOW, NOW, id=4)
    )
    grouper = Grouper()
    grouper.add(item)
    (one,) = whole_records({4: grouper.record})
    assert one["count"] > 0
    assert one["day"] == np.float32(NOW.timestamp() / 86400)
