"""What a language writes beside its numbers."""

from __future__ import annotations

import pytest

from summarizers.facts.quantity_rules import rules_for


@pytest.mark.parametrize(
    ("language", "rest", "unit", "measures", "factor"),
    [
        ("en", " feet of water", "feet", "length", 0.3048),
        ("en", "-mile walk", "mile", "length", 1609.344),
        ("de", " Kilometer weit", "kilometer", "length", 1000.0),
        ("fr", " kilomètres plus loin", "kilomètres", "length", 1000.0),
    ],
)
def test_a_unit_is_found_behind_a_number_with_what_it_measures(
    language: str, rest: str, unit: str, measures: str, factor: float
) -> None:
    rules = rules_for(language)
    found = rules.unit.match(rest)
    assert found is not None
    assert found["unit"].lower() == unit
    assert rules.units[unit] == (measures, pytest.approx(factor))


@pytest.mark.parametrize(("language", "word"), [("en", "dollars"), ("de", "Euro"), ("es", "euros")])
def test_money_is_found_by_its_currency(language: str, word: str) -> None:
    rules = rules_for(language)
    found = rules.money.match(f" {word}.")
    assert found is not None
    assert rules.currencies[found[1].lower()] in {"USD", "EUR"}


@pytest.mark.parametrize("rest", [" footballers", " metersmith", ""])
def test_a_word_that_only_begins_like_a_unit_is_none(rest: str) -> None:
    assert rules_for("en").unit.match(rest) is None


@pytest.mark.parametrize(
    ("rest", "counts_nothing"),
    [(" p.m.", True), (" o’clock", True), (" Uhr", True), (" people", False)],
)
def test_a_time_of_day_is_told_from_a_count(rest: str, counts_nothing: bool) -> None:
    assert bool(rules_for("en").clock.match(rest)) is counts_nothing


def test_a_part_of_a_whole_is_told_from_a_count() -> None:
    fraction = rules_for("en").fraction
    assert fraction.match(" of them")
    assert fraction.match(" in five")
    assert not fraction.match(" of Halden")


def test_a_language_without_rules_has_those_of_english() -> None:
    assert rules_for("xx").language == rules_for("en").language == "en"
    assert rules_for("de").event != rules_for("en").event
