"""Which bullets of a story wait for the one behind them: a claim for its denial, its doubt, its
source.

An outlet that tells of a claim and of what is said against it is not told by half; nor is a story
of which another outlet tells that somebody denies it. A denial that cannot be read alone ("He
denies it.") is one bullet with the sentence above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizers.document import Bullet
from summarizers.facts.statements import content_words, statement
from summarizers.lead.answers import (
    answers,
    concerns,
    counters,
    denies,
    is_claim,
    is_denied,
    overturns,
)
from summarizers.lead.joining import MAX_JOINED
from summarizers.story.candidates import StoryCandidate
from summarizers.story.known import Known
from summarizers.story.standing import refers, stands_alone
from summarizers.text.tokens import base_language

BESIDE = 3
"""Characters, white space, between a sentence and what answers it."""
_PLACES, _NEAR, _SHARED = 6, 1, 2
"""First bullets of an article among which a denial is looked for, last place at which it is of the
headline, and the content words that it, with the sentence above it, shares with what is told."""


def answer_to(one: StoryCandidate, found: Sequence[StoryCandidate]) -> StoryCandidate | None:
    """The bullet among these that answers `one`: the next of its article, right behind it there."""
    for other in found:
        if (other.article, other.place) != (one.article, one.place + 1):
            continue
        beside = 0 <= other.bullet.start - one.bullet.end <= BESIDE  # none that is joined to it
        language = base_language(one.language) or "en"
        return other if beside and answers(other.bullet.text, one.bullet.text, language) else None
    return None


def is_answered_by(chosen: Sequence[StoryCandidate], one: StoryCandidate) -> bool:
    """Whether `one` answers a chosen bullet."""
    return any(answer_to(other, (one,)) for other in chosen)


def unanswered(
    chosen: Sequence[StoryCandidate], found: Sequence[StoryCandidate]
) -> StoryCandidate | None:
    """What answers a chosen bullet and is not chosen, if it is among those `found`."""
    for one in chosen:
        answer = answer_to(one, found)
        if answer and answer not in chosen:
            return answer
    return None


def place_behind(answer: StoryCandidate, row: Sequence[StoryCandidate]) -> int:
    """The place in a row right behind the bullet that is answered, else its end."""
    above = (answer.article, answer.place - 1)
    return next(
        (place + 1 for place, one in enumerate(row) if (one.article, one.place) == above), len(row)
    )


def denial(
    chosen: Sequence[StoryCandidate], found: Sequence[StoryCandidate], told: Known
) -> StoryCandidate | None:
    """What tells that somebody denies the first chosen bullet, if nothing told does: of those
    `found`, one of the same outlet, else one of another, joined to what it leans on."""
    if not chosen or is_denied(told.text, told.language):
        return None
    claim, *rest = chosen
    if any(answers(one.bullet.text, claim.bullet.text, told.language) for one in rest):
        return None
    left = [one for one in found if one not in chosen and one.place < _PLACES]
    own = (
        one
        for one in left
        if one.article == claim.article and _denies_alone(one, claim, told.language)
    )
    return next(own, None) or next(_of_others(left, claim, told), None)


def with_answer(
    one: StoryCandidate, found: Sequence[StoryCandidate], language: str
) -> StoryCandidate:
    """The only bullet of a story with its denial or limit, where its article has one; else, where
    it is a claim, the first bullet of another article with what that one has against it."""
    if is_denied(one.bullet.text, language):
        return one
    further = (other for other in _behind(one, found) if _denies_alone(other, one, language))
    if answer := answer_to(one, found) or next(further, None):
        return _joined(one, answer) or one
    return next(_countered(one, found, language), one)


def _countered(
    claim: StoryCandidate, found: Sequence[StoryCandidate], language: str
) -> Iterator[StoryCandidate]:
    """The first bullets of other articles that deny the claim, or that one can join to a denial."""
    for first in found:
        if first.article == claim.article or first.place or first.needs_context:
            continue
        if len(_known(first, language) & _known(claim, language)) < _SHARED:
            continue
        if counters(first.bullet.text, claim.bullet.text, language):
            yield first
        for other in _behind(first, found):
            beside = other is answer_to(first, found) or not other.needs_context
            if beside and counters(other.bullet.text, claim.bullet.text, language):
                joined = _joined(first, other)
                yield from (joined,) if joined else ()


def _behind(one: StoryCandidate, found: Sequence[StoryCandidate]) -> Iterator[StoryCandidate]:
    """The further bullets of its article among which a denial is looked for."""
    same = (other for other in found if other.article == one.article)
    return (other for other in same if one.place < other.place < _PLACES)


def _denies_alone(one: StoryCandidate, claim: StoryCandidate, language: str) -> bool:
    """Whether a bullet of the claim's own article denies it by itself."""
    if one.needs_context or not denies(one.bullet.text, claim.bullet.text, language):
        return False
    if overturns(one.bullet.text, claim.bullet.text, language):
        return True
    claimed = is_claim(claim.bullet.text, language)
    return concerns(one.states, _known(claim, language), claimed=claimed)


def _known(claim: StoryCandidate, language: str) -> frozenset[str]:
    """The content words of a claim and of its headline."""
    return claim.states.words | statement(claim.headline, language).words


def _of_others(
    left: Sequence[StoryCandidate], claim: StoryCandidate, told: Known
) -> Iterator[StoryCandidate]:
    for one in left:
        text, language = one.bullet.text, told.language
        if one.article == claim.article or not counters(text, claim.bullet.text, language):
            continue
        above = _right_above(one, left)
        around = above.states.words if above else frozenset[str]()
        if one.place <= _NEAR:
            around |= statement(one.headline, language).words
        fits = len((one.states.words | around) & told.words) >= _SHARED
        if not is_claim(claim.bullet.text, language):
            fits = fits and concerns(one.states, told.words | around, claimed=False)
        if fits or overturns(text, claim.bullet.text, language):
            if _is_readable(one, told):
                yield one
            elif above and _is_readable(above, told) and (joined := _joined(above, one)):
                yield joined


def _is_readable(one: StoryCandidate, told: Known) -> bool:
    return not one.needs_context and stands_alone(one, told) and not refers(one, told)


def _right_above(one: StoryCandidate, found: Sequence[StoryCandidate]) -> StoryCandidate | None:
    """The bullet of its article that ends right in front of it."""
    for other in found:
        if other.article == one.article and 0 <= one.bullet.start - other.bullet.end <= BESIDE:
            return other
    return None


def _joined(one: StoryCandidate, answer: StoryCandidate) -> StoryCandidate | None:
    """Both in one bullet, if that is short enough."""
    text = f"{one.bullet.text} {answer.bullet.text}"
    if len(text) > MAX_JOINED:
        return None
    language = base_language(one.language) or "en"
    return replace(
        one,
        bullet=Bullet(text, one.bullet.start, answer.bullet.end),
        states=statement(text, language),
        words=content_words(text, language),
    )
