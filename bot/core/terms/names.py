"""The names in an article: what it is about, and what it mentions at all.

A word is a name where it is written with a capital inside a sentence, and where the news does so
too (`document_frequencies`). The words that open a sentence, and those of a headline that
capitalises every word, are names where the news knows them as such or does not know them at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from bot.core.terms.casing import (
    CasedWord,
    cased_words,
    is_capital,
    is_capitalised_throughout,
)
from bot.core.terms.document_frequencies import background, hashed
from bot.core.terms.german_nouns import german_nouns
from bot.core.terms.name_keys import key, told
from bot.core.terms.vectors import base_of
from bot.core.terms.wide_names import WIDE, wide_names
from summarizers.text.fold import fold
from summarizers.text.tokens import stem, stop_words

READ = 1500  # characters of the text that are looked at
LEAD = 260  # characters in which stands what an article is about
_MOSTLY = 0.7  # share of texts with a capital from which a word is a name wherever it stands
_SELDOM = 0.35  # the same below which it is none, though written with a capital once
_OWNING = 0.05  # the same for one with a possessive that opens a sentence, too
_VERSION = re.compile(r"^\d{1,4}(?:\.\d{1,3}){1,3}$|^[1-9]\d{2}$")
_CONTRACTED = re.compile(r"n['’]t$|['’](?:ll|m|re|ve|d)$")


class Names(NamedTuple):
    """Keys of names: of those in the headline or of a place in the lead (`main`), of the others in
    the lead (`beside`), and of all that is written with a capital anywhere (`mentioned`); and the
    stems of the headline's other words (`frame`)."""

    main: tuple[str, ...]
    beside: tuple[str, ...]
    mentioned: tuple[str, ...]
    frame: tuple[str, ...]


@cache
def _no_names() -> frozenset[str]:
    return frozenset(" ".join(told()["no_names"].values()).split())


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(told()[kind].split())


@cache
def _broad() -> frozenset[str]:
    return frozenset(map(key, _words("broad") | _words("reporting")))


@cache
def _everywhere() -> frozenset[str]:
    """Words of which only the whole is meant: "Ligue", not "Liguria"."""
    return _words("bodies") | _words("competitions") | _words("parts")


@cache
def _listed(kind: str, language: str) -> frozenset[str]:
    return frozenset(told()[kind].get(language, "").split())


def names(title: str, text: str, language: str) -> Names:
    """The names of an article, in order of appearance, each once."""
    base = base_of(language)
    if base in WIDE:
        return _wide(title, text, base)
    heading, body = list(cased_words(title, base)), list(cased_words(text[:READ], base))
    throughout = is_capitalised_throughout(title, base)
    sure = [word for word in body if not word.begins]
    if not throughout:
        sure += [word for word in heading if not word.begins]
    known = _Known([*heading, *body], sure, base)
    known.place([] if throughout else heading)
    known.place(body)
    lead = [word for word in body if word.place < LEAD]
    places = [word for before, word in pairwise(lead) if before.text.lower() in known.before_places]
    main, beside = (
        _distinct(word.text for word in words if known.is_name(word.text))
        for words in ([*_surest(heading, known), *places], _told_of(lead, known))
    )
    # What numbers a release is what the article is about, whatever else both makers' notes name.
    numbered = _distinct(word.text for word in heading if known.is_numbered(word.text))
    if numbered:
        main, beside = numbered, dict[str, None]()
    mentioned = dict.fromkeys(
        key(word.text)
        for word in [*heading, *body]
        if word.text[0].isupper() and word.text.lower() not in known.stop
    )
    others = [
        word.text
        for word in heading
        if not known.is_name(word.text) and word.text.lower() not in known.stop
    ]
    return Names(
        *_ranked(main, beside),
        tuple({**main, **beside, **mentioned, **dict.fromkeys(_initials(body))}),
        tuple(dict.fromkeys(stem(others, base))),
    )


def _distinct(words: Iterable[str]) -> dict[str, None]:
    """The key of each once, without those that tell no two events apart."""
    telling = (word for word in words if fold(word) not in _everywhere())
    return {one: None for one in map(key, telling) if one not in _broad()}


def _wide(title: str, text: str, language: str) -> Names:
    main, beside, mentioned = wide_names(title, text[:READ], language)
    ranked = _ranked(dict.fromkeys(main or beside), dict.fromkeys(beside))
    return Names(*ranked, tuple(dict.fromkeys(mentioned)), ())


def _ranked(
    main: dict[str, None], beside: dict[str, None]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What an article is about, and what stands beside it: a country is beside what has a name of
    its own, and says nothing there."""
    own = [one for one in main if one not in _countries()]
    said = _countries() if own else frozenset()
    rest = (one for one in beside if one not in main and one not in said)
    return tuple(own or main), tuple(rest)


def _told_of(words: list[CasedWord], known: _Known) -> list[CasedWord]:
    """Without guesses: "Zablokowali drogę" opens a sentence of two articles with no name."""
    return [word for word in words if not known.is_guess(word.text)]


def _surest(words: list[CasedWord], known: _Known) -> list[CasedWord]:
    """Without those words that only open sentences and that no news knows, where others are
    surer: "Alluvione a Montefosco" has one name."""
    sure = [word for word in words if not known.is_guess(word.text)]
    return sure if any(known.is_name(word.text) for word in sure) else words


def _initials(words: list[CasedWord]) -> list[str]:
    """The abbreviations of names of several words: "Centers for Disease Control" makes "cdc"."""
    made, run = list[str](), list[CasedWord]()
    for word in [*words, CasedWord("", 0, True)]:
        if word.text[:1].isupper() and not word.begins:
            run.append(word)
        elif word.text not in ("for", "of", "and", "the", "de", "des", "der"):
            if 2 < len(run) < 7:
                letters = "".join(one.text[0] for one in run).lower()
                made += [letters, letters[:3]]
            run = []
    return made


@cache
def _countries() -> frozenset[str]:
    return frozenset(map(key, _words("countries"))) | _words("countries")


class _Known:
    """What the shipped table, our lists and the text itself say of the words of an article.

    `sure` are those words whose capital says something.
    """

    def __init__(self, words: list[CasedWord], sure: list[CasedWord], language: str) -> None:
        self.stop, self._language = stop_words(language), language
        self._placed = set[str]()
        self.before_places = _listed("places", language)
        self._inside = {word.text.lower() for word in sure if word.text[0].isupper()}
        heads = Counter(word.text.lower() for word in words if word.begins)
        self._inside.update(word for word, often in heads.items() if often > 1)
        # "Shell's profit slides. Shell earned …": a word that owns and acts is no common one.
        owners = {word.text.lower() for word in words if word.owns}
        self._owners = {word for word in owners if heads[word] > 1}
        self._small = {word.text.lower() for word in sure if word.text[0].islower()}
        self._nouns = german_nouns(words) if language == "de" else set[str]()
        distinct = sorted({word.text.lower() for word in words if word.text[0].isupper()})
        terms = np.array([hashed(one, language) for one in stem(distinct, language)], np.uint32)
        known = background()
        self._capitals = dict(zip(distinct, known.capitalised(terms).tolist(), strict=True))
        self._numbered = {
            word.text.lower()
            for word, number in pairwise(words)
            if is_capital(word.text) and _VERSION.search(number.text) and self._may_be(word.text)
        }

    def _may_be(self, word: str) -> bool:
        """Whether nothing speaks against a name with a number behind it."""
        share = self._capitals.get(word.lower(), np.nan)
        return bool(np.isnan(share) or share >= _SELDOM)

    def place(self, words: list[CasedWord]) -> None:
        """Take runs of words with capitals behind a word that stands before places ("em Monte
        Claro") for names, whatever they mean elsewhere. German writes its nouns like that."""
        before = ""
        for word in words if self._language != "de" else ():
            low = word.text.lower()
            placed = before in self.before_places or before in self._placed
            if placed and word.text[0].isupper() and not word.begins and low not in _no_names():
                self._placed.add(low)
            before = low

    def is_numbered(self, word: str) -> bool:
        """Whether a name has a version behind it ("Firefox 145", "iOS 19.1")."""
        return word.lower() in self._numbered

    def is_guess(self, word: str) -> bool:
        """Whether nothing but the place of a word, at the head of a sentence, speaks for a name."""
        low = word.lower()
        unknown = np.isnan(self._capitals.get(low, 0.0)) and low not in self._numbered
        return bool(unknown and low not in self._inside and not self._listed(low))

    def _listed(self, low: str) -> bool:
        return low in _words("firms") and low in self._inside and low not in self._small

    def is_name(self, word: str) -> bool:
        """Whether this word of the article is a name."""
        low = word.lower()
        if len(word) < 2 or low in self.stop | _no_names():
            return False
        if low in self._placed or low in self._numbered or self._listed(low):
            return True
        if not word[0].isupper() or low in self._nouns or _CONTRACTED.search(low):
            return False
        share = self._capitals[low]
        if np.isnan(share):
            return low not in self._small
        least = _SELDOM if low in self._inside and low not in self._small else _MOSTLY
        return bool(share >= (_OWNING if low in self._owners - self._small else least))
