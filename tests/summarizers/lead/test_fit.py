"""The sentences of an article that may stand as bullets, and what each leans on."""

from __future__ import annotations

from summarizers.facts.statements import statement
from summarizers.lead.draft import Draft, Fit
from summarizers.lead.fit import find_fit
from summarizers.lead.reasons import LeadReason
from summarizers.text.sentences import parse


def found(text: str) -> tuple[Draft, list[Fit]]:
    """The draft of a text without a headline, and its fit sentences."""
    draft = Draft(parse(text, "", "en"), statement("", "en"), "")
    return draft, find_fit(draft, 20)


def test_what_is_no_bullet_gets_its_verdict() -> None:
    draft, fit = found("The bridge of Kolm is shut for repairs. Who will pay for all of it?")
    assert [one.index for one in fit] == [0]
    assert draft.verdicts[1].reason is LeadReason.QUESTION


def test_a_pronoun_leans_and_a_short_denial_may_stand_behind_its_claim() -> None:
    _, fit = found("Ida Moss took the money, a court heard. He denies it. She was tired of it all.")
    assert [(one.index, one.leans) for one in fit] == [(0, False), (1, True), (2, True)]


def test_a_quotation_is_part_of_the_sentence_that_names_its_speaker() -> None:
    draft, fit = found("“I knew it all.” With these words Ida Moss left the court. It rained.")
    assert (fit[0].index, fit[0].begins, fit[0].leans) == (1, 0, False)
    assert fit[0].text == "“I knew it all.” With these words Ida Moss left the court."
    assert draft.verdicts[0].reason is LeadReason.JOINED


def test_i_is_marked_where_an_article_seldom_says_it() -> None:
    rest = " ".join(f"The council of town {n} met on Monday at noon." for n in range(6))
    _, fit = found(f"{rest} I was there with my two brothers at noon.")
    assert [one.personal for one in fit] == [False] * 6 + [True]
    _, fit = found("I was there with my two brothers. I saw the bridge fall into the river.")
    assert [one.personal for one in fit] == [False, False]
