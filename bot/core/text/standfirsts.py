"""The standfirst of an article: its editor's own short version, as page and feed give it.

Many pages give something else in its place: the site's slogan, or the article's first words, cut by
the software. Neither says which fact is the main one.
"""

from __future__ import annotations

import re

from bot.core.text.agreement import content_words
from bot.core.text.clean import prose

MAX_CHARS = 400
_LEAST, _GIVEN = 30, 4000
_START = 60
"""Letters of a standfirst in the text's beginning from which it is a copy of that."""
_BEGINNING = 600
_SHARED, _SHARE = 2, 0.3
"""Content words, and their share, that headline and text have of a standfirst; of a slogan they
have fewer."""
_LOOKED_FIRST, _TEXT = 1600, 8000
_NOT_LETTERS = re.compile(r"[\W_]+")


def editors_own(given: str, title: str, text: str) -> str:
    """The standfirst as plain text, "" where `given` (markup or text) is none.

    `title` and `text` are the article's own.
    """
    told = " ".join(prose(given[:_GIVEN]).split())[:MAX_CHARS]
    if len(told) < _LEAST or told == title or _begins(told, text):
        return ""
    said = content_words(told)
    least = max(_SHARED, _SHARE * len(said))
    # The first paragraphs share enough nearly always, at a fifth of the cost.
    for size in (_LOOKED_FIRST, _TEXT):
        if len(said & content_words(f"{title}\n{text[:size]}")) >= least:
            return told
    return ""


def _begins(told: str, text: str) -> bool:
    return _letters(told)[:_START] in _letters(text[:_BEGINNING])


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text).lower()
