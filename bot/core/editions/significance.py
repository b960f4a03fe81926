"""How much a piece of news matters to many: deaths, danger, decisions, money, reach.

Words of the headline count in full, those of the lead by half; each of the five kinds counts once.
What is no news, such as a house listing, a podcast note or a horoscope, matters less than any.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from summarizers.text.fold import folded_words
from summarizers.text.tokens import base_language

LEAD_CHARS = 300
KIND = 0.15  # what one kind in the headline adds
IN_LEAD = 0.5  # of it for a kind in the lead only
NO_NEWS = 0.5


@cache
def _told() -> dict[str, dict[str, str]]:
    """Word lists by kind, then by language; "light" is one of the kinds."""
    data = tomllib.loads((files("bot.core") / "data" / "significance.toml").read_text("utf-8"))
    kinds: dict[str, dict[str, str]] = data["matters"] | {"light": data["light"]}
    return kinds


@dataclass(frozen=True, slots=True)
class _Lists:
    """The words of a language: kinds by whole word, beginnings by their first letter, and kinds by
    beginning."""

    whole: dict[str, frozenset[str]]
    begun: dict[str, tuple[str, ...]]
    of: dict[str, frozenset[str]]


@cache
def _lists(language: str) -> _Lists:
    kinds = defaultdict[str, set[str]](set)
    for kind, listed in _told().items():
        for word in listed.get(language, "").split():
            kinds[word].add(kind)
    whole = {word: frozenset(found) for word, found in kinds.items() if not word.endswith("*")}
    of = {word[:-1]: frozenset(found) for word, found in kinds.items() if word.endswith("*")}
    by_letter = defaultdict[str, list[str]](list)
    for word in of:
        by_letter[word[0]].append(word)
    return _Lists(whole, {key: tuple(found) for key, found in by_letter.items()}, of)


def _kinds(text: str, language: str) -> set[str]:
    """The kinds of which the text holds a word."""
    lists, kinds = _lists(language), set[str]()
    for word in folded_words(text):
        if word in lists.whole:
            kinds |= lists.whole[word]
        begun = lists.begun.get(word[0])
        if begun and word.startswith(begun):
            kinds.update(*(lists.of[one] for one in begun if word.startswith(one)))
    return kinds


@lru_cache(maxsize=512)  # what of a story is asked at every request is kept above
def significance(title: str, lead: str, language: str) -> float:
    """A factor from 0.5 to 1.75 for the weight of a story with this headline and lead; 1 where
    nothing speaks for or against it, or where the words of the language are not known."""
    base = base_language(language) or "en"
    heading = _kinds(title, base)
    if "light" in heading:
        return NO_NEWS
    below = _kinds(lead[:LEAD_CHARS], base)
    factor = 1.0
    for kind in _told():
        if kind != "light" and kind in heading:
            factor += KIND
        elif kind != "light" and kind in below:
            factor += KIND * IN_LEAD
    return factor
