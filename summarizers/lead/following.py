"""What goes with the opening: the next sentence, or one that is worth clearly more to a reader."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from itertools import islice

from summarizers.facts.statements import statement
from summarizers.lead.answers import is_answer
from summarizers.lead.draft import Draft, Fit
from summarizers.lead.evidence import Evidence, model
from summarizers.lead.fitness import share_quoted, speaks_for_its_author, tells_of_before
from summarizers.lead.passing import lacks_its_partner, loses_its_ties
from summarizers.lead.reasons import LeadReason
from summarizers.lead.support import is_quoted_of_somebody
from summarizers.lead.worth import is_doubtful, tells_the_outcome, turns, worth

WINDOW = 4
"""Sentences that may follow among which the next bullet is chosen: far leaps read badly."""
CLOSING_WINDOW, CLOSING_MARGIN = 16, 0.5
"""The same for the last bullet: a third sentence of the lead often only repeats, where what came of
the matter is what a reader wants."""
ENOUGH = 2
"""Bullets from which nothing is taken from above the opening any more."""
SHARED_GAIN, SHARED_MOST, STRAY_COST = 0.2, 3, 0.5
"""What a word of the bullets above adds, how many count, and what having none costs."""
NEW_GAIN, NEW_MOST = 0.06, 10
"""What a new content word adds, and how many count."""
TURNS_GAIN, GAP_COST = 0.8, 0.12
"""What turning against the sentence right above it adds; the cost of each e-fold of distance."""
OUTWEIGHS = 0.3
"""What the signs of a later sentence add up to above those of the following one, at least, or what
that one is poor by: all else is no reason to leave the lead."""
UNGUIDED, POOR, SHARED_LEAST = 1.0, 0.5, 2
"""Where no headline and no standfirst say what the matter is, the lead is the best guide: the
last bullet leaves it for an outcome with so many content words of the bullets, where the signs of
the sentence next in line add up to no more; and any leaves a quotation, for what has such signs.
Chosen by reading pairs of digests."""
BRIEF, BRIEF_COST = 8, 0.5
"""Spaces below which a further bullet without a figure is brief, and what that costs it."""
UNENDED_COST = 0.7
"""What the want of a full stop costs a further bullet: captions and list items have none."""
QUOTED_COST, MOSTLY = 0.5, 0.6
"""What a further bullet loses of which such a share is quoted: colour, and seldom the news."""
SPEAKS_COST, BEFORE_COST = 0.7, 0.9
"""What "I" and "we" cost in an article that speaks for its author throughout; and telling of
earlier years above an opening that stands below."""
UNSPACED = ("zh", "ja", "th")
_LABELLED = re.compile(r"[^\W\d_][^:.,;\"“”]{2,24}: ")
"""An entry of a list that tells of the thing above it: "Pet safety: nontoxic to cats"."""


def follow(draft: Draft, fit: Sequence[Fit], evidence: Evidence, count: int) -> bool:
    """Take one more bullet of `count`, if any can follow: the next, or one worth clearly more."""
    closing = ENOUGH <= len(draft.chosen) == count - 1
    left = _left(draft, fit, CLOSING_WINDOW if closing else WINDOW)
    if not left:
        return False
    best = _best_of(draft, fit, evidence, left, closing=closing)
    if len(draft.chosen) == count - 1 and _is_answered(draft, fit[best]):
        draft.unanswered.add(fit[best].index)
        return follow(draft, fit, evidence, count)
    draft.take(fit[best], LeadReason.NEXT if best == left[0] else LeadReason.CENTRAL)
    return True


def _best_of(
    draft: Draft, fit: Sequence[Fit], evidence: Evidence, left: Sequence[int], *, closing: bool
) -> int:
    """The first of the places `left`, or the one that promises clearly more."""
    following = left[0]
    rivals = [following, *(place for place in left[1:] if _outweighs(draft, fit, place, following))]
    if len(rivals) == 1:
        return following
    promises = {place: _promise(draft, fit[place], evidence, place) for place in rivals}
    last, language = max(draft.chosen), draft.document.language
    if fit[following].index <= last + 1 or not is_doubtful(fit[following].text, language):
        promises[following] += CLOSING_MARGIN if closing else model().further_margin
    # Asked of the best alone: it costs more than all the rest.
    while (best := max(promises, key=lambda place: promises[place])) != following:
        if fit[best].index == last + 1 or not is_doubtful(fit[best].text, language):
            break
        del promises[best]
    return best


def _is_answered(draft: Draft, one: Fit) -> bool:
    """Whether the sentence right behind one answers it; that of an answer itself may wait."""
    sentences, language = draft.document.sentences, draft.document.language
    return is_answer(sentences, one.index + 1, language) and not draft.answers(one)


def _outweighs(draft: Draft, fit: Sequence[Fit], place: int, following: int) -> bool:
    """Whether a later sentence has a reason to stand before the following one: it tells more of
    what came of the matter, or that one is poor; and its time is not told in what stands above it.
    """
    one, language = fit[place], draft.document.language
    own, other = worth(one.text, language), fit[following]
    if own - worth(other.text, language) + _cost(draft, other) < OUTWEIGHS:
        return False
    above = one.index - 1
    torn = is_quoted_of_somebody(one.text, language) or _LABELLED.match(one.text)
    if torn and above not in draft.chosen:
        return False
    if above in draft.verdicts and draft.verdicts[above].reason is LeadReason.CAPTION:
        return False  # captions come in rows
    if above not in draft.chosen and above >= 0:
        frame = draft.document.sentences[above].text
        if tells_of_before(frame, language) and above != fit[following].index:
            return False
    headed = bool(draft.guide.words)
    if not headed and not _is_poor(draft, other) and not _ends_it(draft, one, other):
        return False
    passed, known = draft.passed(one.index), draft.known()
    return not loses_its_ties(one.text, passed, known, language, headed=headed)


def _ends_it(draft: Draft, one: Fit, other: Fit) -> bool:
    """Whether a sentence tells what came of the very matter that the bullets tell of, where the
    following one is a quotation, or no bullet is to follow and it has no news."""
    language = draft.document.language
    if share_quoted(other.text) >= MOSTLY:
        return worth(one.text, language) >= UNGUIDED
    if len(draft.chosen) < ENOUGH or worth(other.text, language) > POOR:
        return False
    shared = statement(one.text, language).words & draft.words
    return len(shared) >= SHARED_LEAST and tells_the_outcome(one.text, language)


def _is_poor(draft: Draft, one: Fit) -> bool:
    """Whether the following sentence is a caption or a scrap rather than the lead's next."""
    language = draft.document.language
    unended = language not in UNSPACED and one.text[-1:].isalnum()
    return unended or (one.index > max(draft.chosen) + 1 and is_doubtful(one.text, language))


def _left(draft: Draft, fit: Sequence[Fit], window: int) -> list[int]:
    """The places of at most `window` sentences that can follow: those below, if any."""
    first, last = min(draft.chosen), max(draft.chosen)
    below = _can_follow(draft, fit, lambda index: index > last, window)
    if not below:
        # What was passed over for a better opening is better than an empty place, no more.
        enough = len(draft.chosen) >= ENOUGH
        below = _can_follow(draft, fit, lambda i: i < last and not (enough and i < first), window)
    while len(below) > 1 and _is_torn(draft, fit[below[0]]):
        below.pop(0)
    return below


def _can_follow(
    draft: Draft, fit: Sequence[Fit], stands: Callable[[int], bool], window: int
) -> list[int]:
    """The places of the first `window` sentences that can follow, of those that stand right."""
    left = ((place, one) for place, one in enumerate(fit) if stands(one.index))
    free = (
        place for place, one in left if one.index not in draft.chosen and draft.refusal(one) is None
    )
    return list(islice(free, window))


def _is_torn(draft: Draft, one: Fit) -> bool:
    """Whether a sentence next in line has a partner above it that is not chosen."""
    above = one.index - 1 in draft.chosen
    return not above and lacks_its_partner(one.text, draft.document.language)


def _promise(draft: Draft, one: Fit, evidence: Evidence, place: int) -> float:
    """What a sentence promises as a bullet behind the chosen ones."""
    states, language = evidence.states[place], draft.document.language
    shared = len(states.words & draft.words)
    value = evidence.further(place, draft) + worth(one.text, language) - _cost(draft, one)
    value += SHARED_GAIN * min(shared, SHARED_MOST) - STRAY_COST * (not shared)
    value += NEW_GAIN * min(len(states.words - draft.words), NEW_MOST)
    gap = one.index - max(draft.chosen)
    if gap == 1:
        return value + TURNS_GAIN * turns(one.text)
    return value - GAP_COST * math.log1p(max(0, gap))


def _cost(draft: Draft, one: Fit) -> float:
    """What a sentence loses that speaks for its author, whom a reader of bullets does not know, or
    that tells what came before an opening below it, or is mostly quoted."""
    language = draft.document.language
    skipped = one.index < min(draft.chosen) and tells_of_before(one.text, language)
    cost = SPEAKS_COST * speaks_for_its_author(one.text, language) + BEFORE_COST * skipped
    spaced = language not in UNSPACED
    unended = spaced and one.text[-1:].isalnum()
    brief = spaced and one.text.count(" ") < BRIEF and not any(map(str.isdigit, one.text))
    cost += BRIEF_COST * brief
    return cost + QUOTED_COST * (share_quoted(one.text) >= MOSTLY) + UNENDED_COST * unended
