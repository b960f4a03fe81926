"""What may take a place of a story that its leading article leaves empty."""

from __future__ import annotations

from collections.abc import Sequence

from summarizers.lead.fitness import share_quoted, tells_a_turn
from summarizers.story.candidates import StoryCandidate, support
from summarizers.story.echoes import fills
from summarizers.story.known import Known, values
from summarizers.story.retelling import (
    has_no_figure,
    is_retold,
    quotes_alike,
    shares_quotation,
    tells_same_figures,
)
from summarizers.story.standing import acts, names_others, refers, stands_alone
from summarizers.story.turns import LINK_WORDS, LITTLE, is_linked, is_news, is_past, is_plain, worth

_ENOUGH = 2  # bullets from which an empty place is better than one that adds little
_MUCH, _MUCH_SHARE = 5, 0.5  # new words of a bullet that adds much, and their share of all
# Weighed share of told words, from which it tells the event again; of those that are no names.
_MUCH_RETOLD, _EVENT_RETOLD = 0.7, 0.62
_NEXT = 3  # bullets of an article that tell mostly of the event of its first one
# Of a bullet, from which it is a statement and no news; of one that quotes what is told.
_QUOTED, _HALF = 0.6, 0.5


def best_filling(
    left: Sequence[StoryCandidate], chosen: Sequence[StoryCandidate], told: Known, *, brief: bool
) -> StoryCandidate | None:
    """The bullet among those that are `left` that adds most, if any may take the place."""
    for much in (False, True):
        fit = [o for o in left if not chosen or may_fill(o, chosen, told, brief=brief, much=much)]
        if fit:
            return max(fit, key=lambda one: worth(one, told))
    return None


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
    linked = (much and one.place < _NEXT and acts(one, told)) or is_linked(one.states, told)
    close = len(one.states.words & told.words) >= LINK_WORDS  # one name may be in any story
    close = close and not names_others(one, told)
    if brief and not (one.place and linked and close and is_plain(one)):
        return False
    if _adds_little(one, told, brief=brief):
        return False
    much = much and _has_much(one, told)
    if brief and len(chosen) >= _ENOUGH and not (much or is_news(one, told)):
        return False
    lead_again = values(one.states) & told.numbers or shares_quotation(one.bullet.text, told.text)
    same = is_retold(one, told) and not much if one.place else bool(lead_again)
    return not (same or refers(one, told)) and stands_alone(one, told)


def _adds_little(one: StoryCandidate, told: Known, *, brief: bool) -> bool:
    """Whether a bullet without a new name or figure has few new words, or in a `brief` account
    tells mostly the event: a definition, or the same with a detail."""
    words = one.states.words
    if not (one.states.names <= told.words and has_no_figure(one, told)):
        return False
    if len(words - told.words) < LITTLE:
        return True
    turns = tells_a_turn(one.bullet.text, told.language)
    return brief and not turns and told.share(words) >= _MUCH_RETOLD


def _has_much(one: StoryCandidate, told: Known) -> bool:
    """Whether most words of a long bullet are new, and tell neither what was before nor what
    somebody said in whole sentences."""
    words, text = one.states.words, one.bullet.text
    if tells_same_figures(one, told) or told.share(words) >= _MUCH_RETOLD:
        return False
    if told.share(words - one.states.names) >= _EVENT_RETOLD:
        return False
    quoted = share_quoted(text)
    if quoted >= _QUOTED or (quoted >= _HALF and quotes_alike(text, told.text)):
        return False
    if text.count('"') % 2 or is_past(text, told.language):
        return False
    return len(words - told.words) >= max(_MUCH, _MUCH_SHARE * len(words))
