"""Numbers as news writes them, with what each of them allows to be true.

"About 200" holds for 185 and for 212, "more than 200" for 231, "1.2 million" for 1,184,350. A
number is therefore an interval, and two numbers contradict each other when theirs do not meet.

>>> [(n.value, n.low, n.high) for n in find("Nearly 300 of 1,204 votes.", "en")]
[(300.0, 255.0, 300.0), (1204.0, 1204.0, 1204.0)]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from math import inf
from typing import Any

from summarizers.resources import load_toml
from summarizers.text.tokens import base_language

_HEDGES = ("least", "nearly", "over", "under", "about")
_SPACE = r"[\s\u00a0]"
_HEDGE_CHARS = 28
_SHORT_MAGNITUDES = frozenset({"m", "mn", "k"})  # metres, too, unless money
# What a hedge allows the true number to be, as shares of the one written. All chosen by hand.
_ABOUT_EXACT, _ABOUT_ROUND = (0.1, 0.05), (0.2, 0.1)  # "about 23" and "about 20": below 100, above
_OVER, _UNDER, _NEARLY = 1.25, 0.75, 0.85  # "more than 100" is at most 125, "nearly 100" over 85
_MAX_STEP_SHARE = 0.05  # of a number for what its last digit leaves open
_ROUND = 0.075
"""Share of a round number by which the true one may differ: 200 for 212."""
_MAGNITUDE = re.compile(r"[^\s\u00a0-]+")
_FROM, _IN = ("from", "von", "de", "desde"), ("in", "im", "en")
_YEARS = range(1900, 2101)
_BY = 4  # times the first number that the second is at most: "by 5 to 7", not "by 16 to 744"
_ARTICLES = frozenset({"a", "an", "half a"})


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text, `text[start:end]` with its currency sign, magnitude and percent sign.

    `begin` is where its hedge ("about") starts, else `start`. It is right for anything from `low`
    to `high`. `hedge` is "", "about", "over", "least", "under", "nearly" or "range"; `currency`
    an ISO 4217 code or ""; `bare` whether it is nothing but digits; `spelled` whether in words.
    """

    value: float
    low: float
    high: float
    begin: int
    start: int
    end: int
    hedge: str = ""
    currency: str = ""
    percent: bool = False
    bare: bool = False
    spelled: bool = False

    def allows(self, other: Numeral) -> bool:
        """Whether both can be right: "more than 200" holds for 900, "up to 40" for 3."""
        mine, theirs = self._widest(), other._widest()
        return mine[0] <= theirs[1] and theirs[0] <= mine[1]

    def _widest(self) -> tuple[float, float]:
        if self.hedge in ("over", "least"):
            return self.low, inf
        if self.hedge == "under":
            return 0.0, self.high
        rounded = max(self.value * _ROUND, self.high - self.value) if self._is_round() else 0.0
        return min(self.low, self.value - rounded), max(self.high, self.value + rounded)

    def _is_round(self) -> bool:
        return self.hedge in ("", "about") and self.value >= 100 and self.value % 100 == 0


def find(text: str, language: str = "") -> list[Numeral]:
    """The numbers of a text in order. `language` is an ISO 639-1 code; "" counts as English."""
    rules = rules_for(language)
    found = list(_numerals(text, rules))
    return _with_ranges(text, found, rules) if len(found) > 1 else found


@dataclass(frozen=True, slots=True)
class NumberRules:
    """How one language writes numbers."""

    language: str
    core: re.Pattern[str]
    hedge: re.Pattern[str]
    between: re.Pattern[str]
    joint: re.Pattern[str]
    words: dict[str, float]
    magnitudes: dict[str, float]
    hedges: dict[str, str]


@cache
def rules_for(language: str) -> NumberRules:
    """The rules of a language, those of English where we have none."""
    data = load_toml("quantities.toml")
    code = base_language(language)
    code = code if code in data and code != "signs" else "en"
    table = data[code]
    words, magnitudes = table["words"], table["magnitudes"]
    hedges = {word: kind for kind in _HEDGES for word in table[kind]}
    return NumberRules(
        language=code,
        core=_core(code, words, magnitudes, table["percent"]),
        hedge=re.compile(rf"(?:^|\W)({any_of(hedges)})[\s\u00a0]+$", re.IGNORECASE),
        between=re.compile(rf"\b{table['between']}\s$", re.IGNORECASE),
        joint=re.compile(rf"\s?[-–]\s?|\s(?:{any_of(table['to'])})\s", re.IGNORECASE),
        words=words,
        magnitudes=magnitudes,
        hedges=hedges,
    )


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _core(
    code: str, words: dict[str, float], magnitudes: dict[str, float], percent: list[str]
) -> re.Pattern[str]:
    """The pattern of a number in lower case."""
    group, point = (",", r"\.") if code == "en" else (r".\u00a0\u202f ", ",")
    digits = rf"\d{{1,3}}(?:[{group}]\d{{3}})+(?!\d)(?:{point}\d+)?|\d+(?:{point}\d+)?"
    tens = any_of(word for word, value in words.items() if value in range(20, 100, 10))
    ones = any_of(word for word, value in words.items() if 1 <= value < 10 and len(word) > 2)
    signs = any_of(_lowered(sign) for sign in load_toml("quantities.toml")["signs"])
    return re.compile(
        rf"""
        (?<![\w.,:/#@+]) (?<![^\W\d][-–])                # no part of a word, a time or a score
        (?: (?P<sign>{signs}) {_SPACE}? )?                # $
        (?:
            (?P<digits>{digits})                          # 1,200
            | (?P<word> (?:{tens})[-\s](?:{ones}) | {any_of(words)} ) (?!\w)  # twenty-four
        )
        (?P<magnitude> (?: [\s\u00a0-]? (?:{any_of(magnitudes)}) (?![^\W_]) )* )  # million
        (?P<percent> {_SPACE}? % | [\s\u00a0-] (?:{any_of(percent)}) (?!\w) )?
        (?: {_SPACE}? (?P<after>{signs}) )?               # €
        (?! [^\W_] | [:/]\d )
        """,
        re.VERBOSE,
    )


def _numerals(text: str, rules: NumberRules) -> Iterator[Numeral]:
    signs = load_toml("quantities.toml")["signs"]
    for match in rules.core.finditer(_lowered(text)):
        factor = _factor(match, rules)
        digits, word = match["digits"], match["word"]
        if factor is None or (word in _ARTICLES and factor == 1):
            continue
        value = (_digits(digits, rules.language) if digits else _spelled(word, rules)) * factor
        hedge, begin = _hedge(text, match.start(), rules)
        low, high = _interval(value, _step(digits, factor, rules.language), hedge)
        sign = "after" if match["sign"] is None else "sign"
        yield Numeral(
            value=value,
            low=low,
            high=high,
            begin=begin,
            start=match.start(),
            end=match.end(),
            hedge=hedge,
            currency=signs.get(text[slice(*match.span(sign))], "") if match[sign] else "",
            percent=match["percent"] is not None,
            bare=match.group().isdigit(),
            spelled=word is not None,
        )


def _lowered(text: str) -> str:
    """The text in lower case, character for character."""
    return text.replace("İ", "i").lower()


def _factor(match: re.Match[str], rules: NumberRules) -> float | None:
    """What the magnitude words multiply by; None when they are no magnitude but a unit."""
    factor = 1.0
    if not match["magnitude"]:
        return factor
    for name in _MAGNITUDE.findall(match["magnitude"]):
        if name in _SHORT_MAGNITUDES and not (match["sign"] or match["after"]):
            return None
        factor *= rules.magnitudes[name]
    return factor


def _digits(digits: str, language: str) -> float:
    if language != "en":
        digits = re.sub(r"[.\s\u00a0\u202f](?=\d{3}(?!\d))", "", digits).replace(",", ".")
    return float(digits.replace(",", ""))


def _spelled(word: str, rules: NumberRules) -> float:
    whole = rules.words.get(word)
    if whole is not None:
        return whole
    return sum(rules.words[part] for part in re.split(r"[-\s]", word))


def _step(digits: str | None, factor: float, language: str) -> float:
    """To what the number is rounded as far as its writing tells; 0 for a plain count."""
    if not digits:
        return 0.0 if factor <= 1000 else factor
    head, point, tail = digits.partition("." if language == "en" else ",")
    if point:
        return float(factor / 10 ** len(tail))
    if factor > 1:
        return factor
    zeros = len(head) - len(head.rstrip("0"))
    return 10.0**zeros if len(head) > 3 and zeros > 1 else 0.0


def _hedge(text: str, start: int, rules: NumberRules) -> tuple[str, int]:
    """The hedge of a number that starts here, and where the two begin."""
    match = rules.hedge.search(text, max(0, start - _HEDGE_CHARS), start)
    return (rules.hedges[match[1].lower()], match.start(1)) if match else ("", start)


def _interval(value: float, step: float, hedge: str) -> tuple[float, float]:
    """Between what the true number lies. What "at least 24" counts is known: so far it is 24."""
    loose = min(step / 2, _MAX_STEP_SHARE * value)
    is_round = value % 10 == 0
    if hedge == "about":
        loose = max(loose, value * _about_share(value, is_round))
    if hedge == "over" or (hedge == "least" and is_round):
        return value, value * _OVER
    if hedge == "under":
        return value * _UNDER, value
    if hedge == "nearly":
        return value * _NEARLY, value
    return value - loose, value + loose


def _about_share(value: float, is_round: bool) -> float:
    """The share of a number by which "about" lets it differ."""
    small, large = _ABOUT_ROUND if is_round else _ABOUT_EXACT
    return large if value >= 100 else small


def _with_ranges(text: str, found: list[Numeral], rules: NumberRules) -> list[Numeral]:
    """ "20 to 30" as one number; "from 20 to 30", "60-48" stay what they are: two."""
    kept = list[Numeral]()
    for number in found:
        last = kept[-1] if kept else None
        if last and rules.joint.fullmatch(text, last.end, number.start):
            joined = _range(text, last, number, rules)
            if joined:
                kept[-1] = joined
                continue
        kept.append(number)
    return kept


def _range(text: str, one: Numeral, other: Numeral, rules: NumberRules) -> Numeral | None:
    between = rules.between.search(text, max(0, one.begin - 12), one.begin)
    written = text[one.end : other.start].strip().lower()
    scale = _shared_scale(one, other)
    if one.value * scale >= other.value or one.percent > other.percent:
        return None
    if written not in ("-", "–") and not between and not _opens_range(text, one, other, rules):
        return None
    return replace(
        other,
        value=(one.value * scale + other.value) / 2,
        low=one.value * scale,
        high=other.high,
        begin=between.start() if between else one.begin,
        start=one.start,
        hedge="range",
        bare=False,
    )


def _opens_range(text: str, one: Numeral, other: Numeral, rules: NumberRules) -> bool:
    """Whether "A to B" is a range: not "from A", nor "in 2016 to 7,314", and never "A and B"."""
    first = load_toml("quantities.toml")[rules.language]["to"][0]
    before = (text[max(0, one.begin - 6) : one.begin].lower().split() or [""])[-1]
    apart = before in _FROM or (before == "by" and other.value > _BY * one.value)
    year = before in _IN and one.value in _YEARS and other.value not in _YEARS
    return text[one.end : other.start].strip().lower() == first and not (apart or year)


def _shared_scale(one: Numeral, other: Numeral) -> float:
    """ "2 to 3 million" counts millions twice."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if other.value >= scale and one.value < 1000 and one.bare:
            return scale if one.value * scale < other.value else 1.0
    return 1.0


def table_of(language: str) -> Any:
    """The table of `quantities.toml` that holds for a language."""
    return load_toml("quantities.toml")[rules_for(language).language]
