"""Many patterns are asked about at once, and none that may match is left out."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

from summarizers.text.guards import PatternIndex, number_of, that_may
from summarizers.text.literals import pieces

PATTERNS = (r"\bphoto by\b", r"shutterstock", r"\box\b", r"[\W_]{0,3}read (?:on|more)", r"摄影")


def guards() -> PatternIndex:
    made = PatternIndex()
    for number, pattern in enumerate(PATTERNS):
        held = pieces(pattern, re.IGNORECASE)
        assert held is not None
        assert made.add(held) == number
    return made


def test_a_text_tells_which_of_the_patterns_may_match() -> None:
    many = guards()
    assert many.signs("A Photo by Ann").numbers == {0}
    assert many.signs("An ox, by ISHUTTERSTOCKS").numbers == {1, 2}
    assert many.signs("新华社记者摄影").numbers == {4}
    assert not many.signs("").numbers
    assert not many.signs("The bridge was closed.").numbers


def test_a_look_knows_the_patterns_that_were_there() -> None:
    many = guards()
    before = many.signs("A goat and an ox")
    held = pieces(r"\bgoat\b")
    assert held is not None
    number = many.add(held)
    assert before.known == number
    assert before.numbers == {2}
    assert many.signs("A goat and an ox").numbers == {2, number}


def test_a_text_is_looked_at_again_for_a_pattern_that_was_added_since() -> None:
    held = pieces(r"\bgoatling\b")
    assert held is not None
    first = number_of(held)
    assert first in that_may("A goatling and a kid", first)
    second = number_of(held)
    assert second in that_may("A goatling and a kid", second)
    assert second not in that_may("A kid", second)


def test_threads_that_add_at_once_get_numbers_of_their_own() -> None:
    many = PatternIndex()
    held = pieces(r"\bgoat\b")
    assert held is not None
    with ThreadPoolExecutor(4) as threads:
        numbers = list(threads.map(lambda _: many.add(held), range(400)))
    assert sorted(numbers) == list(range(400))
    assert many.signs("a goat").numbers == set(numbers)
