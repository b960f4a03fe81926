"""Which phrases of a sentence may go, and which must stay with it."""

from __future__ import annotations

import re

import pytest

from summarizers.bullets.compression import leave_out, opening, removable
from summarizers.resources import filled, load_toml
from tests.summarizers.examples import Rule, rules

RULES = rules("phrases.toml")
PARTS = load_toml("phrases.toml")["parts"]
OPENINGS = [rule for rule in RULES if rule.group.startswith("opening")]
PHRASES = [rule for rule in RULES if rule.group.endswith("pattern")]


def gone(text: str, language: str = "en") -> list[str]:
    return [text[phrase.start : phrase.end] for phrase in removable(text, language)]


def without(text: str, part: str) -> str:
    """The text once the phrase that is this part has been left out."""
    found = [p for p in removable(text, "en") if text[p.start : p.end] == part]
    return leave_out(text, found[:1])


@pytest.mark.parametrize("rule", OPENINGS, ids=str)
def test_each_opening_goes_from_its_example(rule: Rule) -> None:
    assert rule.found
    for example in rule.found:
        text, _, part = example.partition(" ¦ ")
        assert text[: opening(text, 5, "en")] == part
    assert [opening(text, 5, "en") for text in rule.spared] == [0] * len(rule.spared)


@pytest.mark.parametrize("rule", PHRASES, ids=str)
def test_each_phrase_may_go_from_its_example(rule: Rule) -> None:
    assert rule.found
    parts = {**PARTS, "time": filled(PARTS["time"], PARTS)}
    for example in rule.found:
        text, _, part = example.partition(" ¦ ")
        match = re.search(filled(rule.pattern, parts), text)
        assert match and match["out"] == part
        assert part in gone(text)
    for text in rule.spared:
        assert gone(text) == []


@pytest.mark.parametrize(
    ("text", "part", "left"),
    [
        (
            "Ida Moss, 61, opened the bridge in Halden.",
            ", 61,",
            "Ida Moss opened the bridge in Halden.",
        ),
        (
            "The bridge (built in 1969) fell into the sea.",
            " (built in 1969)",
            "The bridge fell into the sea.",
        ),
        (
            "Ida Moss, the mayor, who is from the north, came to the bridge.",
            ", who is from the north",
            "Ida Moss, the mayor, came to the bridge.",
        ),
    ],
)
def test_what_stays_reads_as_a_sentence(text: str, part: str, left: str) -> None:
    assert without(text, part) == left


@pytest.mark.parametrize(
    "text",
    [
        'She said: "The bridge (my bridge) fell on Monday."',
        "It was due on Monday.",
        "The game ended 3 - 1 in Halden.",
    ],
)
def test_a_phrase_that_is_needed_stays(text: str) -> None:
    assert gone(text) == []


def test_other_languages_give_up_brackets_only() -> None:
    text = "Die Brücke (erbaut 1969), die alt war, fiel am Montag."
    assert gone(text, "de") == [" (erbaut 1969)"]


def test_what_points_at_a_picture_is_idle() -> None:
    (phrase,) = removable("Ida Moss (left) opened the bridge in Halden.", "en")
    assert phrase.idle


def test_a_sentence_longer_than_any_bullet_is_not_looked_at() -> None:
    assert removable("The bridge (built in 1969) fell. " * 60, "en") == []


def test_a_list_mark_and_a_dateline_go_together() -> None:
    text = "• OSLO (AP) - The ferry ran aground on Monday."
    assert text[opening(text, 0, "en") :] == "The ferry ran aground on Monday."
