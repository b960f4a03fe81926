"""What speaks for a sentence: the headline's promise, and what the article comes back to."""

from __future__ import annotations

import pytest

from summarizers.facts.statements import statement
from summarizers.lead.draft import Draft, Fit
from summarizers.lead.evidence import FURTHER, OPENING, Evidence, model, promised
from summarizers.lead.fit import find_fit
from summarizers.lead.reasons import LeadReason
from summarizers.text.sentences import parse

TEXT = """The lamps along the quay were lit early on that evening.

The Halden bridge was closed on Friday because cracks had been found in two of its pillars.

Drivers must go around the fjord until the Halden bridge and its pillars are mended, which takes a year.

A cat slept on a wall."""
TITLE = "Halden bridge closed after cracks are found"


def made(title: str = TITLE) -> tuple[Draft, list[Fit], Evidence]:
    document = parse(TEXT, title, "en")
    draft = Draft(document, statement(title, "en"), title)
    fit = find_fit(draft, 16)
    return draft, fit, Evidence(document, draft.guide, fit)


def test_the_sentence_that_keeps_the_headlines_promise_promises_most() -> None:
    _, fit, evidence = made()
    promises = [evidence.opening(place) for place in range(len(fit))]
    assert promises.index(max(promises)) == 1


def test_without_a_headline_what_the_article_comes_back_to_counts() -> None:
    _, _, evidence = made("")
    assert evidence.opening(1) > evidence.opening(0)
    assert all(
        row[OPENING.index("promise")] == 0 for row in map(evidence.row, range(len(evidence.states)))
    )


def test_a_further_sentence_is_told_less_the_more_of_it_stands_in_the_bullets() -> None:
    draft, fit, evidence = made()
    told = FURTHER.index("told")
    assert evidence.further_row(2, draft)[told] == 0
    draft.take(fit[1], LeadReason.LEAD)
    assert evidence.further_row(2, draft)[told] > 0


def test_every_feature_has_a_weight() -> None:
    _, _, evidence = made()
    assert len(model().opening) == len(OPENING) == len(evidence.row(0))
    assert len(model().further) == len(FURTHER)
    assert model().opening_margin > 0


@pytest.mark.parametrize(
    ("headline", "text", "words"),
    [
        ("Dahl jailed for 7 years", "A court sent Dahl to prison for seven years.", 4),
        ("Dahl jailed for 7 years", "The coach won two cups.", 0),
        ("", "The coach won two cups.", 0),
    ],
)
def test_a_promise_counts_words_names_and_figures(headline: str, text: str, words: int) -> None:
    share, held = promised(statement(headline, "en"), statement(text, "en"))
    assert held == words
    assert (share > 0) is (words > 0)
