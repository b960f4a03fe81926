"""What an older article of a story says that a newer one has overtaken.

"Is expected to resign", "nine are still trapped", "at least 12 dead" are no news once a later
article of the story tells of the same people or thing. So it is with a first count beside a higher
one where nobody knows which article is newer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from summarizers.facts import quantities
from summarizers.facts.loaded import is_loaded
from summarizers.facts.statements import Statement
from summarizers.lead.fitness import speaks_for_its_author
from summarizers.remembering import remembered
from summarizers.resources import load_toml
from summarizers.text.fold import lowered
from summarizers.text.tokens import base_language

_NEWER = timedelta(hours=1)
_SHARED = 2  # content words that a newer bullet has of one that it overtakes


@dataclass(frozen=True, slots=True)
class Telling:
    """A bullet's text, what it states, its article's number and when that came out, if known."""

    text: str
    language: str
    states: Statement
    published: datetime | None
    article: int


def plain(told: Sequence[Telling]) -> list[int]:
    """Places of the bullets without those that another article overtakes, and without those that
    judge in their own voice, as long as others are left."""
    current = [place for place, one in enumerate(told) if not is_superseded(one, told)]
    reports = [at for at in current if not judges(told[at].text, told[at].language)]
    return reports or current or list(range(len(told)))


def judges(text: str, language: str) -> bool:
    """Whether a sentence judges what happened: in loaded words, or as its author's opinion."""
    return is_loaded(text, language or "en") or speaks_for_its_author(text, language or "en")


def is_superseded(one: Telling, others: Sequence[Telling]) -> bool:
    """Whether a bullet of another article tells what became of what this one left open."""
    if not leaves_open(one.text, one.language):
        return False
    return any(_overtakes(other, one) for other in others if other.article != one.article)


@remembered(512)
def leaves_open(text: str, language: str) -> bool:
    """Whether a sentence tells of what is expected, goes on, or is a first count."""
    plain = lowered(text)
    return any(pattern.search(plain) for pattern in patterns(base_language(language) or "en"))


@cache
def patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of `superseded.toml` for a language, which are in lower case."""
    return tuple(
        re.compile(rule["pattern"])
        for rule in load_toml("superseded.toml")["open"]
        if rule["language"] == language
    )


def _overtakes(other: Telling, one: Telling) -> bool:
    if len(other.states.words & one.states.words) < _SHARED:
        return False
    if leaves_open(other.text, other.language):
        return False
    if one.published and other.published:
        return other.published - one.published >= _NEWER
    mine, theirs = _tolls(one.text, one.language), _tolls(other.text, other.language)
    return any(theirs.get(slot, 0.0) > value > 0 for slot, value in mine.items())


@remembered(512)
def _tolls(text: str, language: str) -> dict[tuple[str, str], float]:
    """The highest count of each thing, by its noun and what befell it ("people", "killed")."""
    counts: dict[tuple[str, str], float] = {}
    for quantity in quantities.find(text, language):
        if quantity.kind == "count":
            slot = (quantity.noun, quantity.event)
            counts[slot] = max(counts.get(slot, 0.0), quantity.number.value)
    return counts
