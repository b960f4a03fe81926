"""Nouns without a tagger: a word that stands alone between what comes before nouns ("the", "of")
and what no noun phrase goes on with (a small word or a mark) is one.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise

from summarizers.text.tokens import stem, stop_words

_TOKEN = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*|[^\w\s]")


@cache
def _told() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = tomllib.loads(
        (files("bot.core") / "data" / "nouns.toml").read_text("utf-8")
    )
    return data


@cache
def _words(kind: str, language: str) -> frozenset[str]:
    return frozenset(_told()[kind].get(language, "").split())


@cache
def _no_noun(language: str) -> re.Pattern[str] | None:
    endings = _told()["no_noun"].get(language)
    return re.compile(rf"{endings}$") if endings else None


def are_found(language: str) -> bool:
    """Whether nouns of a language are told by the words before them."""
    return language in _told()["before"]


def may_be_noun(word: str, language: str) -> bool:
    """Whether nothing in the form of a word in small letters speaks against a noun."""
    endings = _no_noun(language)
    if language == "ar" and (len(word) < 4 or word[0] in "يتو"):
        return False  # most verbs and joined conjunctions
    return word in _words("nouns", language) or not (endings and endings.search(word))


def nouns(text: str, language: str) -> frozenset[str]:
    """The stems of the words that some place of the text shows to be nouns."""
    before, small = _words("before", language), stop_words(language) | _words("before", language)
    tokens = [match.group().lower() for match in _TOKEN.finditer(text)] + ["."]
    found = {
        word
        for (first, word), (_, after) in pairwise(pairwise(tokens))
        if (first in before or first.isdigit())
        and (after in small or not after[0].isalnum())
        and word not in small
        and word[0].isalpha()
        and may_be_noun(word, language)
    }
    return frozenset(stem(sorted(found), language))


def noun_phrases(text: str, language: str) -> dict[tuple[str, str], int]:
    """Pairs of words in small letters that stand together as the noun phrases do ("nuclear talks"),
    and how often, from twice on."""
    before, small = _words("before", language), stop_words(language) | _words("before", language)
    tokens = [match.group() for match in _TOKEN.finditer(text)] + ["."]
    counted: dict[tuple[str, str], int] = {}
    shown = set[tuple[str, str]]()
    for at in range(len(tokens) - 2):
        first, second = tokens[at : at + 2]
        inside = all(w.islower() and w[0].isalpha() and w not in small for w in (first, second))
        if not inside or not may_be_noun(second, language):
            continue
        counted[first, second] = counted.get((first, second), 0) + 1
        ends = tokens[at + 2].lower() in small or not tokens[at + 2][0].isalnum()
        if at and tokens[at - 1].lower() in before and ends:
            shown.add((first, second))
    return {pair: often for pair, often in counted.items() if often > 1 and pair in shown}
