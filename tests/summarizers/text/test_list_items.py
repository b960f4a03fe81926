"""Where list items and picture credits begin inside a line."""

from __future__ import annotations

from itertools import pairwise

import pytest

from summarizers.text.list_items import item_starts


def parts(line: str, ordinals: bool = False) -> list[str]:
    starts = [0, *item_starts(line, ordinals), len(line)]
    return [line[a:b].strip() for a, b in pairwise(starts)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Plans • Close the pier • Sell the ferry", ["Plans", "• Close the pier", "• Sell the ferry"]),
        ("1. Close the pier 2. Sell it", ["1. Close the pier", "2. Sell it"]),
        ("a) Close the pier b) Sell it", ["a) Close the pier", "b) Sell it"]),
        ("The old pier at dusk Photo: Ida Moss", ["The old pier at dusk", "Photo: Ida Moss"]),
    ],
)  # fmt: skip
def test_each_item_begins_at_its_mark(line: str, expected: list[str]) -> None:
    assert parts(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "The pier closed.",
        "• The pier closed",  # the line's own start is no new beginning
        "1. Close the pier 3. Sell it",  # no item 2
        "See the photo: it is old",  # a word of the sentence
        "She said: Photo by nobody",
        "",
    ],
)
def test_a_line_of_one_sentence_has_no_items(line: str) -> None:
    assert item_starts(line, ordinals=False) == []


def test_an_ordinal_is_no_list_mark_where_ordinals_are_written_so() -> None:
    line = "1. Runde gegen Kiel, dann in der 2. Runde gegen Bremen"
    assert item_starts(line, ordinals=False) != []
    assert item_starts("1. Sieg nach 2. Niederlage", ordinals=True) == []
    closed = "1. Der Pier wird geschlossen. 2. Die Fähre wird verkauft."
    assert parts(closed, ordinals=True)[1].startswith("2. Die")
