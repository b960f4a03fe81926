"""The default method: an article's lead, unless there is a reason to leave it.

Read blind beside sets of sentences that promise more shared words with editors' summaries, readers
prefer the lead: sentences that stand together, whole, with their sources. So the first sentences
that are fit to be bullets are taken in their order, and every departure has a `LeadReason`: a later
sentence that holds what headline and standfirst promise or what the article keeps coming back to
(`evidence`), a block of key points, a sentence that repeats, leans, or tells nothing new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizers.bullets.selection import from_ranking
from summarizers.document import Bullet, Document
from summarizers.facts.statements import statement
from summarizers.lead.draft import Draft, Fit, in_reading_order
from summarizers.lead.evidence import Evidence, model
from summarizers.lead.fit import find_fit
from summarizers.lead.fitness import (
    clears_throat,
    tells_of_before,
    tells_of_now,
    tells_what_happened,
)
from summarizers.lead.following import follow
from summarizers.lead.introducing import introducer
from summarizers.lead.joining import denials, join_answers
from summarizers.lead.openings import key_points, opening_places, stands_alone
from summarizers.lead.reasons import LeadReason, Verdict
from summarizers.lead.worth import is_doubtful

LOOKED_AT, LOOKED_AT_MOST = 20, 60
"""Sentences of an article that are looked at from its start, and where those do not do."""
PROMISED, TWICE, MORE_WORDS = 0.5, 2.0, 2
"""Share of the headline's words from which a later sentence keeps its promise, how many times the
lead's share, and how many words more: of a short headline, one word alone is half."""
NEAR = 8
"""Sentences behind the lead in which such a promise is kept."""
FIRM, FIRM_LENGTH = 0.9, 12
"""What a lead gains that tells news, and its spaces: readers prefer it to what has more names."""
BEFORE_COST, NOW_GAIN = 0.9, 0.6
"""What telling of earlier years costs an opening, and what "Now …" behind it gains."""
THROAT_REACH, FAR_OPENING = 4, 3
"""Sentences behind a common truth in which its news stands; and behind the first one that may stand
at all, in which an opening does: a detail from far below opens no digest."""


def choose(document: Document, count: int, standfirst: str = "") -> list[Bullet]:
    """At most `count` bullets, the main fact first. `standfirst` is the page's own, if any."""
    taken = list[Verdict]()
    for looked_at in (LOOKED_AT, LOOKED_AT_MOST):
        told = explain(document, count, standfirst, looked_at)
        taken = [verdict for verdict in told if verdict.taken]
        if len(taken) >= count or len(document.sentences) <= looked_at:
            break
    if not taken:
        return from_ranking(document, range(len(document.sentences)), count)
    return [_bullet(document, verdict) for verdict in taken]


def _bullet(document: Document, verdict: Verdict) -> Bullet:
    first, last = (document.sentences[place] for place in verdict.span())
    return Bullet(verdict.text, first.start, last.end)


def explain(
    document: Document, count: int, standfirst: str = "", looked_at: int = LOOKED_AT_MOST
) -> list[Verdict]:
    """What became of each of the first `looked_at` sentences: the taken ones first, in order."""
    guide = statement(f"{document.title}. {standfirst}".strip(". "), document.language)
    draft = Draft(document, guide, document.title)
    fit = find_fit(draft, looked_at)
    order = _choose(draft, fit, count) if fit else []
    join_answers(draft, fit, count)
    promised = order and draft.verdicts[order[0]].reason is LeadReason.MAIN_FACT
    if len(order) < len(fit) <= count and not promised:  # nothing to choose, yet something is lost
        draft = Draft(document, guide, document.title)
        order = _take_whole(draft, find_fit(draft, looked_at))
    rest = sorted(i for i in draft.verdicts if i not in draft.chosen)
    return [draft.verdicts[i] for i in [*order, *rest]]


def _choose(draft: Draft, fit: Sequence[Fit], count: int) -> list[int]:
    """The chosen places in the order to read them: key points, the main fact, what goes with it."""
    first = list[int]()
    for one in key_points(draft, fit):
        # A block of key points is written to be read alone.
        if len(first) < count and draft.refusal(replace(one, needs=())) is None:
            draft.take(one, LeadReason.KEY_POINT)
            first.append(one.index)
    evidence = Evidence(draft.document, draft.guide, fit)
    if not first:
        _open(draft, fit, evidence, count)
        first = draft.chosen[:1]
    while len(draft.chosen) < count and (
        _answer(draft, fit)
        or (len(draft.chosen) == count - 1 and _denial(draft, fit))
        or follow(draft, fit, evidence, count)
    ):
        pass
    _judge_the_rest(draft, fit, count)
    return in_reading_order(draft.chosen, first)


def _answer(draft: Draft, fit: Sequence[Fit]) -> bool:
    """Take what is said against a chosen sentence, or limits it, right behind it."""
    for one in fit:
        above = one.index - 1 in draft.chosen and one.index not in draft.chosen
        if above and not one.personal and draft.answers(one):
            draft.take(one, LeadReason.ANSWERS)
            return True
    return False


def _denial(draft: Draft, fit: Sequence[Fit]) -> bool:
    """Take the denial of the opening that stands some sentences behind it, if none is taken."""
    for one in denials(draft, fit):
        draft.take(one, LeadReason.ANSWERS)
        return True
    return False


def _take_whole(draft: Draft, fit: Sequence[Fit]) -> list[int]:
    """The places of a text of no more sentences than there are bullets: it is shown whole and in
    its order, without what stands there twice."""
    for one, after in zip(fit, [*fit[1:], None], strict=True):
        carried = after is not None and after.leans
        if refusal := draft.repetition(one, carried):
            draft.refuse(one, refusal)
        else:
            draft.take(one, LeadReason.NEXT if draft.chosen else LeadReason.LEAD)
    return draft.chosen


def _open(draft: Draft, fit: Sequence[Fit], evidence: Evidence, count: int) -> None:
    """Take the first of `count` bullets: the first fit sentence, or a later one that promises more;
    in front of that one what it cannot do without."""
    plain = opening_places(draft, fit)
    if not plain or fit[plain[0]].index > fit[0].index + FAR_OPENING:
        draft.take(fit[0], LeadReason.LAST_RESORT)
        return
    lead = plain[0]
    if clears_throat(fit[lead].text, draft.document.language):
        best, other = _behind_throat(draft, fit, evidence, plain), LeadReason.NEWS_BEHIND
    else:
        best, other = _best_opening(draft, fit, evidence, plain)
    above = introducer(draft, fit, best) if count > 1 else None
    if above is not None:
        draft.take(fit[above], LeadReason.INTRODUCES)
    else:
        draft.take(fit[best], LeadReason.LEAD if best == lead else other)


def _best_opening(
    draft: Draft, fit: Sequence[Fit], evidence: Evidence, plain: Sequence[int]
) -> tuple[int, LeadReason]:
    """(the place among the plain ones of what should stand first, why if that is not the lead)."""
    lead, language = plain[0], draft.document.language
    promises = _promises(draft, fit, plain, evidence)
    promises[lead] += model().opening_margin + FIRM * _is_firm(draft, fit[lead], evidence, lead)
    near = [place for place in plain if fit[place].index <= fit[lead].index + NEAR]
    near = [p for p in near if p == lead or not tells_of_before(fit[p].text, language)]
    held = evidence.promised(lead)[1]
    news = [p for p in plain if p == lead or _is_news(evidence, p, held)]
    # Asked of the best alone: it costs more than all the rest.
    while True:
        best = _promised(near, evidence) or max(news, key=lambda place: promises[place])
        if best == lead or stands_alone(draft, fit[best]):
            break
        near, news = ([p for p in places if p != best] for places in (near, news))
    promised = evidence.promised(best)[1] > evidence.promised(lead)[1]
    return best, LeadReason.MAIN_FACT if promised else LeadReason.CENTRAL


def _is_news(evidence: Evidence, place: int, held: int) -> bool:
    """Whether a sentence may take the lead's place: it names somebody or a number, or holds more of
    the headline's words than the `held` ones of the lead. A rule of a guide does neither."""
    states = evidence.states[place]
    return bool(states.names or states.numbers) or evidence.promised(place)[1] > held


def _behind_throat(
    draft: Draft, fit: Sequence[Fit], evidence: Evidence, plain: Sequence[int]
) -> int:
    """The news right behind a lead that says what holds for everybody: that lead where none is, or
    where it cannot open and what stands below it would have to."""
    lead, language = plain[0], draft.document.language
    for place in range(lead + 1, len(fit)):
        one, states = fit[place], evidence.states[place]
        if one.index > fit[lead].index + THROAT_REACH:
            break
        news = (states.names or states.numbers) and not is_doubtful(one.text, language)
        news = news and not one.leans
        if news and _is_firm(draft, one, evidence, place):
            return place if place in plain and stands_alone(draft, one) else lead
    return lead


def _is_firm(draft: Draft, one: Fit, evidence: Evidence, place: int) -> bool:
    """Whether a lead tells news: of somebody or a number, or what has happened, in a clause of some
    length; and it holds some of the headline, if there is one."""
    states = evidence.states[place]
    if draft.guide.words and not evidence.promised(place)[1]:
        return False
    language = draft.document.language
    if one.text.count(" ") < FIRM_LENGTH or tells_of_before(one.text, language):
        return False
    if clears_throat(one.text, language):
        return False
    return bool(states.names or states.numbers) or tells_what_happened(one.text, language)


def _promises(
    draft: Draft, fit: Sequence[Fit], plain: Sequence[int], evidence: Evidence
) -> dict[int, float]:
    """What each place promises as the first bullet: less where it tells what came before the news,
    more where it tells the news behind that."""
    language = draft.document.language
    before = {place for place in plain if tells_of_before(fit[place].text, language)}
    turned = {p for p in plain if before and p > min(before) and p not in before}
    return {
        place: evidence.opening(place)
        - BEFORE_COST * (place in before)
        + NOW_GAIN * (place in turned and tells_of_now(fit[place].text, language))
        for place in plain
    }


def _promised(plain: Sequence[int], evidence: Evidence) -> int | None:
    """The sentence that keeps a promise of the headline which the lead does not, if any does."""
    share, held = evidence.promised(plain[0])
    best = max(plain, key=lambda place: evidence.promised(place)[0])
    more, holds = evidence.promised(best)
    kept = more >= max(PROMISED, TWICE * share) and holds - held >= MORE_WORDS
    return best if kept else None


def _judge_the_rest(draft: Draft, fit: Sequence[Fit], count: int) -> None:
    full = len(draft.chosen) >= count
    for one in fit:
        if one.index not in draft.verdicts:
            refusal = LeadReason.NOT_NEEDED if full else draft.refusal(one)
            draft.refuse(one, refusal or LeadReason.NOT_NEEDED)
