"""Datelines: the place, the day and the agency that stand in front of an article's first sentence.

>>> split("BERLIN (dpa) - The ferry ran aground on Monday, and nobody was hurt at all.")
('BERLIN (dpa)', 'The ferry ran aground on Monday, and nobody was hurt at all.')

The patterns, with an example each, are in `data/datelines.toml`.
"""

from __future__ import annotations

import re
from functools import cache

from summarizers.resources import filled, load_toml

_MIN_REST_CHARS, _MIN_REST_IDEOGRAPHS = 25, 15
"""What must follow a dateline for it to be one; chosen by hand."""
_MAX_CHARS = 90
"""A longer match is a sentence with a dash. Chosen by hand."""
_FIRST_SENTENCES = 3
_ANYWHERE = 1 << 30
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")


def length(text: str, start: int = 0, index: int = _ANYWHERE) -> int:
    """How many characters of `text`, from `start`, are a dateline; 0 for none.

    `index` is the sentence's place in its article, where known: in front of the first sentences
    a town alone ("Paris — "), or capitals and a colon, are one too.
    """
    match = _pattern("anywhere").match(text, start)
    if match is None and index < _FIRST_SENTENCES:
        match = _pattern("among_first").match(text, start)
    if match is None and index == 0:
        match = _pattern("first").match(text, start)
    size = match.end() - start if match else 0
    return size if size < _MAX_CHARS else 0


def split(paragraph: str) -> tuple[str, str] | None:
    """The dateline before a paragraph, and the rest of it; None where it begins otherwise."""
    size = length(paragraph)
    rest = paragraph[size:]
    if not size or not _is_enough(rest):
        return None
    return paragraph[:size].rstrip(" -–—:：，,／/|").strip(), rest


def without_dateline(text: str) -> str:
    """The sentence without its dateline, where a sentence is left."""
    rest = text[length(text) :]
    return rest if _is_enough(rest) else text


def _is_enough(rest: str) -> bool:
    return len(rest) >= (_MIN_REST_IDEOGRAPHS if _IDEOGRAPH.match(rest) else _MIN_REST_CHARS)


@cache
def _pattern(group: str) -> re.Pattern[str]:
    data = load_toml("datelines.toml")
    return re.compile("|".join(filled(one, data["parts"]) for one in data[group]["patterns"]))
