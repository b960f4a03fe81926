"""What is said against a claim, or limits it, right behind it: a denial, a plea, a doubt, a source.

"He denies it." is no news of its own; yet who is told that he beat a prisoner is told that too, or
neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from summarizers.bullets import rules
from summarizers.document import Sentence
from summarizers.lead.fitness import CACHED, patterns

LONGEST = 260
"""Characters of a sentence that answers: a longer one tells of more than that."""


@lru_cache(maxsize=CACHED)
def answers(text: str, above: str, language: str) -> bool:
    """Whether a sentence denies, doubts or limits what stands right `above` it, or, where that
    blames somebody, tells who says so."""
    if len(text) > LONGEST or rules.is_question(text) or rules.has_open_quote(text):
        return False
    if any(pattern.match(text) for pattern in patterns("answer", language)):
        return True
    said = any(pattern.match(text) for pattern in patterns("said", language))
    return said and any(pattern.match(above) for pattern in patterns("blame", language))


def is_answer(sentences: Sequence[Sentence], index: int, language: str) -> bool:
    """Whether the sentence at `index` answers the one right above it; no heading does."""
    if not 0 < index < len(sentences) or sentences[index].heading or sentences[index - 1].heading:
        return False
    return answers(sentences[index].text, sentences[index - 1].text, language)
