"""What may take a place that the leading article of a story leaves empty."""

from __future__ import annotations

from collections import defaultdict

import pytest

from summarizers.story.filling import best_filling, may_fill
from summarizers.story.known import Known
from tests.summarizers.story.telling import HEADLINE, KNOWN, LEAD, RETOLD, bullet, told


@pytest.mark.parametrize("text", RETOLD)
def test_the_same_event_in_other_words_fills_no_place(text: str) -> None:
    assert not may_fill(bullet(text), [bullet(LEAD, 0, 0)], KNOWN)


def test_a_lead_fills_an_empty_place_unless_it_gives_the_same_figure() -> None:
    chosen = [bullet(LEAD, 0, 0)]
    same = bullet("A disaster in Norland has claimed 3 lives.", place=0, above="")
    other = bullet("Ferries will carry commuters to Kolm from Monday.", place=0, above="")
    known = told(LEAD.replace("three", "3"))
    assert not may_fill(same, chosen, known)
    assert may_fill(other, chosen, known)
    assert not may_fill(other, chosen, known, brief=True)


def test_a_brief_account_is_filled_only_by_news_of_the_same_story() -> None:
    chosen = [bullet(LEAD, 0, 0)]
    comment = bullet("Ferries of Halden carry 40 cars.", headline="Why bridges fall")
    apart = bullet("Ferries carry forty cars to Kolm.", headline="Ferry opens")
    linked = bullet("Ferries will carry cars to the bridge in Halden.", headline="Ferry opens")
    assert [may_fill(one, chosen, KNOWN, brief=True) for one in (comment, apart, linked)] == [
        False,
        False,
        True,
    ]
    assert may_fill(apart, chosen, KNOWN)


def test_a_place_is_filled_without_another_outlets_lead_or_a_bare_remark() -> None:
    chosen = [bullet(LEAD, 0, 0), bullet("Divers found two cars.", 0, 1)]
    lead = bullet("Ferries will carry cars from Halden to Kolm.", place=0, above="")
    remark = bullet("Speculation about Halden swirled in the evening.")
    report = bullet("Ferries will carry cars from the Halden bridge to Kolm.")
    assert [may_fill(one, chosen, KNOWN, brief=True) for one in (lead, remark, report)] == [
        False,
        False,
        True,
    ]


def test_a_reason_and_a_short_sentence_with_a_new_number_are_no_retelling() -> None:
    chosen = [bullet(LEAD, 0, 0)]
    why = bullet(
        "The Halden bridge collapsed on Saturday because rust ate the bolts of its piers,"
        " inspector Lena Voss said."
    )
    bare = bullet(
        "The Halden bridge collapsed on Saturday, inspector Lena Voss said in the evening."
    )
    count = bullet("The collapsed bridge in Halden was 61 years old.")
    assert [may_fill(one, chosen, KNOWN, brief=True) for one in (why, bare, count)] == [
        True,
        False,
        True,
    ]


def test_another_outlets_bullet_with_nothing_new_fills_no_place() -> None:
    first = bullet(LEAD, 0, 0)
    known = told(LEAD, "Ola Lie and Per Holm were saved.")
    assert not may_fill(bullet("Ola Lie and Per Holm survived.", place=2), [first], known)
    assert may_fill(bullet("Ola Lie and Per Holm survived for 9 hours.", place=2), [first], known)


def test_a_lead_that_quotes_what_is_quoted_already_fills_no_place() -> None:
    known = told(LEAD, 'The county "hid the cracks from the council", a report says.')
    again = bullet(
        'Tarn engineers "hid the cracks from the council", says a memo of Falk.', place=0
    )
    fresh = bullet("Tarn engineers sued the council in a memo of Falk.", place=0)
    assert not may_fill(again, [bullet(LEAD, 0, 0)], known)
    assert may_fill(fresh, [bullet(LEAD, 0, 0)], known)


def test_a_long_bullet_of_new_words_fills_a_place_that_nothing_else_takes() -> None:
    chosen = [bullet(LEAD, 0, 0), bullet("It was built by the county.", 0, 1)]
    new = bullet("Divers search the river for cars, wood, ropes and stones near Halden bridge.")
    assert not may_fill(new, chosen, KNOWN, brief=True)
    assert may_fill(new, chosen, KNOWN, brief=True, much=True)
    again = bullet(RETOLD[1])
    assert not may_fill(again, chosen, KNOWN, brief=True, much=True)


def test_an_empty_place_is_not_filled_with_what_another_article_spoke_of() -> None:
    chosen = [bullet(LEAD, 0, 0)]
    above = "A letter of 9 pages was written by engineers. "
    text = "letter of engineer Ines Falk warned the county of Halden and its bridge."
    assert may_fill(bullet(f"A {text}", above=above), chosen, KNOWN)
    leans = "The letter warned engineer Ines Falk, the county of Halden and its bridge."
    assert not may_fill(bullet(leans, above=above), chosen, KNOWN)


def test_an_empty_place_is_not_filled_with_the_same_kind_of_event_elsewhere() -> None:
    chosen = [bullet(LEAD, 0, 0)]
    text = (
        "A bridge of {} collapsed in July, and three people of {} died, said inspector Lena Voss."
    )
    assert not may_fill(bullet(text.format("Tarn", "Olm")), chosen, KNOWN, much=True)
    here = "Inspector Lena Voss of Halden closed a bridge in Tarn and ordered tests of nine others."
    assert may_fill(bullet(here), chosen, KNOWN)
    assert not may_fill(bullet(here.replace("Halden", "Olm")), chosen, KNOWN, brief=True)


def test_an_empty_place_is_not_filled_with_what_shares_one_name_alone() -> None:
    first = bullet(LEAD, article=0, place=0)
    far = bullet("Halden has 30 museums, an opera and four orchards.")
    near = bullet("Halden has 30 divers at the bridge, four boats and a crane.")
    assert may_fill(near, [first], KNOWN, brief=True)
    assert not may_fill(far, [first], KNOWN, brief=True)


DIVERS = "Divers search the river near Halden bridge for cars, wood, ropes and stones"


def test_a_bullet_of_new_words_that_quotes_again_or_breaks_off_a_quotation_fills_no_place() -> None:
    chosen = [bullet(LEAD, 0, 0), bullet("It was built by the county.", 0, 1)]
    known = told(LEAD, 'The county called it "wholly safe for lorries" in May.')

    def fills(text: str) -> bool:
        return may_fill(bullet(text), chosen, known, brief=True, much=True)

    assert fills(f"{DIVERS}.")
    assert not fills(f'{DIVERS}, "and for much else.')
    assert not fills('Lorries near Halden bridge are "wholly safe with drivers, wood, ropes, men".')
    assert not fills(
        '"Divers search near Halden bridge for cars, wood, ropes and stones", he said.'
    )


def test_the_event_told_with_other_names_fills_no_place() -> None:
    chosen = [bullet(LEAD, 0, 0), bullet("It was built by the county.", 0, 1)]
    again = bullet(
        "As the Halden bridge collapsed on Saturday, Norland Rescue, Alder Divers, Tarn Police, Kolm"
        " Ferries and Olm Ambulance came, and people died."
    )
    assert not may_fill(again, chosen, KNOWN, brief=True, much=True)
    new = bullet(
        "Norland Rescue, Alder Divers, Tarn Police, Kolm Ferries and Olm Ambulance search the river"
        " near the bridge in Halden for wood, ropes and stones."
    )
    assert may_fill(new, chosen, KNOWN, brief=True, much=True)


def test_a_sentence_that_weighs_what_happened_fills_no_place() -> None:
    chosen = [bullet(LEAD, 0, 0)]
    news = bullet(f"{DIVERS}, inspector Lena Voss of Tarn said.")
    weighs = bullet(f"{DIVERS}, a setback for inspector Lena Voss of Tarn.")
    assert best_filling([news], chosen, KNOWN, brief=True) is news
    assert best_filling([weighs], chosen, KNOWN, brief=True) is None
    assert best_filling([weighs, news], chosen, KNOWN, brief=True) is news
    assert best_filling([weighs], [], KNOWN, brief=True) is weighs, "where nothing else is told"


def test_a_definition_of_what_is_told_fills_no_place() -> None:
    chosen = [bullet(LEAD, 0, 0)]
    texts = (HEADLINE, LEAD, "Weak economies and a recession are feared by all.")
    likely = defaultdict(lambda: 0.1, dict.fromkeys(("recess", "economi", "bridg"), 0.9))
    known = Known.of(texts, "en", likely)
    again = "A recession, usually defined as an economy that shrinks for long, looms at the bridge"
    assert known.share(bullet(again).states.words) >= 0.7
    assert not may_fill(bullet(f"{again}."), chosen, known, brief=True)
    assert may_fill(bullet(f"{again} of Halden since 14 May."), chosen, known, brief=True)
    assert may_fill(bullet(f"{again}."), chosen, known)
