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


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load_json("fillers.json")
    start = r"[\s•*>_–—-]*(?:" + "|".join(data["start"]) + ")"
    return re.compile(start, re.IGNORECASE), re.compile("|".join(data["anywhere"]), re.IGNORECASE)


@cache
def _marks() -> tuple[str, ...]:
    """Of these stands one in every text that the patterns for anywhere find; found faster."""
    return tuple(load_json("fillers.json")["marks"])
