"""Folding: words compared as a reader would, blind to case, accents and width.

>>> fold("Zürich"), fold("İSTANBUL"), fold("ΑΘΉΝΑ")
('zurich', 'istanbul', 'αθηνα')

An accent is left out where its letter means the same without it; a mark that makes another sound
stays: the vowel signs of Hindi, Tamil or Thai, and the two strokes that make ガ of カ. The words
of stored articles are folded by the same function as those of a search, so what it gives must not
change without a migration that makes all articles `search_due`.
"""

from __future__ import annotations

import re
import unicodedata

from summarizers.text.tokens import MARKED_RUN

# Accents on letters of Latin, Greek and Cyrillic; the points of Hebrew and Arabic.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0655\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_WORD = re.compile(rf"{MARKED_RUN}(?:['’.&-]{MARKED_RUN})*")
_ASCII_WORD = re.compile("[a-z0-9]+(?:['.&-][a-z0-9]+)*")  # the same, where there is no more
_RUN = re.compile(MARKED_RUN)


def fold(text: str) -> str:
    """`text` in lower case without accents and without space around it, wide forms made usual."""
    if text.isascii():
        return text.strip().lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.strip().casefold()))


def lowered(text: str) -> str:
    """`text` for patterns in lower case, which cost half of patterns that ignore case: "İlgili"
    begins with an i, as it does for those."""
    lower = text.lower()
    return lower if text.isascii() else lower.replace("i\u0307", "i")


def folded_words(text: str) -> list[str]:
    """The words of a text, folded, in order; "o'neill" and "at&t" are one word each."""
    folded = fold(text)
    return (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)


def folded_runs(text: str) -> list[str]:
    """The runs of letters and digits of a text, folded, in order: "o'neill" is two."""
    return _RUN.findall(fold(text))


def folded_letters(text: str) -> str:
    """The letters and digits of a text, folded, with nothing between them: names of sites."""
    return "".join(folded_runs(text))
