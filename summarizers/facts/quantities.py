"""What the numbers of a sentence count: a number, its kind, what is counted and what befell it.

A number that counts nothing (a year, a time, a score, "Boeing 737", "Article 50") is none here,
nor one that stands for a part ("three of them", "another 12") or a rate ("12 a day").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summarizers.facts import calendar, numerals
from summarizers.facts.numerals import Numeral
from summarizers.facts.quantity_rules import QuantityRules, rules_for
from summarizers.text.tokens import HYPHEN_WORD, LETTERS, stem, stop_words

_NEAR_WORDS = 6  # words from the number within which what befell the counted is looked for
_BEYOND_WORDS = 3  # how many words further what stands beyond an "and" counts
_AND = frozenset({"and", "und", "et", "y"})
_TOKEN = re.compile(rf"{HYPHEN_WORD}|[;:—!?()]|, ")
_WORDS = re.compile(LETTERS)
_BREAKS = frozenset({";", ":", "—", "(", ")"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it measures.

    `kind` is "count", "percent", "points", "age", a currency code or a dimension ("length",
    "mass", "time" …), in whose base unit `number` is given; `noun` the stem of what is counted
    ("people" for persons in general), "" where nothing is named; `event` what befell it ("killed"),
    or "". `start:end` is the quantity as written, with hedge and unit but without the noun;
    `words` how the noun is written.
    """

    number: Numeral
    kind: str
    noun: str
    event: str
    start: int
    end: int
    words: str = ""


def find(text: str, language: str = "") -> list[Quantity]:
    """The quantities of one sentence in order. `language` is an ISO 639-1 code, "" for English."""
    rules = rules_for(language)
    found = numerals.find(text, rules.language)
    edges = [one.begin for one in found[1:]] + [len(text)]
    starts = [0] + [one.end for one in found]
    made = list[Quantity]()
    for number, before, after in zip(found, starts, edges, strict=False):
        if not _counts_nothing(text, number, rules):
            made += _measured(text, number, (before, after), rules)
    return made


def scope(text: str, language: str = "") -> frozenset[str]:
    """The words of a sentence that widen or narrow what its numbers count: "since", "a day"."""
    rules = rules_for(language)
    return frozenset(match.group().lower() for match in rules.scope.finditer(text))


def _measured(
    text: str, number: Numeral, edges: tuple[int, int], rules: QuantityRules
) -> Iterator[Quantity]:
    """The quantity that a number makes, or none."""
    kind, number, end = _kind(text, number, rules)
    noun, words = "", ""
    if kind == "count":
        noun, words, dropped = _noun(text, end, rules)
        if dropped or (number.spelled and number.value == 1 and not noun):
            return
    event = _event(text, number, edges, rules)
    if kind == "count" and not noun and not event:
        return
    if kind == "count":
        noun = noun or "people"
        event = event if noun == "people" or noun in rules.persons else ""
    yield Quantity(number, kind, noun, event, number.begin, end, words)


def _kind(text: str, number: Numeral, rules: QuantityRules) -> tuple[str, Numeral, int]:
    """(kind, the number in its base unit, where unit and all end)."""
    if number.percent:
        return "percent", number, number.end
    if number.currency:
        return number.currency, number, number.end
    if match := rules.points.match(text, number.end):
        return "points", number, match.end()
    if match := rules.age.match(text, number.end):
        return "age", number, match.end()
    if rules.aged.search(text, max(0, number.begin - 14), number.begin):
        return "age", number, number.end
    if match := rules.money.match(text, number.end):
        return rules.currencies[match[1].lower()], number, match.end()
    if match := rules.unit.match(text, number.end):
        dimension, factor = rules.units[match["unit"].lower()]
        if match["square"]:
            dimension, factor = "area", factor * factor
        return dimension, _scaled(number, factor), match.end()
    return "count", number, number.end


def _scaled(number: Numeral, factor: float) -> Numeral:
    """In the base unit; where that is another than the written one, give or take a rounding."""
    from dataclasses import replace

    loose = 1.0 if factor == 1 else 1.03
    return replace(
        number,
        value=number.value * factor,
        low=number.low * factor / loose,
        high=number.high * factor * loose,
    )


def _counts_nothing(text: str, number: Numeral, rules: QuantityRules) -> bool:
    """Whether it is a date, a time, a score, a label or a part of something."""
    before, after = text[max(0, number.begin - 40) : number.begin], text[number.end :]
    if number.bare and calendar.is_date(text, number.start, number.end, rules.language):
        return True
    if number.bare and 1900 <= number.value <= 2100 and number.end - number.start == 4:
        return True
    if rules.label.search(before) or rules.clock.match(after) or rules.changed.search(before):
        return True
    if _is_called(before, after, rules):
        return True
    if rules.fraction.match(after) and not number.percent:
        return True
    words = _WORDS.findall(before.lower())
    if words and words[-1] in rules.drop_before:
        return True
    return _is_score(text, number)


def _is_called(before: str, after: str, rules: QuantityRules) -> bool:
    """Whether a name stands before the number: "Boeing 737"; not so "The 12", "In Rome 12"."""
    words = _WORDS.findall(before)[-2:]
    if not before.endswith(" ") or rules.language == "de" or not words[-1:]:
        return False
    small = stop_words(rules.language)
    if not words[-1][0].isupper() or words[-1].lower() in small:
        return False
    if len(words) == 2:
        return words[0].lower() not in small
    counted = _WORDS.findall(after[:24].lower())[:1]
    return not counted or not (counted[0] in rules.event or counted[0] in rules.people)


def _is_score(text: str, number: Numeral) -> bool:
    """Two figures with a dash between them: "60-48", "2010-15"; or a slash, or "3 x 5"."""
    behind, ahead = text[max(0, number.start - 2) : number.start], text[number.end : number.end + 2]
    joined = re.match(r"[-–/]\d", ahead) or re.search(r"\d[-–/]$", behind)
    return joined is not None and number.hedge != "range"


def _noun(text: str, start: int, rules: QuantityRules) -> tuple[str, str, bool]:
    """(stem, as written, whether the number must be dropped) of what is counted behind it."""
    words = list[tuple[str, int, int]]()
    for match in _TOKEN.finditer(text, start, start + 60):
        if match.group() in _BREAKS or not match.group()[0].isalpha() or len(words) == 4:
            break
        gap = text[words[-1][2] if words else start : match.start()]
        if gap.strip(" \u00a0-") or match.group()[0].isdigit():
            break
        words.append((match.group(), match.start(), match.end()))
    if not words:
        return "", "", False
    if words[0][0].lower() in rules.drop_after:
        return "", "", True
    place = _head(words, rules)
    if place is None:
        return "", "", False
    key = stem((words[place][0],), rules.language)[0]
    written = " ".join(word for word, _, _ in words[: place + 1])
    general = words[place][0].lower() in rules.people
    also = [word.lower() for word, _, _ in words[place + 1 : place + 3]]
    if len(also) == 2 and also[0] in _AND and (also[1] in _PLURALS or also[1].endswith("s")):
        key, general = f"{key} {also[1]}", False
    return ("people" if general else key), written, _is_part(words, place, rules)


def _is_part(words: list[tuple[str, int, int]], place: int, rules: QuantityRules) -> bool:
    """ "12 people each", "12 people a day", "two other people"."""
    if any(word.lower() in rules.drop_after for word, _, _ in words[:place]):
        return True
    after = [word.lower() for word, _, _ in words[place + 1 : place + 3]]
    return bool(after) and after[0] in ("a", "per", "each", "daily", "par", "pro", "por")


def _head(words: list[tuple[str, int, int]], rules: QuantityRules) -> int | None:
    """The place of the noun: in German the first capital, else the first plural or person."""
    for place, (word, _, _) in enumerate(words):
        lowered = word.lower()
        if lowered in rules.people:
            return place
        if lowered in rules.event or lowered in stop_words(rules.language):
            return None
        if rules.language == "de":
            if word[0].isupper():
                return place
        elif lowered in _PLURALS or (
            lowered.endswith(("s", "x")) and not lowered.endswith(("ss", "us", "'s", "’s"))
        ):
            return place
    return None


_PLURALS = frozenset("men women children police troops teeth feet mice personnel crew".split())


def _event(text: str, number: Numeral, edges: tuple[int, int], rules: QuantityRules) -> str:
    """What befell the counted: the nearest word for it, no other number in between."""
    text = rules.unlike.sub(lambda match: " " * len(match.group()), text)
    before = [m.group().lower() for m in _TOKEN.finditer(text, edges[0], number.begin)]
    after = [m.group().lower() for m in _TOKEN.finditer(text, number.end, edges[1])]
    best, event = _NEAR_WORDS + 1, ""
    for words in (list(reversed(before)), after):
        further = 0
        for distance, word in enumerate(words[:_NEAR_WORDS], 1):
            if word in _BREAKS or word in (", ", "including"):
                break
            further += _BEYOND_WORDS * (word in _AND)
            distance += further
            if distance < best and word in rules.event:
                best, event = distance, rules.event[word]
    return event
