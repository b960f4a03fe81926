"""Buttons, credits, notices and sentences that only lead on, told from the story by one list."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from summarizers.text import boilerplate
from tests.summarizers.examples import Rule, rules

RULES = rules("boilerplate.toml")
TOLD: dict[str, Callable[[str], bool]] = {
    "line": boilerplate.is_furniture_line,
    "sentence": boilerplate.is_furniture,
    "story": boilerplate.is_filler,
}


def told(rule: Rule) -> Callable[[str], bool]:
    return TOLD[rule.group.partition("/")[0]]


def own(rule: Rule, text: str) -> bool:
    """Whether this very rule finds the text, behind what may stand before it."""
    if rule.group.endswith("anywhere"):
        return re.search(rule.pattern, text, re.I) is not None
    if rule.group.endswith("whole"):
        return re.fullmatch(rf"\W*(?:{rule.pattern})\W*", text, re.I) is not None
    return re.match(rf"[\W_]{{0,4}}(?:{rule.pattern})", text, re.I) is not None


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_each_rule_finds_its_examples(rule: Rule) -> None:
    assert rule.found
    for example in rule.found:
        assert own(rule, example), example
        assert told(rule)(example), example


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.spared], ids=str)
def test_what_only_looks_like_one_is_spared(rule: Rule) -> None:
    assert [text for text in rule.spared if told(rule)(text)] == []


def test_a_list_mark_or_a_star_in_front_hides_nothing() -> None:
    assert boilerplate.is_furniture("** Photo: A. Walker")
    assert boilerplate.is_furniture_line("→ Share")
    assert boilerplate.is_filler("• Here's what we know so far")


def test_a_paragraph_that_begins_like_a_button_is_none() -> None:
    assert boilerplate.is_furniture_line("Photo: " + "the bridge " * 10)
    assert not boilerplate.is_furniture_line("Photo: " + "the bridge " * 20)


def test_a_filler_is_fine_in_its_own_article() -> None:
    text = "Good morning from the harbour, where the ferry lies."
    assert boilerplate.is_filler(text)
    assert not boilerplate.is_furniture(text)
