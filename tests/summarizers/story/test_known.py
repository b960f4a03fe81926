"""What is told of a story is known by its words and numbers, likely words first."""

from __future__ import annotations

import pytest

from summarizers.facts.statements import statement
from summarizers.story.known import Known, sizeable, values

BRIDGE, HALDEN = statement("bridge", "en").words, statement("Halden", "en").words
LIKELY = dict.fromkeys(BRIDGE, 0.9) | dict.fromkeys(HALDEN, 0.5)


def test_words_and_numbers_of_all_texts_are_known() -> None:
    known = Known.of(["Halden bridge falls", "Nine cars fell 30 metres."], "en", LIKELY)
    assert {9.0, 30.0} <= known.numbers
    assert statement("Halden bridge", "en").words <= known.words
    assert known.text == "Halden bridge falls\nNine cars fell 30 metres."


def test_a_share_is_weighed_by_how_likely_words_are() -> None:
    known = Known.of(["bridge"], "en", LIKELY)
    assert known.share(BRIDGE | HALDEN) == pytest.approx(0.9 / 1.4)
    assert known.mass(BRIDGE | {"unheard"}) == pytest.approx(1.0)
    assert known.share(frozenset()) == 0.0


def test_values_are_numbers_without_what_they_count() -> None:
    assert values(statement("Nine cars and 30 buses", "en")) == {9.0, 30.0}


def test_a_small_count_is_no_sizeable_figure() -> None:
    assert sizeable([2.0, 10.0, 2.5, 475_000.0]) == {2.5, 475_000.0}
