"""What the numbers of a sentence count, and which of them count nothing."""

from __future__ import annotations

import re

import pytest

from summarizers.facts.quantities import find, scope
from tests.summarizers.examples import Rule, rules

RULES = rules("slots.toml")


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_each_pattern_finds_its_examples(rule: Rule) -> None:
    assert rule.found
    assert rule.spared
    whole = rule.pattern if rule.group.endswith("from") else rf"\b(?:{rule.pattern})\b"
    assert [text for text in rule.found if not re.search(whole, text, re.I)] == []
    assert [text for text in rule.spared if re.search(whole, text, re.I)] == []


@pytest.mark.parametrize(
    ("text", "language", "kind", "noun", "event", "value"),
    [
        ("At least 24 people were killed.", "en", "count", "people", "killed", 24),
        ("Police arrested twelve protesters.", "en", "count", "protest", "arrested", 12),
        ("The bridge cost $3 million.", "en", "USD", "", "", 3_000_000),
        ("It cost 210 million dollars.", "en", "USD", "", "", 210_000_000),
        ("Prices rose 12.5 percent.", "en", "percent", "", "", 12.5),
        ("It is 3 percentage points more.", "en", "points", "", "", 3),
        ("The driver is 84 years old.", "en", "age", "", "", 84),
        ("The wall is 12 feet high.", "en", "length", "", "", 12 * 0.3048),
        ("It burnt 40 square miles.", "en", "area", "", "", 40 * 1609.344**2),
        ("Bei dem Unfall starben vier Menschen.", "de", "count", "people", "killed", 4),
        ("Die Brücke kostet 3,5 Millionen Euro.", "de", "EUR", "", "", 3_500_000),
        ("Douze personnes ont été blessées.", "fr", "count", "people", "injured", 12),
        ("Murieron 24 personas.", "es", "count", "people", "killed", 24),
    ],
)
def test_a_number_is_told_by_what_it_counts(
    text: str, language: str, kind: str, noun: str, event: str, value: float
) -> None:
    (found,) = find(text, language)
    assert (found.kind, found.noun, found.event) == (kind, noun, event)
    assert found.number.value == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "It was built in 1969.",
        "He flew in a Boeing 737.",
        "Article 50 was read.",
        "Halden won 3-1.",
        "It begins at 7 p.m.",
        "Another 12 people came.",
        "Three of them came.",
        "They sell 12 boats a day.",
        "It fell on 12 March.",
    ],
)
def test_a_number_that_counts_nothing_is_none(text: str) -> None:
    assert find(text, "en") == []


def test_the_nearest_word_says_what_befell_them() -> None:
    killed, injured = find("A crash killed 3 people and 12 people were injured.", "en")
    assert (killed.event, injured.event) == ("killed", "injured")


def test_words_that_widen_a_count_are_told() -> None:
    assert scope("24 people were killed since March, worldwide.", "en") == {"since", "worldwide"}
    assert scope("24 people were killed.", "en") == frozenset()


def test_the_quantity_is_found_with_its_hedge_and_unit() -> None:
    text = "The wall is about 12 feet high."
    (found,) = find(text, "en")
    assert text[found.start : found.end] == "about 12 feet"
