"""The one word of a story's headlines that tells most of it: what stands on its button.

>>> telling_word(["Ferry with 212 aboard runs aground", "Ferry aground in fog"], "en")
'Ferry'
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from bot.core.terms.document_frequencies import background, hashed
from bot.core.terms.vectors import base_of
from summarizers.text.tokens import stem, stop_words, tokens

MAX_LETTERS = 16
_TITLES, _TOKENS = 12, 24  # headlines and words of one that are looked at
_RARE = 10.0  # halvings of a word's share beyond which it is no rarer for us
_LATER = 0.9  # a word counts that much for each one before it: headlines begin with their subject
_NAME = 1.2  # a capital inside a headline
_OWNERS = ("'s", "’s", "'S", "’S")
_WORD = re.compile(r"[^\W\d_]")


def telling_word(titles: Sequence[str], language: str) -> str:
    """A word of the first headline: rare in the news, early, and shared by the other headlines.

    "" where there is none of three letters. Chosen by hand, to be read and not to be exact.
    """
    rows = [[_bare(word) for word in tokens(title)[:_TOKENS]] for title in titles[:_TITLES]]
    words = [w for w in rows[0] if _fits(w, language)] if rows else []
    if not words:
        return ""
    base = base_of(language)
    stems = stem([word.lower() for word in words], base)
    others = [set(stem([word.lower() for word in row], base)) for row in rows]
    shares = background().of(np.array([hashed(one, base) for one in stems], np.uint32))
    scores = [
        _rarity(float(share))
        * sum(one in row for row in others)
        * _LATER**place
        * (_NAME if place and word[0].isupper() else 1)
        for place, (word, one, share) in enumerate(zip(words, stems, shares, strict=True))
    ]
    word = words[scores.index(max(scores))]
    return word[:1].upper() + word[1:]


def _bare(word: str) -> str:
    """A word without the 's of its owner: "Lorania" of "Lorania's"."""
    return word[:-2] if word.endswith(_OWNERS) else word


def _fits(word: str, language: str) -> bool:
    letters = len(_WORD.findall(word))
    unspaced = not word.isascii() and letters > 1
    return (
        (letters > 2 or unspaced)
        and len(word) <= MAX_LETTERS
        and word.lower() not in stop_words(language)
    )


def _rarity(share: float) -> float:
    return min(_RARE, -math.log2(share)) if share > 0 else _RARE
