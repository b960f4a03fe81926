"""What a further bullet adds to those that are chosen, and which of another outlet may follow.

Worth counts the words that an editor's account is likely to have and that are new, new names and
numbers, a reaction or a consequence; what length, quotation and depth in its article cost. The
weights follow a linear regression on the words that a further sentence shares with editors'
accounts of 1,200 stories, told by three outlets each, given the leading article's first two
sentences; what readers dislike costs more here than there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import inf
from operator import itemgetter

from summarizers.facts.statements import Statement, statement
from summarizers.lead.fitness import share_quoted, tells_a_turn, tells_of_before
from summarizers.story.candidates import StoryCandidate, support
from summarizers.story.echoes import fills
from summarizers.story.known import Known, values
from summarizers.story.novelty import overlap
from summarizers.story.quotations import quotes_alike, runs_of_words, shares_quotation
from summarizers.story.standing import acts, names_others, refers, stands_alone
from summarizers.story.superseded import judges
from summarizers.story.wording import explains, finds

_LIKELY, _NAME, _NUMBER, _TURN = 2.5, 0.66, 0.67, 0.5
_WORD_COST, _PLACE_COST, _QUOTED_COST = 0.3, 0.4, 2.0
_STATEMENT = 0.4  # the same, from which it is no turn unless it answers
_MOST = 2  # names and numbers that count: of more, a sentence is a list
_HALF_QUOTED, _QUOTED = 0.5, 0.6  # of a bullet, from which it costs, and from which it is no turn
# Worth of a turn; more than the leading article's next bullet; more where that one is firm.
_LEAST, _MARGIN, _FIRM_MARGIN = 1.0, 2.0, 1.0
_ALIKE = 0.4  # share of a turn's words in the leading article's next bullet: both tell the same
_PLACES = 4  # first bullets of another article among which a turn is looked for
# Weighed share of told words, and share of new ones, of a retelling.
_ANSWER_RETOLD = 0.55  # the same of an answer
_RETOLD, _NEW_SHARE = 0.62, 0.6
_HALF_RETOLD, _HALF_NEW = 0.5, 0.5
_MOSTLY_RETOLD, _LONG = 0.6, 9  # of a sentence of more content words: its few new ones are details
_NEW_REASON = 4  # new words of a sentence that says why
_SAME_NAMES, _SAME_WORDS = 2, 2  # told names and words of a retelling of what these persons did
_EVENT_WORDS = 3  # told words, names aside, that a retelling of the event has
_PHRASE_WORDS = 2  # words of content among those in a row that two outlets have
_LARGE, _YEARS = 100, range(1900, 2101)
_ENOUGH = 2  # bullets from which an empty place is better than one that adds little
_LITTLE = 3  # new words below which a bullet without a new name or figure tells what is told
_MUCH, _MUCH_SHARE = 6, 0.6  # new words of a bullet that adds much, and their share of all
_MUCH_RETOLD = 0.6  # weighed share of told words, from which it tells the event again
_NEXT = 3  # bullets of an article that tell mostly of the event of its first one
_LINK_WORDS = 2  # words that a turn shares with what is told, where it shares no name
_DID = re.compile(r"\b[a-z]{3,}ed\b")
_SAYS = frozenset(
    "announced expected reported called added asked claimed accused urged used based related"
    " united needed".split()
)


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
    return bool(_exact(values(mine)) & values(other)) or overlap(mine, other) >= _ALIKE


def _worth_to_beat(following: StoryCandidate, turn: StoryCandidate, told: Known) -> float:
    """What a turn is worth at least that takes the place of the leading article's next bullet; of
    an answer, a denial or a new figure more, and less if it alone answers, or that one quotes."""
    firm = _is_firm(following, told)
    quotes = share_quoted(following.bullet.text) >= _HALF_QUOTED
    if not firm and (quotes or _answers(turn, told)):
        return worth(following, told)
    return max(_LEAST, worth(following, told) + _MARGIN + _FIRM_MARGIN * firm)


def _is_firm(one: StoryCandidate, told: Known) -> bool:
    """Whether a bullet holds a new figure, a denial, or what comes next."""
    text = one.bullet.text
    return (
        not _has_no_figure(one, told)
        or one.states.negated
        or tells_a_turn(text, told.language)
        or bool(finds("answer", text, told.language))
    )


def may_fill(
    one: StoryCandidate,
    chosen: Sequence[StoryCandidate],
    told: Known,
    *,
    brief: bool = False,
    much: bool = False,
) -> bool:
    """Whether a bullet may take a place that would stay empty; in a `brief` account, only where
    it is news of the same story. `much`: what most words of a long bullet tell is news too."""
    if not fills(one, chosen, told.likely):
        return False
    if one.article == chosen[0].article or (support(one, chosen) and not brief):
        return True
    # Another outlet's lead tells the event once more, or another matter.
    linked = (much and one.place < _NEXT and acts(one, told)) or _is_linked(one.states, told)
    close = len(one.states.words & told.words) >= _LINK_WORDS  # one name may be in any story
    close = close and not names_others(one, told)
    if brief and not (one.place and linked and close and _is_plain(one)):
        return False
    new = one.states.words - told.words
    if one.states.names <= told.words and len(new) < _LITTLE and _has_no_figure(one, told):
        return False
    much = much and _has_much(one, told)
    if brief and len(chosen) >= _ENOUGH and not (much or _is_news(one, told)):
        return False
    lead_again = values(one.states) & told.numbers or shares_quotation(one.bullet.text, told.text)
    same = _is_retold(one, told) and not much if one.place else bool(lead_again)
    return not (same or refers(one, told)) and stands_alone(one, told)


def _has_no_figure(one: StoryCandidate, told: Known) -> bool:
    return values(one.states) <= told.numbers


def _is_turn(one: StoryCandidate, told: Known) -> bool:
    """Whether another outlet's bullet is news of the same story, in its own right and plain.

    Its lead is none, for leads of one story tell one event, unless it tells how somebody answers.
    """
    answers = _answers(one, told)
    if not ((one.place or answers) and _is_news(one, told)):
        return False
    if not answers and share_quoted(one.bullet.text) >= _STATEMENT:
        return False
    retold = answers or not _retells(one, told)
    return retold and not refers(one, told) and stands_alone(one, told)


def _answers(one: StoryCandidate, told: Known) -> bool:
    """Whether it tells how somebody answers, which nothing told does."""
    if not finds("answer", one.bullet.text, told.language):
        return False
    if finds("answer", told.text, told.language):
        return False
    return (
        told.share(one.states.words) < _ANSWER_RETOLD
        and len(one.states.words - told.words) >= _LITTLE
    )


def _is_news(one: StoryCandidate, told: Known) -> bool:
    """Whether it is plain news of the same story: of a name or number that is new, or of what
    comes next, and not of what was before."""
    text, states = one.bullet.text, one.states
    if not _is_linked(states, told) or not _is_plain(one) or _is_past(text, told.language):
        return False
    new = states.newsworthy - told.words or values(states) - told.numbers
    return bool(new) or tells_a_turn(text, told.language) or _answers(one, told)


def _has_much(one: StoryCandidate, told: Known) -> bool:
    """Whether most words of a long bullet are new."""
    plain = one.states.words - one.states.names
    if _exact(values(one.states)) & told.numbers or told.share(one.states.words) >= _MUCH_RETOLD:
        return False
    return len(plain - told.words) >= max(_MUCH, _MUCH_SHARE * len(plain))


def _is_plain(one: StoryCandidate) -> bool:
    """Whether it judges nothing, in its own words or as a part of a comment."""
    return not (judges(one.bullet.text, one.language) or explains(one.headline, one.language))


def _is_past(text: str, language: str) -> bool:
    """Whether it tells what came before the news."""
    past = tells_of_before(text, language) or finds("old_year", text, language)
    return bool(past or finds("perfect", text, language))


def _is_linked(states: Statement, told: Known) -> bool:
    """Whether a bullet tells of the same story: of a name, or of things, that are told."""
    return bool(states.names & told.words) or len(states.words & told.words) >= _LINK_WORDS


def _is_retold(one: StoryCandidate, told: Known) -> bool:
    """Whether most of what another outlet's bullet tells is told, by words or by a quotation."""
    words = one.states.words
    if _exact(values(one.states)) & told.numbers:
        return True
    if not words or shares_quotation(one.bullet.text, told.text):
        return True
    if _says_more(one, told):
        return False
    if _shares_phrase(one, told) or _meets_again(one, told):
        return True
    if _is_short_count(one, told):
        return False
    share, new = told.share(words), len(words - told.words) / len(words)
    if (
        share >= _MOSTLY_RETOLD
        and len(words) > _LONG
        and not finds("also", one.bullet.text, told.language)
    ):
        return True
    return (share >= _RETOLD and new < _NEW_SHARE) or (share >= _HALF_RETOLD and new < _HALF_NEW)


def _retells(one: StoryCandidate, told: Known) -> bool:
    """Whether it tells the event once more: with several of its words, and not as what "also"
    happened."""
    if _is_retold(one, told):
        return True
    plain = one.states.words - one.states.names
    if len(plain & told.words) < _EVENT_WORDS:
        return False
    if _says_more(one, told) or _is_short_count(one, told):
        return False
    return told.share(plain) >= _HALF_RETOLD


def _meets_again(one: StoryCandidate, told: Known) -> bool:
    """Whether the same persons did the same once more: by names, the English verb, and another
    word, all told, and without a new figure."""
    names, plain = one.states.names & told.words, one.states.words - one.states.names
    if len(names) < _SAME_NAMES or not _has_no_figure(one, told):
        return False
    verbs = set(_DID.findall(one.bullet.text)) & set(_DID.findall(told.text)) - _SAYS
    return bool(verbs) and len(plain & told.words) >= _SAME_WORDS


def _says_more(one: StoryCandidate, told: Known) -> bool:
    """Whether it says what "also" happened, or why with several new words."""
    text, new = one.bullet.text, one.states.words - told.words
    if finds("also", text, told.language):
        return True
    return bool(finds("reason", text, told.language)) and len(new) >= _NEW_REASON


def _is_short_count(one: StoryCandidate, told: Known) -> bool:
    """Whether it is short and gives a new number: "Economists had expected 475,000"."""
    return bool(values(one.states) - told.numbers) and len(one.states.words) <= _LONG


def _shares_phrase(one: StoryCandidate, told: Known) -> bool:
    """Whether several words in a row are told that say what happened, not only to whom."""
    plain = one.states.words - one.states.names
    return any(
        len(statement(" ".join(run), told.language).words & plain) >= _PHRASE_WORDS
        for run in runs_of_words(one.bullet.text) & runs_of_words(told.text)
    )


def _exact(values: frozenset[float]) -> frozenset[float]:
    """The numbers that two sentences hardly share unless they tell one thing; years are none."""
    return frozenset(
        value for value in values if (value >= _LARGE or value % 1) and value not in _YEARS
    )
