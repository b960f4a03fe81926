"""The sentences of an article that may stand as bullets, each with what it leans on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from summarizers.document import Document
from summarizers.lead.answers import is_answer
from summarizers.lead.draft import Draft, Fit
from summarizers.lead.fitness import clears_throat, shown, speaks_for_its_author, unfit
from summarizers.lead.passing import loses_its_actor
from summarizers.lead.reasons import LeadReason
from summarizers.lead.speakers import names_speaker, quotation_above
from summarizers.lead.support import Introductions, is_announced, leans, points_at

_BARE = (LeadReason.FRAGMENT, LeadReason.SAID_ALONE)
"""Why short sentences are refused, some of which answer the one above: "He denies it."."""
PERSONAL = 0.3
"""Share of sentences with "I" or "we" from which an article speaks for its author."""


def find_fit(draft: Draft, looked_at: int) -> list[Fit]:
    """The sentences that may stand; the others get their verdict."""
    return _with_voice(list(_fit(draft, looked_at)), draft.document.language)


def _fit(draft: Draft, looked_at: int) -> Iterator[Fit]:
    document, language = draft.document, draft.document.language
    looked = document.sentences[:looked_at]
    introductions = Introductions([sentence.text for sentence in looked], language)
    spoken = dict(_quotations(document, looked_at))
    quoted = {place for index, first in spoken.items() for place in range(first, index)}
    for sentence in looked:
        text, cut = shown(sentence, language)
        index, reason = sentence.index, unfit(document, sentence.index, text)
        if index in quoted:
            draft.refuse(Fit(index, text, cut, leans=False), LeadReason.JOINED)
            continue
        if reason in _BARE and is_answer(document.sentences, index, language):
            yield Fit(index, text, cut, leans=True)
            continue
        if reason:
            draft.refuse(Fit(index, text, cut, leans=False), reason)
            continue
        if index in spoken:
            words = (one.text for one in document.sentences[spoken[index] : index])
            yield Fit(index, " ".join([*words, text]), cut, leans=False, begins=spoken[index])
            continue
        leaning = leans(text, index, language) or (index > 0 and loses_its_actor(text, language))
        leaning = leaning or is_announced(document.sentences, index)
        leaning = leaning or names_speaker(text, language)
        leaning = leaning and bool(index or not points_at(text, document.title, language))
        needs = introductions.needs(text, index)
        if needs and clears_throat(looked[0].text, language):  # it introduces nobody
            needs = tuple(need for need in needs if need.place)
        yield Fit(index, text, cut, leaning, needs)


def _quotations(document: Document, looked_at: int) -> Iterator[tuple[int, int]]:
    """(place of a sentence that names a speaker, where the quotation above it begins)."""
    for sentence in document.sentences[:looked_at]:
        first = quotation_above(document.sentences, sentence.index, document.language)
        if first is not None:
            yield sentence.index, first


def _with_voice(fit: list[Fit], language: str) -> list[Fit]:
    """The sentences, those marked that say "I" or "we" in an article that seldom does."""
    personal = [speaks_for_its_author(one.text, language) for one in fit]
    if sum(personal) > PERSONAL * len(fit):
        return fit
    each = zip(fit, personal, strict=True)
    return [replace(one, personal=True) if says else one for one, says in each]
