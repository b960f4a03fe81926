"""A quotation of its own, and the sentence behind it that names the speaker: one bullet, or none.

"“I took the tablets.” With these words the cyclist Luc Morand ended two years of silence."
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizers.bullets import rules
from summarizers.document import Sentence
from summarizers.lead.fitness import MAX_CHARS, begins

MOST_QUOTED = 8
"""Sentences of such a quotation, which are short ones: all of them fit into a bullet."""


def names_speaker(text: str, language: str) -> bool:
    """Whether a sentence names who spoke the words above it: "With these words Ida Moss left"."""
    return begins("speaker", text, language)


def quotation_above(sentences: Sequence[Sentence], index: int, language: str) -> int | None:
    """Where the quotation begins whose speaker the sentence at `index` names, if it ends right
    above and both are short enough for one bullet."""
    if index < 1 or not names_speaker(sentences[index].text, language):
        return None
    for first in range(index - 1, max(-1, index - 1 - MOST_QUOTED), -1):
        quoted = sentences[first:index]
        if any(one.heading for one in quoted) or quoted[0].paragraph != quoted[-1].paragraph:
            return None
        together = " ".join(one.text for one in quoted)
        if len(together) + len(sentences[index].text) >= MAX_CHARS:
            return None
        if rules.is_bare_speech(together):
            return first
    return None
