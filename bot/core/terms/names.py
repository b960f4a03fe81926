"""The names in an article: what it is about, and what it mentions at all.

A word is a name where it is written with a capital inside a sentence, and where the news does so
too (`document_frequencies`). The words that open a sentence, and those of a headline that
capitalises every word, are names where the news knows them as such or does not know them at all.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from bot.core.terms.casing import CasedWord, cased_words, is_capitalised_throughout
from bot.core.terms.document_frequencies import background, hashed
from bot.core.terms.vectors import base_of
from summarizers.text.fold import fold
from summarizers.text.tokens import stem, stop_words

READ = 1500  # characters of the text that are looked at
LEAD = 260  # characters in which stands what an article is about
_KEY = 5  # letters that tell a name from others, whatever ending it takes
_MOSTLY = 0.7  # share of texts with a capital from which a word is a name wherever it stands
_SELDOM = 0.35  # the same below which it is none, though written with a capital once
_OWNING = 0.05  # the same for one with a possessive that opens a sentence, too
_NOT_RARE = 0.004  # share of German texts from which a noun is no name
_PLURAL_ACRONYM = re.compile(r"^[A-Z]{2,}s$")
_JOINED = re.compile(r"['’.]")
_DEMONYM = re.compile(r"(?<=[a-z]{4})(?:i?ans?|ese|is?|ish|ns?)$")
_CONTRACTED = re.compile(r"n['’]t$|['’](?:ll|m|re|ve|d)$")
_ADJECTIVE = re.compile(r"^[^\W\d_A-ZÄÖÜ]\w+(?:e|en|er|es|em)$")


class Names(NamedTuple):
    """Keys of names: of those in the headline or of a place in the lead (`main`), of the others in
    the lead (`beside`), and of all that is written with a capital anywhere (`mentioned`); and the
    stems of the headline's other words (`frame`)."""

    main: tuple[str, ...]
    beside: tuple[str, ...]
    mentioned: tuple[str, ...]
    frame: tuple[str, ...]


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((files("bot.core") / "data" / "names.toml").read_text("utf-8"))


@cache
def _no_names() -> frozenset[str]:
    return frozenset(" ".join(_told()["no_names"].values()).split())


@cache
def _same() -> dict[str, str]:
    return {alias: line.split()[0] for line in _told()["same"] for alias in line.split()}


@cache
def _broad() -> frozenset[str]:
    return frozenset(map(key, _told()["broad"].split()))


@cache
def _listed(kind: str, language: str) -> frozenset[str]:
    return frozenset(_told()[kind].get(language, "").split())


def key(word: str) -> str:
    """A name's key: "Chile", "Chileans" and "Chile's" have one, as have "U.S." and "American"."""
    if _PLURAL_ACRONYM.search(word):
        word = word[:-1]
    plain = _JOINED.sub("", fold(word).split("-")[0] or fold(word))
    known = _same().get(plain) or _same().get(plain.removesuffix("s"))
    return known or _DEMONYM.sub("", plain)[:_KEY]


def names(title: str, text: str, language: str) -> Names:
    """The names of an article, in order of appearance, each once."""
    base = base_of(language)
    heading, body = list(cased_words(title, base)), list(cased_words(text[:READ], base))
    sure = [word for word in body if not word.begins]
    if not is_capitalised_throughout(title, base):
        sure += [word for word in heading if not word.begins]
    known = _Known([*heading, *body], sure, base)
    lead = [word for word in body if word.place < LEAD]
    places = [word for before, word in pairwise(lead) if before.text.lower() in known.before_places]
    main, beside = (
        dict.fromkeys(key(word.text) for word in words if known.is_name(word.text))
        for words in ([*heading, *places], lead)
    )
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
        tuple(one for one in main if one not in _broad()),
        tuple(one for one in beside if one not in main and one not in _broad()),
        tuple({**main, **beside, **mentioned, **dict.fromkeys(_initials(body))}),
        tuple(dict.fromkeys(stem(others, base))),
    )


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


class _Known:
    """What the shipped table, our lists and the text itself say of the words of an article.

    `sure` are those words whose capital says something.
    """

    def __init__(self, words: list[CasedWord], sure: list[CasedWord], language: str) -> None:
        self.stop = stop_words(language)
        self.before_places = _listed("places", language)
        self._inside = {word.text.lower() for word in sure if word.text[0].isupper()}
        heads = Counter(word.text.lower() for word in words if word.begins)
        self._inside.update(word for word, often in heads.items() if often > 1)
        # "Shell's profit slides. Shell earned …": a word that owns and acts is no common one.
        owners = {word.text.lower() for word in words if word.owns}
        self._owners = {word for word in owners if heads[word] > 1}
        self._small = {word.text.lower() for word in sure if word.text[0].islower()}
        self._nouns = _german_nouns(words) if language == "de" else set[str]()
        distinct = sorted({word.text.lower() for word in words if word.text[0].isupper()})
        terms = np.array([hashed(one, language) for one in stem(distinct, language)], np.uint32)
        known = background()
        self._capitals = dict(zip(distinct, known.capitalised(terms).tolist(), strict=True))
        shares = known.of(terms) if language == "de" else np.zeros(len(terms))
        self._nouns.update(word for word, n in zip(distinct, shares, strict=True) if n > _NOT_RARE)

    def is_name(self, word: str) -> bool:
        """Whether this word of the article is a name."""
        low = word.lower()
        if not word[0].isupper() or len(word) < 2 or low in self.stop | _no_names() | self._nouns:
            return False
        if _CONTRACTED.search(low):
            return False
        share = self._capitals[low]
        if np.isnan(share):
            return low not in self._small
        least = _SELDOM if low in self._inside and low not in self._small else _MOSTLY
        return bool(share >= (_OWNING if low in self._owners - self._small else least))


def _german_nouns(words: list[CasedWord]) -> set[str]:
    """Words with a capital that stand behind an article, with or without an adjective between."""
    articles = _listed("articles", "de")
    found = set[str]()
    for first, before, word in zip(["", *words], words, words[1:], strict=False):
        opening = before.text.lower() in articles
        if isinstance(first, CasedWord) and _ADJECTIVE.search(before.text):
            opening |= first.text.lower() in articles
        if opening and not word.text.isupper():
            found.add(word.text.lower())
    return found
