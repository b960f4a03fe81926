"""The data files: every pattern has an example, is compiled once, and none is left unread."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

import summarizers
from summarizers.resources import filled, load_toml
from tests.summarizers.examples import rules

FILES = sorted(
    path.name for path in (files(summarizers) / "data").iterdir() if path.name.endswith(".toml")
)
WITHOUT_PATTERNS = {
    "lead_model.toml",
    "abbreviations.toml",
    "quantities.toml",
    "starts.toml",
    "tense.toml",
}
# Their examples are members of each rule; the tests of their readers run them.
TABLES = {"lead.toml", "lead_signs.toml", "story.toml", "superseded.toml"}
WORD_LISTS = {"months", "weekdays", "same"}


@pytest.mark.parametrize("name", sorted(set(FILES) - WITHOUT_PATTERNS - TABLES))
def test_every_pattern_has_an_example_above_it(name: str) -> None:
    patterns = [rule for rule in rules(name) if rule.group.split("/")[1] not in WORD_LISTS]
    assert patterns
    assert [rule.pattern for rule in patterns if not rule.found] == []


def test_there_is_no_pattern_file_of_another_format() -> None:
    kinds = {path.name.rpartition(".")[2] for path in (files(summarizers) / "data").iterdir()}
    assert "json" not in kinds


def test_a_file_is_read_once() -> None:
    assert load_toml("starts.toml") is load_toml("starts.toml")


def test_parts_stand_in_for_their_names_and_nothing_else_is_touched() -> None:
    assert filled(r"{day}\d{1,2}", {"day": "Monday"}) == r"Monday\d{1,2}"
    assert re.compile(filled("{a}{b}", {"a": "x", "b": "y"})).fullmatch("xy")
