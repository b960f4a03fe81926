"""The patterns of a story's wording find their examples, and no counter-examples."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from summarizers.story.wording import AT_START, all_found, finds, has_bare_pronoun

DATA = tomllib.loads((files("summarizers") / "data" / "story.toml").read_text("utf-8"))
EXAMPLES = [
    (kind, rule["language"], text, yes)
    for kind, rules in DATA.items()
    for rule in rules
    for yes in (True, False)
    for text in rule["yes" if yes else "no"]
]


@pytest.mark.parametrize(("kind", "language", "text", "yes"), EXAMPLES)
def test_every_pattern_finds_its_examples_and_no_counter_examples(
    kind: str, language: str, text: str, yes: bool
) -> None:
    assert bool(finds(kind, text, language)) is yes


def test_every_rule_has_examples_of_both_kinds() -> None:
    rules = [rule for kind in DATA.values() for rule in kind]
    assert all(rule["yes"] and rule["no"] for rule in rules)
    assert set(AT_START) <= DATA.keys()


def test_a_language_without_patterns_finds_nothing() -> None:
    assert finds("contrast", "But the panel asked for more data.", "sv") is None


def test_all_places_in_a_sentence_are_found() -> None:
    found = all_found("these", "Those workers met such people.", "en")
    assert [one["head"] for one in found] == ["workers", "people"]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("To govern she needs the Greens.", True),
        ("Helen Strand, the first woman to win the cup, had sent him on.", True),
        ("Helen Strand said that she was glad.", False),
    ],
)
def test_a_pronoun_that_nothing_in_the_sentence_explains_is_bare(text: str, bare: bool) -> None:
    assert has_bare_pronoun(text, "en") is bare
