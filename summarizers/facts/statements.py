"""A sentence as what it states: its content words by stem, its names, its numbers.

Two sentences that say one thing in other words have nearly the same statement: words that news
uses for each other ("blaze", "fire") count as one, reporting words ("said", "according") as none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from summarizers.facts import numerals
from summarizers.facts.numerals import Numeral
from summarizers.remembering import remembered
from summarizers.resources import load_toml
from summarizers.text.tokens import base_language, stem, stem_word, stop_words, tokens

_KEPT, _KEPT_WORDS = 384, 4096
"""Sentences whose statements are kept, of 2.3 kB each: those of a story of the largest kind. What
is told of a story is kept above; over hours of editions eight times as many were never hit."""
Number = tuple[float, float, float]
"""A number as written, and between what it allows the true one to lie."""


@dataclass(frozen=True)
class Statement:
    """What one sentence states: `text` of `language`, without who said so, which does not count.

    `words` are the stems of its content words, `names` those of them that are written as names, and
    stand at these `places` among the tokens of `text`;
    `negated` is whether it denies something an odd number of times. The rest, which costs more, is
    found when it is first asked for.
    """

    text: str = field(compare=False)
    language: str
    words: frozenset[str]
    names: frozenset[str]
    negated: bool
    places: tuple[int, ...] = field(compare=False, repr=False)

    @cached_property
    def newsworthy(self) -> frozenset[str]:
        """The last word of each name, titles left out: what makes a sentence news where it was
        not named."""
        return frozenset(_last_words(self.text, self.language, self.places))

    @cached_property
    def numbers(self) -> frozenset[Number]:
        """Its figures."""
        counted = _FIGURE in _read(self.text, self.language)[1] or _DIGIT.search(self.text)
        figures = numerals.find(self.text, self.language) if counted else []
        return frozenset((one.value, one.low, one.high) for one in figures if not _is_article(one))

    @cached_property
    def opposites(self) -> frozenset[str]:
        """The stems of what would contradict it."""
        table = _vocabulary(self.language).opposite
        return frozenset().union(*(table[word] for word in self.words & table.keys()))

    @property
    def size(self) -> int:
        """How many words and figures it has."""
        return len(self.words) + len(self.numbers)


@remembered(_KEPT)
def statement(text: str, language: str = "") -> Statement:
    """What `text`, one sentence of `language` (ISO 639-1, "" counts as English), states."""
    code = base_language(language) or "en"
    text = _without_speaker(text, code)
    found, kinds = _read(text, code)
    places = _names(found, kinds, code)
    return Statement(
        text=text,
        language=code,
        words=frozenset(kinds) - _NO_WORDS,
        names=frozenset([kinds[place] for place in places]),
        negated=kinds.count(_DENIAL) % 2 == 1,
        places=tuple(places),
    )


def _names(found: Sequence[str], kinds: Sequence[str], language: str) -> list[int]:
    """The places of the tokens that are written as names."""
    return [
        place
        for place, token in enumerate(found)
        if kinds[place] not in _NO_WORDS and token[0].isupper() and _is_name(found, place, language)
    ]


def _last_words(text: str, language: str, places: Sequence[int]) -> Iterator[str]:
    """The last word of each name, at these places: who has read of Biden knows Joe Biden."""
    found, kinds = _read(text, language)
    titles = _vocabulary(language).titles
    named = [place for place in places if found[place].lower() not in titles]
    follows = set(named)
    for place in named:
        if place + 1 not in follows or f"{found[place]} {found[place + 1]}" not in text:
            yield kinds[place]


def _without_speaker(text: str, language: str) -> str:
    """The text without who said so, where enough is left: ", police said on Monday"."""
    pattern = _vocabulary(language).attribution
    left = pattern.sub("", text) if pattern else text
    return left if 2 * len(left) > len(text) else text


@remembered(_KEPT)
def content_words(text: str, language: str = "") -> tuple[str, ...]:
    """The stems of the content words of a text in order, as `statement` has them."""
    code = base_language(language) or "en"
    return tuple(key for key in _read(text, code)[1] if key not in _NO_WORDS)


@remembered(_KEPT)
def _read(text: str, language: str) -> tuple[list[str], list[str]]:
    """The tokens of a text, and what each of them counts as."""
    found = tokens(text)
    kinds = _kinds(language)
    return found, [kinds[token] for token in found]


def _is_article(number: Numeral) -> bool:
    """A spelled one is seldom a count."""
    return number.spelled and number.value == 1


_COUNT = re.compile(r"[$€£¥₹]?\d[\d.,:]*(?:%|-.*)?")  # "1,200", "84-year-old", but not "5g"
_DIGIT = re.compile(r"\d")
_FIGURE, _DENIAL = "0", "!"
_NO_WORDS = frozenset({_FIGURE, _DENIAL, ""})


class _Kinds(dict[str, str]):
    """What each of the last words of a language counted as, found when it is first met."""

    def __init__(self, language: str) -> None:
        self._language, self._vocabulary = language, _vocabulary(language)

    def __missing__(self, token: str) -> str:
        if len(self) >= _KEPT_WORDS:
            self.clear()
        kind = self[token] = _word(token, self._language, self._vocabulary)
        return kind


@cache
def _kinds(language: str) -> _Kinds:
    return _Kinds(language)


def _word(token: str, language: str, vocabulary: _Vocabulary) -> str:
    """The stem that a token counts as, "" for none; a mark for a part of a number, a denial."""
    lowered = token.lower()
    if not lowered.isalpha():
        if _COUNT.fullmatch(lowered) or lowered.partition("-")[0] in vocabulary.counts:
            return _FIGURE
        if lowered.endswith("n't"):
            return _DENIAL
    kind = vocabulary.kinds.get(lowered)
    if kind is not None:
        return kind
    key = stem_word(lowered, language)
    return vocabulary.same.get(key, key).removesuffix("'s").removesuffix("'")


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    kinds: dict[str, str]
    same: dict[str, str]
    counts: frozenset[str]
    titles: frozenset[str]
    attribution: re.Pattern[str] | None
    opposite: dict[str, frozenset[str]]


def _is_name(found: Sequence[str], place: int, language: str) -> bool:
    """Whether the token at `place`, which has a capital, is written as a name.

    The first word of a sentence is none, unless it is an acronym or another name follows it. In
    German, where every noun has a capital, only a second capital in a row tells.
    """
    token = found[place]
    if len(token) > 1 and token.isupper():
        return True
    before = found[place - 1][:1].isupper() if place else False
    if language == "de":
        return before and place > 1
    after = place + 1 < len(found) and found[place + 1][:1].isupper()
    return place > 0 or after


@cache
def _vocabulary(language: str) -> _Vocabulary:
    data = load_toml("same_words.toml").get(language, _NOTHING)
    same: dict[str, str] = {}
    for line in data["same"]:
        stems = stem(line.split(), language)
        for key in stems:
            same.setdefault(key, stems[0])
    attribution = data["attribution"]
    rules = numerals.rules_for(language)
    stops, written = stop_words(language), (*rules.words, *rules.magnitudes)
    counts = frozenset(part for word in written for part in word.split()) - stops
    return _Vocabulary(
        kinds={
            **dict.fromkeys(stops, ""),
            **dict.fromkeys(data["not"].split(), _DENIAL),
            **dict.fromkeys(counts, _FIGURE),
        },
        same=same | dict.fromkeys(stem(data["empty"].split(), language), ""),
        counts=counts,
        titles=frozenset(data["titles"].split()),
        attribution=re.compile(attribution) if attribution else None,
        opposite=_opposite_table(data["opposite"], same, language),
    )


_NOTHING: dict[str, Any] = {
    "same": [],
    "opposite": [],
    "empty": "",
    "not": "",
    "titles": "",
    "attribution": "",
}


def _opposite_table(
    pairs: Sequence[Sequence[str]], same: dict[str, str], language: str
) -> dict[str, frozenset[str]]:
    """Stem → the stems that mean the opposite, from pairs of ("open opens", "shut shuts")."""
    table: dict[str, frozenset[str]] = {}
    for pair in pairs:
        sides = [
            frozenset(same.get(key, key) for key in stem(side.split(), language)) for side in pair
        ]
        for mine, other in (sides, sides[::-1]):
            for key in mine:
                table[key] = table.get(key, frozenset()) | (other - mine)
    return table
