"""Ranked sentences → bullets: distinct, whole, short, self-contained, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from summarizers.bullets import rules
from summarizers.document import Bullet, Document, Sentence
from summarizers.remembering import remembered
from summarizers.text.boilerplate import is_furniture
from summarizers.text.tokens import WORD, runs, spelled

_SPACE = re.compile(r"\s+")
MAX_LOOKED_AT = 300
"""How far down a ranking is looked for bullets."""
LONGEST = 700
"""Characters of a sentence that is shown whole where an article has no fit one: what ends it may
be its source."""
_CLAUSE_END = re.compile(r"[,;:](?= )| [–—](?= )")
SAME_SHARE = 0.7
"""Share of the shorter sentence's words in another from which the two say the same."""


def from_ranking(document: Document, order: Iterable[int], count: int) -> list[Bullet]:
    """At most `count` bullets from sentence indices, best first.

    A sentence that leans on the one before it is taken only together with that one. When the
    article has no sentence fit to stand alone, the least unfit are taken.
    """
    ranking = list(islice(order, MAX_LOOKED_AT))
    chosen = _take(document, ranking, count, strict=True)
    if not chosen:
        chosen = _take(document, ranking, count, strict=False)
    return [as_bullet(document, index) for index in sorted(chosen)]


def as_bullet(document: Document, index: int) -> Bullet:
    """The sentence as a bullet, cut with a sign when it is far too long to be one."""
    sentence = document.sentences[index]
    return Bullet(shorten(sentence.text), sentence.start, sentence.end)


def shorten(text: str, limit: int = LONGEST) -> str:
    """The text, or as much of it, from the start, as fits `limit` characters with "…" behind it:
    up to the last mark between clauses, else up to a word."""
    if len(text) <= limit:
        return text
    marks = [found.start() for found in _CLAUSE_END.finditer(text, 0, limit - 1)]
    at = next((mark for mark in reversed(marks) if mark > limit // 2), -1)
    cut = at if at > 0 else text.rfind(" ", 0, limit - 1)
    return text[: cut if cut > limit // 2 else limit - 2].rstrip() + " …"


def _take(document: Document, order: Sequence[int], count: int, *, strict: bool) -> set[int]:
    chosen: set[int] = set()
    words: list[frozenset[str]] = []
    for index in order:
        group = _with_predecessors(document, index) - chosen
        if not group or len(chosen) + len(group) > count:
            continue
        sentences = [document.sentences[i] for i in sorted(group)]
        if not all(_fits(sentence, document.language, strict=strict) for sentence in sentences):
            continue
        if strict and any(rules.is_inside_quotation(document.sentences, i) for i in group):
            continue
        if strict and min(group) == 0 and rules.needs_context(sentences[0].text, document.language):
            continue
        bags = [word_set(sentence.text) for sentence in sentences]
        if any(says_same(bag, other) for bag in bags for other in words):
            continue
        chosen |= group
        words += bags
    return chosen


def _with_predecessors(document: Document, index: int) -> set[int]:
    """The sentence, and those above it that it needs to be understood."""
    group = {index}
    while index > 0 and rules.needs_context(document.sentences[index].text, document.language):
        index -= 1
        group.add(index)
    return group


def _fits(sentence: Sentence, language: str, *, strict: bool) -> bool:
    if not strict:
        return bool(WORD.search(sentence.text)) and not is_furniture(sentence.text)
    return (
        not sentence.heading
        and len(sentence.text) <= rules.MAX_BULLET_CHARS
        and not rules.is_refused(sentence.text, sentence.index, language)
    )


@remembered(512)
def word_set(text: str) -> frozenset[str]:
    """The different words of a text, in lower case."""
    lower = text.lower()
    return frozenset(runs(lower) if text.isascii() else spelled(lower, WORD))


def says_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two bags of words share so much that a reader would take them for a repetition."""
    smaller = min(len(one), len(other))
    return smaller > 0 and len(one & other) >= SAME_SHARE * smaller and smaller > 2
