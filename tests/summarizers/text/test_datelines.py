"""Datelines of agencies in many languages, told from sentences that merely have a dash."""

from __future__ import annotations

import pytest

from summarizers.text.datelines import length, split, without_dateline
from tests.summarizers.examples import Rule, rules

RULES = rules("datelines.toml")
INDEX = {"anywhere": 7, "among_first": 2, "first": 0}


def place_of(rule: Rule) -> int:
    return INDEX[rule.group.partition("/")[0]]


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_each_rule_finds_its_examples_and_no_more_of_them(rule: Rule) -> None:
    assert rule.found
    for example in rule.found:
        dateline, _, rest = example.partition("¦")
        assert length(dateline + rest, 0, place_of(rule)) == len(dateline)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_each_rule_spares_a_sentence_that_looks_like_one(rule: Rule) -> None:
    assert rule.spared
    assert [length(text, 0, place_of(rule)) for text in rule.spared] == [0] * len(rule.spared)


def test_a_town_alone_counts_only_in_front_of_the_article() -> None:
    text = "Halden — The ferry ran aground on Monday, and nobody was hurt."
    assert length(text, 0, 0) == len("Halden — ")
    assert length(text, 0, 1) == length(text) == 0


def test_a_dateline_may_stand_behind_a_list_mark() -> None:
    assert length("• OSLO (AP) - The ferry ran aground.", 2) == len("OSLO (AP) - ")


def test_too_little_behind_it_makes_it_none() -> None:
    assert split("OSLO (AP) - It rained.") is None
    assert without_dateline("OSLO (AP) - It rained.") == "OSLO (AP) - It rained."
    whole = "OSLO (AP) - It rained all day over the harbour."
    assert without_dateline(whole) == "It rained all day over the harbour."
    assert split(whole) == ("OSLO (AP)", "It rained all day over the harbour.")


def test_without_its_tail_of_marks_a_dateline_stands_alone() -> None:
    place, rest = split("МОСКВА, 12 янв — РИА Новости. Паром сел на мель в понедельник.") or (
        "",
        "",
    )
    assert place == "МОСКВА, 12 янв — РИА Новости."
    assert rest.startswith("Паром")
