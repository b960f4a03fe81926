"""Which sentences of an article may stand first."""

from __future__ import annotations

from collections.abc import Sequence

from summarizers.facts.statements import statement
from summarizers.lead.draft import Draft, Fit
from summarizers.lead.fitness import (
    clears_throat,
    key_headings,
    share_quoted,
    speaks_for_its_author,
)
from summarizers.lead.following import MOSTLY, UNSPACED
from summarizers.lead.passing import is_on_first_names, loses_its_ties
from summarizers.lead.support import calls_it_something, is_quoted_of_somebody

OPENING = 10
"""Fit sentences among which another may take the place of the lead."""
SHORTEST_LEAD, SHORTEST_DATED = 6, 4
"""Spaces in the first bullet: "Living under fire." is a title, "The bridge is shut" a teaser. With
a number it tells: "2025 was a year of repairs."."""
SHORT_ANSWER = 90
"""Characters up to which what denies or limits the sentence above says nothing without it."""
KEY_POINTS_WITHIN = 60
"""Sentences from the start in which a block of key points is looked for."""
TOLD_HEADLINE = 0.5
"""Share of the headline's words from which a sentence tells it."""


def opening_places(draft: Draft, fit: Sequence[Fit]) -> list[int]:
    """Places of the fit sentences that may stand first; refused ones get their verdict."""
    plain = [place for place, one in enumerate(fit) if _may_open(draft, one)]
    if plain and fit[plain[0]].first and not draft.guide.words:
        # No headline says who "the company" is.
        plain = [p for p in plain if stands_alone(draft, fit[p])] or plain
    for place in plain[: OPENING + 1]:
        if refusal := draft.refusal(fit[place]):
            draft.refuse(fit[place], refusal)
    return [p for p in plain if fit[p].index not in draft.verdicts][:OPENING] or plain[:1]


def key_points(draft: Draft, fit: Sequence[Fit]) -> list[Fit]:
    """The sentences under a heading such as "Key points", up to the next heading."""
    sentences = draft.document.sentences
    for place, sentence in enumerate(sentences[:KEY_POINTS_WITHIN]):
        if sentence.heading and sentence.text.strip(" :*").lower() in key_headings():
            stop = next(
                (other.index for other in sentences[place + 1 :] if other.heading), len(sentences)
            )
            return [one for one in fit if place < one.index < stop and not one.leans]
    return []


def _may_open(draft: Draft, one: Fit) -> bool:
    """Whether a sentence can stand first: by itself, for its outlet, with a clause at least. Where
    an article speaks for its author throughout, a sentence that tells its headline may."""
    language = draft.document.language
    if one.leans or one.personal:
        return False
    if speaks_for_its_author(one.text, language) and not _tells_headline(draft, one):
        return False
    if one.first and calls_it_something(one.text, language):
        return False
    if is_quoted_of_somebody(one.text, language):
        return False
    if one.first and share_quoted(one.text) >= MOSTLY:
        return False
    short = SHORTEST_DATED if any(map(str.isdigit, one.text)) else SHORTEST_LEAD
    return language in UNSPACED or one.text.count(" ") >= short


def _tells_headline(draft: Draft, one: Fit) -> bool:
    wanted = draft.heading().words
    found = statement(one.text, draft.document.language).words & wanted
    return bool(wanted) and len(found) >= TOLD_HEADLINE * len(wanted)


def stands_alone(draft: Draft, one: Fit) -> bool:
    """Whether a later sentence can open a digest without those above it."""
    language, headed = draft.document.language, bool(draft.guide.words)
    if len(one.text) <= SHORT_ANSWER and draft.answers(one):
        return False
    passed = draft.passed(one.index)
    if passed and clears_throat(passed[0], language):
        passed = passed[1:]
    if language == "en" and is_on_first_names(one.text, passed, draft.headline):
        return False
    return not loses_its_ties(one.text, passed, draft.headline, language, headed=headed)
