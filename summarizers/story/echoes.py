"""Whether a bullet of a story tells what another told already, in whatever words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import Protocol

from summarizers.document import Bullet
from summarizers.facts.statements import Statement
from summarizers.lead.fitness import share_quoted
from summarizers.story.known import sizeable, values
from summarizers.story.leading import QUOTES
from summarizers.story.novelty import repeats

_ECHO_SHARE, _MIN_ECHO_WORDS = 0.7, 2  # of a bullet's weight in another, and words, at least
_LEAD_SHARE, _DENIAL_SHARE = 0.66, 0.8  # the same for two leads; and where one denies something
_APART = 0.35  # weighed share of a bullet's plain words in the chosen ones, below which it is apart
_NEW_NAMES, _NEW_WORDS = 2, 4  # of a sentence with which an article goes on
_QUOTED = 0.5  # of a sentence that only says in somebody's words what is told
_EVENT_SHARE = 0.5  # the same for words that are no names: what happened, and not only to whom


class Placed(Protocol):
    """A bullet with what it states, its article's number and its place among its bullets."""

    @property
    def article(self) -> int:
        """The number of its article."""
        ...

    @property
    def place(self) -> int:
        """Its place among the bullets of its article, from 0."""
        ...

    @property
    def bullet(self) -> Bullet:
        """The bullet."""
        ...

    @property
    def states(self) -> Statement:
        """What it states."""
        ...

    @property
    def needs_context(self) -> bool:
        """Whether it leans on the sentence above it."""
        ...


def fills(one: Placed, chosen: Sequence[Placed], likely: Mapping[str, float]) -> bool:
    """Whether a bullet may stand beside the chosen ones: no bare quotation, and another outlet's
    lead only where it tells of something else."""
    if one.article == chosen[0].article:
        return True
    if one.place or one.bullet.text.startswith(QUOTES):
        return not one.bullet.text.startswith(QUOTES)
    plain = one.states.words - one.states.names
    told = frozenset[str]().union(*(other.states.words for other in chosen))
    return _mass(plain & told, likely) < _APART * _mass(plain, likely)


def echoes(one: Placed, told: Placed, likely: Mapping[str, float]) -> bool:
    """Whether `one` tells mainly what a chosen bullet tells, figures or not.

    Names aside, words weigh as much as the story is about them: two accounts of its main event
    share those, however differently they are told.
    """
    if repeats(one.states, told.states) or _same_lead(one, told, likely):
        return True
    if one.needs_context or one.states.negated != told.states.negated:
        return False
    plain = one.states.words - one.states.names
    shared = plain & told.states.words
    return len(shared) >= _MIN_ECHO_WORDS and _mass(shared, likely) >= _ECHO_SHARE * _mass(
        plain, likely
    )


def goes_on(one: Placed, told: Placed) -> bool:
    """Whether an article tells more of the same: with a figure of some size, with other names, or
    mostly in new words that are its own."""
    if one.article != told.article:
        return False
    if sizeable(values(one.states)) - values(told.states):
        return True
    if share_quoted(one.bullet.text) >= _QUOTED:
        return False
    plain = one.states.words - one.states.names
    new = len(plain - told.states.words)
    names = one.states.newsworthy - told.states.words
    return len(names) >= _NEW_NAMES or new >= max(_NEW_WORDS, len(plain) / 2)


def _same_lead(one: Placed, told: Placed, likely: Mapping[str, float]) -> bool:
    """Whether both are leads, of two articles: these tell the main event, mostly at less overlap
    than elsewhere. A denial among much that is shared stands in a clause on the side."""
    if one.needs_context or one.article == told.article or one.place or told.place:
        return False
    mine, theirs, names = one.states.words, told.states.words, one.states.names
    share = _LEAD_SHARE if one.states.negated == told.states.negated else _DENIAL_SHARE
    return _mass(mine & theirs, likely) >= share * _mass(mine, likely) and (
        _mass(mine & theirs - names, likely) >= _EVENT_SHARE * _mass(mine - names, likely)
    )


def _mass(words: Iterable[str], likely: Mapping[str, float]) -> float:
    return fsum([likely[word] for word in words])
