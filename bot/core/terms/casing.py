"""Capital letters as evidence: which words of a text are names.

A capital says something inside a sentence only, and only in a text that does not write every word
with one. What the words of the news are written like elsewhere is in the shipped table
(`document_frequencies`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Vowel signs and accents that are characters of their own are no letters to Python.
MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0951-\u0963\u0980-\u0dff"
)
_IN = rf"\w{MARKS}"
_WORD = re.compile(rf"[^\W\d_](?:[{_IN}'’-]*[{_IN}])?\.?|\d[\w.,%-]*")
_POSSESSIVE = re.compile(r"['’]s$")
# French and Italian put articles before an apostrophe, Turkish puts endings of names behind it.
_ELIDED = re.compile(r"^(?:[ldcjmnst]|qu|un|dell|dall|nell|all|sull|coll|quell)['’](?=\w{2})", re.I)
_ELIDING, _SUFFIXING = frozenset({"fr", "it", "ca"}), frozenset({"tr", "az"})
_KOREAN_ENDING = re.compile("(?:에서|으로|은|는|이|가|을|를|의|에|와|과|도|로)$")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")
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


def is_capital(word: str) -> bool:
    """Whether a word is written as names are: with a capital, or as "iPhone" is."""
    return word[:1].isupper() or _BRAND.match(word) is not None


def cased_words(text: str, language: str = "") -> Iterator[CasedWord]:
    """The words and numbers of a text in order, without what `language` joins to them by an
    apostrophe."""
    for match in _WORD.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()]
        written = match.group().rstrip(".")
        word = _POSSESSIVE.sub("", written)
        if language in _ELIDING:
            word = _ELIDED.sub("", word)
        elif language == "ko" and len(word) > 2:
            word = _KOREAN_ENDING.sub("", word)
        elif language in _SUFFIXING and word[:1].isupper():
            word = re.split("['’]", word, maxsplit=1)[0]
        begins = bool(_SENTENCE_END.search(before))
        yield CasedWord(word, match.start(), begins, bool(_POSSESSIVE.search(written)))


def is_capitalised_throughout(title: str, language: str) -> bool:
    """Whether a headline writes every word with a capital ("Dog Bites Man at Fair"), so that a
    capital says nothing. German has its own reasons for capitals."""
    words = cased_words(title)
    long = [word.text for word in words if len(word.text) >= _LETTERS and not word.begins]
    capitals = sum(word[0].isupper() for word in long)
    return language != "de" and len(long) > 1 and capitals >= _CAPITALS * len(long)
