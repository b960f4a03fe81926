"""What an outlet says of itself and not of the story: "Our reporter has more", "Read on below".

Such sentences are fine in their article, and nothing beside the bullets of other outlets.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarizers.resources import load_json


@lru_cache(maxsize=8192)
def is_filler(text: str) -> bool:
    """Whether a sentence only leads on to something else, in any of the languages we know."""
    start, anywhere = _patterns()
    if start.match(text):
        return True
    lowered = text.lower()
    return any(mark in lowered for mark in _marks()) and bool(anywhere.search(text))


def without_dateline(text: str) -> str:
    """The sentence without "GAZA (Reuters) -" at its start, where a sentence is left."""
    if "(" not in text[:60]:
        return text
    match = _dateline().match(text)
    return text[match.end() :] if match and len(text) - match.end() > 25 else text


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load_json("fillers.json")
    start = r"[\s•*>_–—-]*(?:" + "|".join(data["start"]) + ")"
    return re.compile(start, re.IGNORECASE), re.compile("|".join(data["anywhere"]), re.IGNORECASE)


@cache
def _marks() -> tuple[str, ...]:
    """Of these stands one in every text that the patterns for anywhere find; found faster."""
    return tuple(load_json("fillers.json")["marks"])


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(load_json("fillers.json")["dateline"], re.IGNORECASE)
