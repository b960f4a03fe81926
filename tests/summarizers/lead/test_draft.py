"""What may follow the bullets that are chosen, and in which order all are read."""

from __future__ import annotations

import pytest

from summarizers.facts.statements import statement
from summarizers.lead.draft import Draft, Fit, in_reading_order
from summarizers.lead.reasons import LeadReason
from summarizers.lead.support import Need
from summarizers.text.sentences import parse

LEAD = "The Halden bridge was closed on Friday because engineers found cracks in its pillars."


def draft(*chosen: str, headline: str = "") -> Draft:
    """A draft with these bullets, the first sentences of its document."""
    made = Draft(parse(" ".join(chosen), headline, "en"), statement(headline, "en"), headline)
    for index, text in enumerate(chosen):
        made.take(Fit(index, text, (), leans=False), LeadReason.NEXT)
    return made


def fit(text: str, index: int = 5, *, leans: bool = False, personal: bool = False) -> Fit:
    return Fit(index, text, (), leans, personal=personal)


def test_what_leans_follows_only_what_it_leans_on() -> None:
    text = "They had been painted over twice in 2019, when Ines Falk inspected them."
    assert draft(LEAD).refusal(fit(text, 5, leans=True)) == LeadReason.LEANS
    assert draft(LEAD).refusal(fit(text, 1, leans=True)) is None


def test_what_needs_another_sentence_waits_for_it_or_for_its_word() -> None:
    one = Fit(5, "The van was found 40 kilometres away.", (), False, (Need("van", 3),))
    assert draft(LEAD).refusal(one) == LeadReason.LEANS
    assert draft(LEAD, headline="Van stops on bridge").refusal(one) is None


def test_the_same_in_other_words_is_a_repetition_and_a_new_figure_is_none() -> None:
    again = "Engineers found cracks in pillars, so the Halden bridge was closed to traffic."
    assert draft(LEAD).refusal(fit(again)) == LeadReason.REPEATS
    figure = "Of the 14 cracks in its pillars, engineers had seen none in spring."
    assert draft(LEAD).refusal(fit(figure)) is None


def test_what_tells_nothing_new_is_refused() -> None:
    assert draft(LEAD).refusal(fit("It was a busy day.")) == LeadReason.TELLS_NOTHING


def test_who_speaks_for_an_author_in_a_report_is_refused() -> None:
    one = fit("I crossed it 40 times a year.", personal=True)
    assert draft(LEAD).refusal(one) == LeadReason.FIRST_PERSON


@pytest.mark.parametrize(
    "lead",
    [
        "Mayor Holt allegedly took 40,000 crowns from a builder in Kolm.",
        "Mayor Holt took 40,000 crowns from a builder in Kolm, prosecutors say.",
        "Mayor Holt denies she took 40,000 crowns from a builder in Kolm.",
    ],
)
def test_a_lead_that_hedges_or_sources_its_headline_tells_more_than_that(lead: str) -> None:
    headline = "Mayor Holt took 40,000 crowns from builder in Kolm"
    assert draft(headline=headline).refusal(fit(lead, 0)) is None
    plain = "Mayor Holt took 40,000 crowns from a builder in Kolm."
    assert draft(headline=headline).refusal(fit(plain, 0)) == LeadReason.REPEATS
    hedged = "Mayor Holt allegedly took 40,000 crowns from builder in Kolm"
    told = fit(hedged + ".", 0)
    assert draft(headline=hedged).refusal(told) == LeadReason.REPEATS


def test_what_answers_a_chosen_claim_repeats_nothing() -> None:
    claim = "Mayor Holt took 40,000 crowns from a builder in Kolm, prosecutors say."
    denial = "Holt denies having taken 40,000 crowns from a builder in Kolm."
    made = draft(claim, denial)
    assert made.repetition(fit(denial, 1), carried=False) is None
    made.unanswered.add(7)
    assert made.refusal(fit("The trial begins on 9 March in Sarn.", 7)) == LeadReason.ANSWERED


def test_a_first_bullet_that_only_repeats_the_headline_is_refused() -> None:
    empty = draft(headline="Halden bridge closed on Friday")
    assert empty.refusal(fit("Halden bridge closed on Friday.", 0)) == LeadReason.REPEATS


@pytest.mark.parametrize(
    ("chosen", "first", "read"),
    [([3, 1, 5], [3], [3, 5, 1]), ([0, 4, 2], [0], [0, 2, 4]), ([7, 8, 2], [7, 8], [7, 8, 2])],
)
def test_the_main_fact_then_what_follows_it_then_what_stands_before_it(
    chosen: list[int], first: list[int], read: list[int]
) -> None:
    assert in_reading_order(chosen, first) == read
