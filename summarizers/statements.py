"""A sentence as what it states: its content words by stem, its names, its numbers.

Two sentences that say one thing in other words have nearly the same statement: words that news
uses for each other ("blaze", "fire") count as one, reporting words ("said", "according") as none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from summarizers.resources import load_json
from summarizers.words import base_language, stem, stop_words, tokens

_NUMBER = re.compile(r"[$€£¥₹]?(\d[\d.,]*)(%?)")
_GROUPED = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
_NOT = frozenset(
    "not no never without neither nor kein keine nicht nie pas jamais sin nunca".split()
)
_PARTS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one sentence states, each as stems or normalised figures.

    `words` are the content words, `names` among them those written as names; `numbers` the
    figures ("1200" for "1,200"); `negated` whether something is denied an odd number of times.
    """

    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    negated: bool


@lru_cache(maxsize=8192)
def statement(text: str, language: str = "") -> Statement:
    """What `text`, one sentence of `language` (ISO 639-1, "" when unknown), states."""
    code = base_language(language) or "en"
    found = tokens(text)
    stems = stem(found, code)
    same, empty = _table(code)
    words, names, numbers = set[str](), set[str](), set[str]()
    for place, (token, key) in enumerate(zip(found, stems, strict=True)):
        if token[-1].isdigit() or token[-1] == "%" or token[0].isdigit():
            numbers |= _figures(token)
        elif key not in empty and token.lower() not in stop_words(code):
            key = same.get(key, key).removesuffix("'s")
            words.add(key)
            if _is_name(found, place, code):
                names.add(key)
    negated = sum(token.lower() in _NOT or token.endswith("n't") for token in found) % 2 == 1
    return Statement(frozenset(words), frozenset(names), frozenset(numbers), negated)


def _figures(token: str) -> set[str]:
    """The figures of a token: "1,200" gives 1200, "84-year-old" 84, "COVID-19" none."""
    if not (token[0].isdigit() or token[0] in "$€£¥₹"):
        return set()
    match = _NUMBER.match(token)
    return {_GROUPED.sub("", match[1]).rstrip(".,")} if match else set()


def _is_name(found: Sequence[str], place: int, language: str) -> bool:
    """Whether the token at `place` is written as a name.

    The first word of a sentence is none, unless it is an acronym or another name follows it. In
    German, where every noun has a capital, only a second capital in a row tells.
    """
    token = found[place]
    if not token[0].isupper():
        return False
    if len(token) > 1 and token.isupper():
        return True
    before = found[place - 1][:1].isupper() if place else False
    if language == "de":
        return before and place > 1
    after = place + 1 < len(found) and found[place + 1][:1].isupper()
    return place > 0 or after


@cache
def _table(language: str) -> tuple[dict[str, str], frozenset[str]]:
    """(stem → the first stem of its line, stems that say nothing) for a language."""
    data = load_json("same_words.json").get(language)
    if not data:
        return {}, frozenset()
    same: dict[str, str] = {}
    for line in data["same"]:
        stems = stem(line.split(), language)
        for key in stems:
            same.setdefault(key, stems[0])
    return same, frozenset(stem(data["empty"].split(), language))
