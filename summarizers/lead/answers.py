"""What is said against a claim, or limits it, right behind it: a denial, a plea, a doubt, a source.

"He denies it." is no news of its own; yet who is told that he beat a prisoner is told that too, or
neither.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizers.bullets import rules
from summarizers.document import Sentence
from summarizers.facts.statements import Statement
from summarizers.lead.fitness import CACHED, begins, patterns
from summarizers.remembering import remembered

LONGEST = 260
"""Characters of a sentence that answers: a longer one tells of more than that."""
_SHARED, _FEW = 2, 2
"""Told content words of a denial that names somebody new, and content words of one that says no
more than that: "The firm disputes that"."""


@remembered(CACHED)
def answers(text: str, above: str, language: str) -> bool:
    """Whether a sentence denies, doubts or limits what stands right `above` it; in a quotation or
    in whatever words, where that is a claim; or tells who says so, where that blames somebody."""
    if len(text) > LONGEST:
        return False
    if begins("answer", text, language) or begins("denial", text, language):
        return _may_answer(text)
    if begins("reply", text, language) or begins("rebuttal", text, language):
        return is_claim(above, language) and _may_answer(text)
    said = begins("said", text, language) and begins("blame", above, language)
    return said and _may_answer(text)


@remembered(CACHED)
def denies(text: str, claim: str, language: str) -> bool:
    """Whether a sentence tells that somebody denies an accusation, wherever that one stands; that a
    `claim` is not so, where it is one; or that it holds no more, where it is a ruling."""
    if len(text) > LONGEST:
        return False
    if begins("denial", text, language) or overturns(text, claim, language):
        return _may_answer(text)
    rebuts = begins("rebuttal", text, language) and is_claim(claim, language)
    return rebuts and _may_answer(text)


def concerns(denial: Statement, known: frozenset[str], *, claimed: bool) -> bool:
    """Whether a denial is of what is told in these `known` content words, and of nobody else: it
    shares some of them, or it names nobody new and says little, or a claim is told."""
    shared = len(denial.words & known)
    if shared >= _SHARED:
        return True
    return denial.names <= known and (claimed or shared > 0 or len(denial.words) <= _FEW)


def overturns(text: str, ruling: str, language: str) -> bool:
    """Whether a sentence tells that a `ruling` holds no more: "A court quashed her conviction"."""
    return begins("overturned", text, language) and begins("ruling", ruling, language)


def counters(text: str, claim: str, language: str) -> bool:
    """Whether a sentence of another text denies or doubts a `claim`, or says how far it goes."""
    if denies(text, claim, language):
        return True
    limits = is_claim(claim, language) and begins("answer", text, language)
    return limits and _may_answer(text)


def is_denied(text: str, language: str) -> bool:
    """Whether a text has a denial anywhere: behind a dash, in brackets, in a further sentence."""
    return any(pattern.search(text) for pattern in patterns("denial", language))


@remembered(CACHED)
def is_claim(text: str, language: str) -> bool:
    """Whether a text makes a claim of what it tells: "allegedly", "prosecutors say"."""
    return begins("hedge", text, language)


def _may_answer(text: str) -> bool:
    return not (len(text) > LONGEST or rules.is_question(text) or rules.has_open_quote(text))


def is_answer(sentences: Sequence[Sentence], index: int, language: str) -> bool:
    """Whether the sentence at `index` answers the one right above it; no heading does."""
    if not 0 < index < len(sentences) or sentences[index].heading or sentences[index - 1].heading:
        return False
    return answers(sentences[index].text, sentences[index - 1].text, language)
