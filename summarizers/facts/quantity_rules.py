"""What each language writes beside its numbers: units, currencies, ages, events, labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from summarizers.facts import numerals
from summarizers.facts.numerals import any_of, table_of
from summarizers.resources import load_toml
from summarizers.text.tokens import stem

_SPACE = r"[\s\u00a0]"
_GLUE = r"[\s\u00a0-]"
_NEVER = "(?!)"
_CLOCK = rf"""
    {_SPACE}? (?: [ap]\.?m\b | o['’]clock | uhr\b | gmt\b | h\d\d )    # 7 p.m., 19 Uhr, 7h30
"""
_FRACTION = rf"""
    {_SPACE} (?: in | out\ of | of | sur | von | de\ cada ) {_SPACE}
    (?: (?: the|its|their|every|them|those|these|whom|which|his|her|our )\b   # three of them
      | [^\W_]*\d | (?: two|three|four|five|six|ten )\b )                    # one in five
"""


@dataclass(frozen=True, slots=True)
class QuantityRules:
    """How one language counts: words by what they tell of a number, and patterns beside it."""

    language: str
    event: dict[str, str]
    people: frozenset[str]
    persons: frozenset[str]
    drop_before: frozenset[str]
    drop_after: frozenset[str]
    changed: re.Pattern[str]
    scope: re.Pattern[str]
    unlike: re.Pattern[str]
    label: re.Pattern[str]
    clock: re.Pattern[str]
    fraction: re.Pattern[str]
    unit: re.Pattern[str]
    units: dict[str, tuple[str, float]]
    money: re.Pattern[str]
    currencies: dict[str, str]
    age: re.Pattern[str]
    aged: re.Pattern[str]
    points: re.Pattern[str]


def rules_for(language: str) -> QuantityRules:
    """The rules of a language (ISO 639-1), those of English where we have none."""
    return _rules(numerals.rules_for(language).language)


@cache
def _rules(language: str) -> QuantityRules:
    table, slots = table_of(language), load_toml("slots.toml")[language]
    return QuantityRules(
        language=language,
        **_words(slots, language),
        **_beside(slots, table),
        **_measures(table),
    )


def _words(slots: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The fields that are words."""
    named = {key: frozenset(slots[key].split()) for key in ("people", "drop_before", "drop_after")}
    return named | {
        "event": {w: name for name, words in slots["events"].items() for w in words.split()},
        "persons": frozenset(stem(slots["persons"].split(), language)),
    }


def _beside(slots: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, Any]:
    """The patterns of what makes a number count nothing, or something else than before."""
    return {
        "changed": _pattern(slots["from"]),
        "scope": _pattern(rf"\b(?:{slots['scope']})\b"),
        "unlike": _pattern(rf"\b(?:{slots.get('unlike', _NEVER)})\b"),
        "label": _pattern(rf"(?:\b(?:{any_of(table['labels'].split())})\.?\s|#)$"),
        "clock": _pattern(_CLOCK, re.VERBOSE),
        "fraction": _pattern(_FRACTION, re.VERBOSE),
    }


def _measures(table: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of units, money and ages."""
    currencies = {w: code for code, words in table["currencies"].items() for w in words.split()}
    units, squares = _units(table["units"]), any_of(table["squares"])
    return {
        "units": units,
        "currencies": currencies,
        "unit": _pattern(
            rf"{_GLUE}?(?P<square>(?:{squares})[\s-]?)?(?P<unit>{any_of(units)})"
            rf"(?:{_SPACE}(?:{squares}))?(?!\w)"
        ),
        "money": _pattern(rf"{_GLUE}(?:de |d['’])?({any_of(currencies)})(?!\w)"),
        "age": _pattern(rf"{_GLUE}?(?:{any_of(table['age']) or _NEVER})(?!\w)"),
        "aged": _pattern(rf"(?:^|\W)(?:{any_of(table['aged'])})\s$"),
        "points": _pattern(rf"{_GLUE}(?:{any_of(table['points'])})(?!\w)"),
    }


def _pattern(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | flags)


def _units(listed: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, float]]:
    """Name of a unit → what it measures, and how much of the base unit it is."""
    return {
        name.lower(): (unit["measures"], float(unit["factor"]))
        for unit in listed
        for name in unit["names"].split()
    }
