"""What a block's own words say of it."""

from __future__ import annotations

import math

import pytest

from bot.ingest.pages.blocks.layout import Block
from bot.ingest.pages.blocks.text import characters, feature_names, features, goodness

PROSE = "The old bridge over the Linn was closed on Tuesday, after a storm tore away its railing."


def told(text: str, **marks: int) -> dict[str, float]:
    blocks = [Block("Another block.", 0), Block(text, 0, **marks)]  # type: ignore[arg-type]
    row = features(blocks, characters(blocks).head)[1].tolist()
    return dict(zip(feature_names(), row, strict=True))


@pytest.mark.parametrize(
    ("block", "good"),
    [
        (Block(PROSE, 0), float(len(PROSE))),
        (Block(PROSE, 0, linked=22), len(PROSE) * (1 - 22 / len(PROSE))),
        (Block(PROSE, 0, linked=60), 0.0),  # mostly a link
        (Block("It rained. Nobody came, ever.", 0), 29.0),  # short, with three marks
        (Block("More news from the harbour town", 0), 0.0),  # short, without a mark
        (Block("Yes, no, yes.", 0), 0.0),
    ],
)
def test_prose_is_told_by_length_marks_and_links(block: Block, good: float) -> None:
    assert goodness([block], characters([block]).marks) == pytest.approx([good])


def test_a_block_is_told_in_numbers_by_name() -> None:
    row = told(PROSE, bold=8)
    assert row["log_size"] == pytest.approx(math.log1p(len(PROSE)))
    assert row["words"] == 17
    assert row["commas"] == row["stops"] == pytest.approx(100 / len(PROSE))
    assert (row["ends_stop"], row["ends_colon"], row["starts_lower"]) == (1, 0, 0)
    assert row["bold"] == pytest.approx(8 / len(PROSE))


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("“It may take a year.”", "ends_stop", 1),
        ("What we know:", "ends_colon", 1),
        ("said on Monday", "starts_lower", 1),
        ("大桥关闭。", "ends_stop", 1),
        ("大桥关闭。", "wide", 80),
        ("Home | Sport", "separators", 100 / 12),
        ("Dragons", "digits", 0),
    ],
)
def test_marks_of_many_scripts_are_known(text: str, name: str, value: float) -> None:
    assert told(text)[name] == pytest.approx(value)


def test_words_that_no_article_begins_with_are_cues() -> None:
    plain = {name for name, value in told("The council met.").items() if value}
    shop = {name for name, value in told("© 2026 The Valley Post").items() if value}
    assert {name for name in shop - plain if name.startswith(("starts_", "holds_"))}
    assert not {name for name in plain if name.startswith("holds_")}


def test_characters_are_counted_near_the_beginning_and_each_block_for_itself() -> None:
    long = Block("a, " * 300, 0)
    counted = characters([long, Block("1 2 3", 0)])
    assert counted.marks.tolist() == [300, 0]
    assert counted.head[0][0] == 133  # commas among the first 400 characters
    assert counted.head[1][2] == 3  # digits
