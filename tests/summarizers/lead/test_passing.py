"""What a sentence loses that is taken from among others."""

from __future__ import annotations

import pytest

from summarizers.lead.passing import lacks_its_partner, loses_its_actor, loses_its_ties

KNOWN = "Two actors of Halden have reported a brother missing. He was last seen at the pier."
PASSED = ("Their show was cancelled by the channel in May.", "Guests who smoke break a new rule.")


def lost(
    text: str, *, headed: bool = False, passed: tuple[str, ...] = PASSED, language: str = "en"
) -> bool:
    return loses_its_ties(text, passed, KNOWN, language, headed=headed)


@pytest.mark.parametrize(
    "text",
    [
        "In the wake of the cancellation, Odd Holm told a paper of a quarrel.",
        "Violators will be jailed for ten days.",
        "Odd Holm then took the gun from a car.",
        "Odd Holm was also fined 40 crowns.",
        "Plumbers for example cut roots with a saw.",
        "Odd Holm paid a sum for the channel's studio.",
        "The dead officer's gun was found in Moss.",
    ],
)
def test_what_others_introduce_is_missed(text: str) -> None:
    assert lost(text)


@pytest.mark.parametrize(
    "text",
    [
        "A judge sentenced Odd Holm to 80 hours of work.",
        "The actors were questioned in May.",
        "Actors were also fined 40 crowns.",
        "The police have found a boat in the fjord.",
        "Odd Holm is better known as the man who swam to Moss.",
        "Odd Holm gave more than 40 crowns.",
    ],
)
def test_what_says_itself_of_whom_it_tells_stands(text: str) -> None:
    assert not lost(text)


def test_a_headline_lets_a_noun_stand_first_that_nothing_introduces() -> None:
    text = "The speed limit has been cut to 40 kilometres an hour."
    assert lost(text) and not lost(text, headed=True)
    fronted = "According to the company, 250 boats were sold in May."
    assert lost(fronted) and not lost(fronted, headed=True)
    assert lost("The 31-year-old comic Odd Holm has made a film.")


def test_an_item_needs_the_sentence_that_announces_it() -> None:
    text = "Odd Holm sold a boat in May."
    assert lost(text, passed=("He gives an example of each:",)) and not lost(text)


@pytest.mark.parametrize(
    ("text", "loses"),
    [
        ("Writing in the journal Heart, they said the drugs do harm.", True),
        ("Peter Moe, the coach, dragged him to one side after the match.", True),
        ("The way he greeted the guest was right.", True),
        ("After Peter Moe was sacked, he went home.", False),
        ("Peter Moe said the coach had dragged him to one side.", False),
        ("The man whom he hit is well, Peter Moe said.", False),
    ],
)
def test_a_pronoun_inside_a_sentence_needs_somebody_before_it(text: str, loses: bool) -> None:
    assert loses_its_actor(text, "en") is loses


def test_other_languages_are_left_to_other_rules() -> None:
    assert not loses_its_ties("Dann zog er ihn weg.", PASSED, KNOWN, "de", headed=False)


@pytest.mark.parametrize(
    "text",
    [
        "Low levels of either can harm the engine.",
        "All the other stitches are fine to have.",
        "Some even have an office in Halden.",
    ],
)
def test_a_half_without_its_partner_is_known(text: str) -> None:
    assert lacks_its_partner(text, "en")


def test_other_languages_have_links_of_their_own() -> None:
    assert lacks_its_partner("Der Fahrer wurde ebenfalls verletzt.", "de")
    assert lost("Le conducteur a également été blessé.", language="fr")
    assert not lost("Le conducteur a été blessé.", language="fr")
    assert lost("Это стоило 3 миллиона крон.", language="ru", passed=("Мэр сказал:",))


@pytest.mark.parametrize(
    "text",
    [
        "If the pump is loud, then water is missing.",
        "Either oil or water is low.",
        "Holm told the court in Halden on Monday that he had never heard of either.",
        "Some of the bottles were found in Moss.",
    ],
)
def test_a_pair_that_is_whole_lacks_no_partner(text: str) -> None:
    assert not lacks_its_partner(text, "en")
