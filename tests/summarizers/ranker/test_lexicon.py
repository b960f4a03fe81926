"""What is known of a word before the article is read."""

from __future__ import annotations

import numpy as np
import pytest

from summarizers.ranker.lexicon import RARE, Lexicon, neutral, table

KNOWN = table(
    ["ferri", "the", "berth"],
    np.array([4.0, 0.5, 7.0], dtype=np.float32),
    np.array([0.3, 0.05, 0.2], dtype=np.float32),
)


def test_a_table_gives_each_word_its_own_figures_in_the_order_of_the_question() -> None:
    lexicon = Lexicon("en", frozenset({"the"}), 0.1, KNOWN)
    rarity, taken, stop = lexicon.look_up(["berth", "the", "ferri"])
    assert rarity.tolist() == [7.0, 0.5, 4.0]
    assert taken.tolist() == pytest.approx([0.2, 0.05, 0.3])
    assert stop.tolist() == [0, 1, 0]


def test_a_word_that_the_table_lacks_is_rare_and_taken_at_the_mean_rate() -> None:
    rarity, taken, stop = Lexicon("en", frozenset(), 0.1, KNOWN).look_up(["zeppelin"])
    assert (rarity.tolist(), taken.tolist(), stop.tolist()) == ([RARE], pytest.approx([0.1]), [0])


def test_without_a_table_only_stop_words_stand_out() -> None:
    lexicon = neutral("de")
    rarity, taken, stop = lexicon.look_up(["und", "hafen", "brück"])
    assert stop.tolist() == [1, 0, 0]
    assert rarity[0] < rarity[1] == rarity[2]
    assert taken.tolist() == pytest.approx([0.1, 0.1, 0.1])


def test_a_language_without_a_list_has_no_stop_words() -> None:
    assert neutral("xx").stops == frozenset()
    assert neutral("xx").look_up([])[0].size == 0
