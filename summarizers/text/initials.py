"""Does a sentence end at the full stop behind an initial, or the number of a page or a house?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizers.text.abbreviations import Rules
from summarizers.text.tokens import APOSTROPHE_WORD

_BARE = re.compile(APOSTROPHE_WORD)
# Openers that are surnames as well, or name an office: an initial may stand before them.
_SURNAMES = frozenset("an can do may more most my no so to will".split())

_INDIC = re.compile("[\u0900-\u0dff.]+")
_SIGNS = re.compile(
    "[\u0901-\u0903\u0981-\u0983\u0b82\u0c02\u0c82\u0d02\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd"
    "\u0c4d\u0ccd\u0d4d]"
)
"""What closes a syllable: of no weight when letters are counted."""

_STREETS = frozenset("ul nám tř nábř tn mnt pst pr cad sok bul al pl os".split())
_INITIAL_LETTERS = 2
_WHOLE_WORDS = frozenset("है हैं था थे थी हो हों दी की ली दे ले जा गई गए लो दो ते ती तो हे ये या ছে".split())
"""Hindi and Marathi words of two letters that end sentences."""


_TIMES = frozenset(("a.m", "p.m", "d.c"))
_ACRONYMS = _TIMES | {"u.s", "u.k", "e.u", "u.n", "u.s.a"}
"""What keeps its dots, and what of it is no part of a name behind it."""
_ACTS = re.compile(r"[A-Z][a-z]+s? (?:said|say|have|has|are|were|had|was|told|will|want)\b")


def acronym_ends(word: str, behind: str, opener: bool) -> bool | None:
    """Whether a sentence ends at the full stop of "U.S" or "p.m", with a capital right `behind` it;
    None for other words. "The U.S.Officials said" is two sentences, "the U.S.Navy" a name."""
    if word.lower() not in _ACRONYMS:
        return None
    if not behind[1:2].islower():
        return False  # the U.S.A
    return opener or word.lower() in _TIMES or bool(_ACTS.match(behind))


def is_indic_initial(word: str) -> bool:
    """Whether a word in a script of India is the name of a letter, or several ("पी", "एच.डी")."""
    if not _INDIC.fullmatch(word) or word in _WHOLE_WORDS:
        return False
    return all(len(_SIGNS.sub("", part)) <= _INITIAL_LETTERS for part in word.split("."))


def is_reference(so_far: str, rules: Rules) -> bool:
    """Whether the number that a text ends with is no ordinal, but that of a page or a house, as in
    "obr. 4" and "nám. Míru 4".

    Croatian numbers the paragraphs of laws with ordinals.
    """
    *words, number = so_far[-60:].lower().split() or [""]
    shortened = [word[:-1] for word in words[-3:] if word[-1] == "."]
    if not shortened or not number.isdecimal():
        return False
    if words[-1][:-1] == shortened[-1] and shortened[-1] in rules.number:
        return rules.language not in ("de", "hr")
    return not _STREETS.isdisjoint(shortened)


def initial_ends(
    letter: str, earlier: Sequence[str], word: str, opener: bool, rules: Rules
) -> bool:
    """A single letter: an initial ("E. Smith"), or a word of its own ("you and I. Did …").

    `earlier` holds the word before it, where there is one, `word` stands behind the full stop, and
    `opener` tells whether that one surely begins a sentence.
    """
    plain = bool(earlier) and earlier[-1][0].islower()
    if letter == "I" and rules.language == "en":
        return plain
    if plain and letter in "IVX" and rules.language == "vi":  # a quarter, a term
        return True
    if letter.islower() or plain:
        return opener
    bare = _BARE.match(word)
    surname = bare is None or bare[0].lower() in _SURNAMES
    return opener and rules.language == "en" and not surname
