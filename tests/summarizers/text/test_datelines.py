"""Datelines of agencies in many languages, told from sentences that merely have a dash."""

from __future__ import annotations

import pytest

from summarizers.text.datelines import length, split, without_dateline
from tests.summarizers.examples import Rule, rules

RULES = rules("datelines.toml")


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_each_rule_finds_its_examples_and_no_more_of_them(rule: Rule) -> None:
    assert rule.found
    for example in rule.found:
        dateline, _, rest = example.partition("¦")
        assert length(dateline + rest) == len(dateline)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_each_rule_spares_a_sentence_that_looks_like_one(rule: Rule) -> None:
    assert rule.spared
    assert [length(text) for text in rule.spared] == [0] * len(rule.spared)


@pytest.mark.parametrize(
    "text",
    [
        # A town looks like a label, a rumour or a speaker: none of them goes.
        "Halden — The ferry ran aground on Monday, and nobody was hurt.",
        "Rumour — The ferry ran aground on Monday, and nobody was hurt.",
        "Falso – La ministra robó 40.000 coronas de un fondo para huérfanos.",
        "MYTH: The vaccine against measles makes one of 300 children ill.",
        "MOSS: The minister took 40,000 crowns from the fund for orphans.",
        "[Satire] The minister has sold the national library to a bakery.",
        "4.3.2026 - Die Fähre lief vor dem Hafen auf Grund, alle sind gerettet.",
        # The letters stand for the words before them: that is who says it.
        "Palestinian Authority (PA): Soldiers shot eleven villagers at a well.",
        "Police Association (PA): Officers were ordered to hide 300 crimes.",
    ],
)
def test_a_source_a_label_or_a_day_is_no_dateline(text: str) -> None:
    assert length(text) == 0


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
