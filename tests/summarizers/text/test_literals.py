"""What a text must hold for a pattern to match it, read off the pattern."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from summarizers.text.guards import PatternIndex
from summarizers.text.literals import Pieces, pieces


def found(pattern: str, *, from_start: bool = False) -> Pieces:
    held = pieces(pattern, re.IGNORECASE, from_start=from_start)
    assert held is not None
    return held


def are_in(held: Pieces, text: str) -> bool:
    guards = PatternIndex()
    number = guards.add(held)
    return number in guards.signs(text).numbers


def test_whole_words_are_looked_for_as_words_and_the_rest_as_pieces_of_text() -> None:
    assert found(r"\bpleaded\b").starts == {"pleade"}
    assert found(r"shutterstock").parts == ("shutterstock",)
    assert found(r"© \d+").parts == ("© ",)


def test_each_branch_gives_a_piece() -> None:
    held = found(r"\b(?:photo|picture)s? by [a-z]+|getty images\b")
    for text in ("a photo by ann", "PICTURES BY ANN", "getty images"):
        assert are_in(held, text), text
    assert not are_in(held, "The bridge was closed on Monday.")


def test_beginnings_stand_behind_marks_alone() -> None:
    held = found(r"[\W_]{0,3}(?:(?:but )?then|read (?:on|more)|an? ox)\b", from_start=True)
    for text in ("Then he left", "“But then", "- Read more", "an ox", "A OX"):
        assert are_in(held, text), text
    assert not are_in(held, "He read more")
    assert not are_in(held, "Reading on")


@pytest.mark.parametrize("pattern", [r"\w+", r".{3,}", r"[a-z]+ \d", r"(?:photo|\w+)|z+"])
def test_nothing_is_sure_of_a_pattern_that_takes_any_word(pattern: str) -> None:
    assert pieces(pattern) is None or pieces(pattern, from_start=True) is None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?:is|was)(?:n['’]t| not) merely", "It WASN’T merely late"),
        (r"(?<=a )b(?=c)cd?e{1,2}", "a bcee"),
        (r"(?>report)s?ing by", "Reporting by Lind"),
        (r"istanbul", "İstanbul"),
        (r"σχετικάς", "ΣΧΕΤΙΚΆΣ"),
        (r"açıklandı", "AÇIKLANDI"),
        (r"\bilgili\b", "\u0131lgili"),
        (r"\bthe poss", "the po\u017f\u017fe"),
        (r"\bβιβλίο", "\u03d0ιβλίο"),
        (r"\bkelvin\b", "\u212aelvin"),
        (r"\bphoto\b", "photo\u0301s"),
        (r"摄影|編輯報導", "新华社记者摄影"),
        (r"(?P<one>ab){2}(?P=one)?", "xababab"),
        (r"(?i:Photo) of [A-Z]", "PHOTO of Lind"),
    ],
)
def test_a_text_that_matches_has_them(pattern: str, text: str) -> None:
    assert re.search(pattern, text, re.IGNORECASE)
    held = pieces(pattern, re.IGNORECASE)
    assert held is None or are_in(held, text)


def test_a_python_without_the_parser_of_patterns_goes_without_guards() -> None:
    script = """
import re
import sys
sys.modules["re._parser"] = None
from summarizers.text.guarded import AnyOf, Guarded
from summarizers.text.literals import pieces
print(pieces("shutterstock"))
print(bool(Guarded("photo by").match("photo by Lind")), AnyOf(["photo by"]).finds("a photo by Lind"))
"""
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert told.stdout.split() == ["None", "True", "True"]
