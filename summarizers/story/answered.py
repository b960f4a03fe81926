"""Which bullets of a story wait for the one behind them: a claim for its denial, its doubt, its
source.

An outlet that tells of a claim and of what is said against it is not told by half; nor is a story
of which another outlet tells that somebody denies it.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizers.lead.answers import answers, denies, is_denied
from summarizers.story.candidates import StoryCandidate
from summarizers.story.known import Known
from summarizers.story.standing import refers, stands_alone
from summarizers.text.tokens import base_language

BESIDE = 3
"""Characters, white space, between a sentence and what answers it."""

_PLACES, _SHARED = 5, 3
"""First bullets of an article among which a denial is looked for, and the content words that it
shares with what it denies."""


def answer_to(one: StoryCandidate, found: Sequence[StoryCandidate]) -> StoryCandidate | None:
    """The bullet among these that answers `one`: the next of its article, right behind it there."""
    for other in found:
        if (other.article, other.place) != (one.article, one.place + 1):
            continue
        beside = other.bullet.start - one.bullet.end <= BESIDE
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
    """The bullet among those `found` that tells by itself that somebody denies the first chosen
    one, if nothing told does: of the same outlet, else of another one."""
    if not chosen or is_denied(told.text, told.language):
        return None
    fit = [one for one in found if one not in chosen and _denies(one, chosen[0], told)]
    return next((one for one in fit if one.article == chosen[0].article), next(iter(fit), None))


def _denies(one: StoryCandidate, claim: StoryCandidate, told: Known) -> bool:
    if one.needs_context or one.place >= _PLACES:
        return False
    if not denies(one.bullet.text, claim.bullet.text, told.language):
        return False
    own = one.article == claim.article
    if not own and len(one.states.words & claim.states.words) < _SHARED:
        return False
    return own or (stands_alone(one, told) and not refers(one, told))
