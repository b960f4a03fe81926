"""Surnames that stand alone in a bullet, though the article gives the whole name elsewhere.

English only: elsewhere capitals say less of what is a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from summarizers.words import stop_words

_RUN = re.compile(
    r"[A-Z][\w'’-]*(?:\.? (?:(?:de|del|van|von|der|den|al|bin|la|di|da|el|ben) ){0,2}"
    r"[A-Z][\w'’-]*)*"
)
_POSSESSIVE = ("'s", "’s")
_EMPTY = frozenset(
    "mr mrs ms miss dr monday tuesday wednesday thursday friday saturday sunday january february "
    "march april june july august september october november december".split()
)
"""Before a surname they say no more of who somebody is than it does alone."""


class Use(Enum):
    """How a text has a surname: not at all, alone, or with a first name or a role before it."""

    NONE = 0
    ALONE = 1
    WHOLE = 2


def loose(texts: Sequence[str], bullets: Sequence[tuple[int, str]]) -> dict[str, list[Use]]:
    """How each bullet (index of its sentence, text) uses the surnames that one leaves unexplained.

    Those are surnames that stand alone in a bullet, and in full in an earlier sentence of `texts`.
    """
    used = [_used(text) for _, text in bullets]
    alone = {name for uses in used for name, use in uses.items() if use is Use.ALONE}
    known: dict[str, int] = {}
    for place, text in enumerate(texts[: max((place for place, _ in bullets), default=0)]):
        there = [name for name in alone if name not in known and name in text]
        uses = _used(text) if there else {}
        known |= {name: place for name in there if uses.get(name) is Use.WHOLE}
    found: dict[str, list[Use]] = {}
    for name, first in known.items():
        row = [uses.get(name, Use.NONE) for uses in used]
        pairs = zip(bullets, row, strict=True)
        if any(use is Use.ALONE and place > first for (place, _), use in pairs):
            found[name] = row
    return found


def _used(text: str) -> dict[str, Use]:
    """The surnames of a text; one that stands in full anywhere in it is explained."""
    uses: dict[str, Use] = {}
    for run in _runs(text):
        if len(run) > 1:
            uses[run[-1]] = Use.WHOLE
        else:
            uses.setdefault(run[0], Use.ALONE)
    return uses


def _runs(text: str) -> Iterator[list[str]]:
    """Runs of capitalised words, without a first one that is no part of a name."""
    for match in _RUN.finditer(text):
        words = match.group().replace(".", "").split()
        if words[-1].endswith(_POSSESSIVE):
            words[-1] = words[-1][:-2]
        while words and (words[0].lower() in _EMPTY or _opens(match, words[0])):
            del words[0]
        if words:
            yield words


def _opens(match: re.Match[str], word: str) -> bool:
    """Whether a small word owes its capital to standing first in the sentence."""
    return match.start() < 2 and word.lower() in stop_words("en")
