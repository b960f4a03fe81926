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
_BRACKET, _CAPITAL = re.compile(r"\(\s?(\w{2,6})\s?\)"), re.compile(r"\b[A-ZÀ-Þ]")
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")


def length(text: str, start: int = 0) -> int:
    """How many characters of `text`, from `start`, are a dateline; 0 for none.

    A town alone ("Paris — ") is left where it stands, and so is what capitals and a colon open
    ("LONDON: "): a label ("FALSE: "), a rumour or a speaker look the same.
    """
    match = _pattern().match(text, start)
    size = match.end() - start if match else 0
    return size if size < _MAX_CHARS and not _is_spelled_out(text[start : start + size]) else 0


def _is_spelled_out(dateline: str) -> bool:
    """Whether the letters in the brackets stand for the words before them: "Palestinian Authority
    (PA): …" names who says so."""
    found = _BRACKET.search(dateline)
    if found is None:
        return False
    words = _CAPITAL.findall(dateline[: found.start()])
    return len(words) > 1 and "".join(words).upper() == found[1].upper()


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
def _pattern() -> re.Pattern[str]:
    data = load_toml("datelines.toml")
    return re.compile("|".join(filled(one, data["parts"]) for one in data["anywhere"]["patterns"]))
