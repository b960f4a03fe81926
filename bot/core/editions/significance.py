"""How much a piece of news matters to many: deaths, danger, decisions, money, reach.

Words of the headline count in full, those of the lead by half; each of the five kinds counts once.
What is no news, such as a house listing, a podcast note or a horoscope, matters less than any.
"""

from __future__ import annotations

import tomllib
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


@cache
def _words(kind: str, language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """(whole words, beginnings) of a kind."""
    listed = _told()[kind].get(language, "").split()
    begun = tuple(word[:-1] for word in listed if word.endswith("*"))
    return frozenset(word for word in listed if not word.endswith("*")), begun


def _holds(words: frozenset[str], kind: str, language: str) -> bool:
    whole, begun = _words(kind, language)
    return bool(words & whole) or any(word.startswith(begun) for word in words if begun)


@lru_cache(maxsize=512)  # what of a story is asked at every request is kept above
def significance(title: str, lead: str, language: str) -> float:
    """A factor from 0.5 to 1.75 for the weight of a story with this headline and lead; 1 where
    nothing speaks for or against it, or where the words of the language are not known."""
    base = base_language(language) or "en"
    heading = frozenset(folded_words(title))
    below = frozenset(folded_words(lead[:LEAD_CHARS]))
    if _holds(heading, "light", base):
        return NO_NEWS
    factor = 1.0
    for kind in _told():
        if kind != "light" and _holds(heading, kind, base):
            factor += KIND
        elif kind != "light" and _holds(below, kind, base):
            factor += KIND * IN_LEAD
    return factor
