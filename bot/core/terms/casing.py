"""Capital letters as evidence: which words of a text are names.

A capital says something inside a sentence only, and only in a text that does not write every word
with one. What the words of the news are written like elsewhere is in the shipped table
(`document_frequencies`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?\.?|\d[\w.,%-]*")
_POSSESSIVE = re.compile(r"['’]s$")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n\"“”„»«(]\s*)$")
_LETTERS = 4  # a word shorter stays small in headlines that capitalise the others
_CAPITALS = 0.6  # share of a headline's further long words from which it capitalises them all


class CasedWord(NamedTuple):
    """A word as written without its possessive, its place in the text, and whether it begins a
    sentence, where a capital says nothing; whether it had a possessive."""

    text: str
    place: int
    begins: bool
    owns: bool = False


def cased_words(text: str) -> Iterator[CasedWord]:
    """The words and numbers of a text in order."""
    for match in _WORD.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()]
        written = match.group().rstrip(".")
        word = _POSSESSIVE.sub("", written)
        begins = bool(_SENTENCE_END.search(before))
        yield CasedWord(word, match.start(), begins, word != written)


def is_capitalised_throughout(title: str, language: str) -> bool:
    """Whether a headline writes every word with a capital ("Dog Bites Man at Fair"), so that a
    capital says nothing. German has its own reasons for capitals."""
    words = cased_words(title)
    long = [word.text for word in words if len(word.text) >= _LETTERS and not word.begins]
    capitals = sum(word[0].isupper() for word in long)
    return language != "de" and len(long) > 1 and capitals >= _CAPITALS * len(long)
