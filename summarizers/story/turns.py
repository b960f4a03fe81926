"""What a further bullet adds to those that are chosen, and which of another outlet may follow.

Worth counts the words that an editor's account is likely to have and that are new, new names and
numbers, a reaction or a consequence; what length, quotation and depth in its article cost. The
weights follow a linear regression on the words that a further sentence shares with editors'
accounts of 1,200 stories, told by three outlets each, given the leading article's first two
sentences; what readers dislike costs more here than there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from operator import itemgetter

from summarizers.facts.statements import Statement
from summarizers.lead.fitness import share_quoted, tells_a_turn, tells_of_before
from summarizers.story.candidates import StoryCandidate
from summarizers.story.known import Known, values
from summarizers.story.novelty import overlap
from summarizers.story.retelling import exact, has_no_figure, quotes_alike, retells
from summarizers.story.standing import refers, stands_alone
from summarizers.story.superseded import judges
from summarizers.story.wording import explains, finds
from summarizers.text.tokens import base_language

_LIKELY, _NAME, _NUMBER, _TURN = 2.5, 0.66, 0.67, 0.5
_WORD_COST, _PLACE_COST, _QUOTED_COST = 0.3, 0.4, 2.0
_STATEMENT = 0.4  # the same, from which it is no turn unless it answers
_MOST = 2  # names and numbers that count: of more, a sentence is a list
_HALF_QUOTED, _QUOTED = 0.5, 0.6  # of a bullet, from which it costs, and from which it is no turn
# Worth of a turn; more than the leading article's next bullet; more where that one is firm.
_LEAST, _MARGIN, _FIRM_MARGIN = 1.0, 2.0, 1.0
_GOOD = 2.0  # of the leading article's next bullet, which a further name alone does not replace
_ALIKE = 0.4  # share of a turn's words in the leading article's next bullet: both tell the same
_PLACES = 4  # first bullets of another article among which a turn is looked for
LITTLE = 3
"""New words below which a bullet without a new name or figure tells what is told."""
_ANSWER_RETOLD = 0.55  # weighed share of told words, from which it is no answer
LINK_WORDS = 2
"""Words that a turn shares with what is told, where it shares no name."""


def worth(one: StoryCandidate, told: Known) -> float:
    """What a bullet adds to what is told."""
    states, text = one.states, one.bullet.text
    gain = _LIKELY * told.mass(states.words - told.words)
    gain += _NAME * min(_MOST, len(states.newsworthy - told.words))
    gain += _NUMBER * min(_MOST, len(values(states) - told.numbers))
    gain += _TURN * tells_a_turn(text, told.language)
    cost = _WORD_COST * len(states.words) + _PLACE_COST * one.place
    return gain - cost - _QUOTED_COST * (share_quoted(text) >= _HALF_QUOTED)


def best_turn(
    others: Sequence[StoryCandidate],
    following: StoryCandidate | None,
    told: Known,
    adds: Callable[[StoryCandidate], bool],
) -> StoryCandidate | None:
    """The early bullet of other articles that adds most, if it stands there by itself and is
    clearly worth more than the leading article's next one.

    `adds` is whether one tells anything beside the chosen ones. Those worth most are asked first:
    whether a bullet is a turn takes much longer to say than what it is worth.
    """
    early = [(worth(one, told), one) for one in others if _may_turn(one, following)]
    early.sort(key=itemgetter(0), reverse=True)
    least = worth(following, told) if following else -inf
    enough = (one for much, one in early if much >= least)
    best = next((one for one in enough if adds(one) and _is_turn(one, told)), None)
    if best is None or following is None:
        firm = best and (_answers(best, told) or worth(best, told) >= _LEAST)
        return best if firm else None
    return best if worth(best, told) >= _worth_to_beat(following, best, told) else None


def _may_turn(one: StoryCandidate, following: StoryCandidate | None) -> bool:
    """Whether a bullet stands by itself, is no quotation, comes early in its article, and does not
    tell what the leading article tells next."""
    if one.needs_context or one.place >= _PLACES or share_quoted(one.bullet.text) >= _QUOTED:
        return False
    if following and _tell_one_thing(one.states, following.states):
        return False
    return not (following and quotes_alike(one.bullet.text, following.bullet.text))


def _tell_one_thing(mine: Statement, other: Statement) -> bool:
    """Whether two sentences share a figure that is no accident, or many of their words."""
    return bool(exact(values(mine)) & values(other)) or overlap(mine, other) >= _ALIKE


def _worth_to_beat(following: StoryCandidate, turn: StoryCandidate, told: Known) -> float:
    """What a turn is worth at least that takes the place of the leading article's next bullet; of
    an answer, a denial or a new figure more, and less if it alone answers, or that one quotes."""
    much = worth(following, told)
    if much >= _GOOD and not _is_firm(turn, told):
        return inf
    firm = _is_firm(following, told)
    quotes = share_quoted(following.bullet.text) >= _HALF_QUOTED
    if not firm and (quotes or _answers(turn, told)):
        return much
    return max(_LEAST, much + _MARGIN + _FIRM_MARGIN * firm)


def _is_firm(one: StoryCandidate, told: Known) -> bool:
    """Whether a bullet holds a new figure, a denial, or what comes next."""
    text = one.bullet.text
    return (
        not has_no_figure(one, told)
        or one.states.negated
        or tells_a_turn(text, told.language)
        or bool(finds("answer", text, told.language))
    )


def _is_turn(one: StoryCandidate, told: Known) -> bool:
    """Whether another outlet's bullet is news of the same story, in its own right and plain.

    Its lead is none, for leads of one story tell one event, unless it tells how somebody answers.
    """
    answers = _answers(one, told)
    if not ((one.place or answers) and is_news(one, told)):
        return False
    if not answers and share_quoted(one.bullet.text) >= _STATEMENT:
        return False
    retold = answers or not retells(one, told)
    return retold and not refers(one, told) and stands_alone(one, told)


def _answers(one: StoryCandidate, told: Known) -> bool:
    """Whether it tells how somebody answers, which nothing told does."""
    if not finds("answer", one.bullet.text, told.language):
        return False
    if finds("answer", told.text, told.language):
        return False
    return (
        told.share(one.states.words) < _ANSWER_RETOLD
        and len(one.states.words - told.words) >= LITTLE
    )


def is_news(one: StoryCandidate, told: Known) -> bool:
    """Whether it is plain news of the same story: of a name or number that is new, or of what
    comes next, and not of what was before."""
    text, states = one.bullet.text, one.states
    if not is_linked(states, told) or not is_plain(one) or is_past(text, told.language):
        return False
    new = states.newsworthy - told.words or values(states) - told.numbers
    return bool(new) or tells_a_turn(text, told.language) or _answers(one, told)


def is_plain(one: StoryCandidate) -> bool:
    """Whether it judges and weighs nothing, in its own words or as a part of a comment."""
    text, language = one.bullet.text, one.language
    if finds("comment", text, base_language(language) or "en"):
        return False
    return not (judges(text, language) or explains(one.headline, language))


def is_past(text: str, language: str) -> bool:
    """Whether it tells what came before the news."""
    past = tells_of_before(text, language) or finds("old_year", text, language)
    return bool(past or finds("perfect", text, language))


def is_linked(states: Statement, told: Known) -> bool:
    """Whether a bullet tells of the same story: of a name, or of things, that are told."""
    return bool(states.names & told.words) or len(states.words & told.words) >= LINK_WORDS
