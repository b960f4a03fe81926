"""Which sentences lean on others, and on which."""

from __future__ import annotations

import pytest

from summarizers.lead.support import Introductions, Need, is_announced, leans
from summarizers.text.sentences import parse


@pytest.mark.parametrize(
    "text",
    [
        "For a start, most of the players were young.",
        "In practice, people dislike the rule.",
        "Doing your own repair is no different.",
        "He said the ferry was late.",
        "However, the bridge stays shut.",
    ],
)
def test_pronouns_and_link_words_lean(text: str) -> None:
    assert leans(text, 3, "en")


@pytest.mark.parametrize(
    "text",
    [
        "She may be the youngest captain, but Mara Holt is still in school.",
        "The Oslo players won the final on Sunday.",
        "The second quarter brought a loss of two million.",
        "It is possible to reduce costs by half.",
        "It's important to check the slates each spring.",
    ],
)
def test_what_explains_itself_does_not_lean(text: str) -> None:
    assert not leans(text, 3, "en")


def test_the_items_of_an_announced_list_lean_on_what_announces_them() -> None:
    text = "Falls in gyms can be due to:\n\nWet floors near the pools.\n\nLoose mats.\n\nHalden's gyms reported 31 falls last year, more than in any year since they have been counted at all.\n\nThe owners pay."
    sentences = parse(text, "", "en").sentences
    assert [is_announced(sentences, k) for k in range(5)] == [False, True, True, False, False]


def test_sentences_of_ideographs_are_no_items() -> None:
    text = "会议星期一召开了。发言人在记者会上宣布以下内容：\n\n哈尔登市长星期一在议会宣布，由于桥梁出现裂缝，大桥将从五月起关闭六个月。"
    sentences = parse(text, "", "zh").sentences
    assert [is_announced(sentences, k) for k in range(3)] == [False, False, False]


ABOVE = [
    "Two masked men robbed a bank in Halden on Monday.",
    "Police found an abandoned van near the harbour.",
]


def needs(text: str, language: str = "en") -> tuple[Need, ...]:
    return Introductions([*ABOVE, text], language).needs(text, len(ABOVE))


def test_the_van_needs_the_sentence_that_speaks_of_a_van() -> None:
    (need,) = needs("The van was stolen a week before, the owner said.")
    assert (need.word, need.place) == ("van", 1)
    assert not need.is_met("Bank robbed in Halden", [0])
    assert need.is_met("Bank robbed in Halden", [0, 1])


@pytest.mark.parametrize(
    "known", ["Stolen van found after robbery", "Police found an abandoned van near the harbour."]
)
def test_nothing_is_missing_where_headline_or_bullets_speak_of_it(known: str) -> None:
    (need,) = needs("The van was stolen a week before.")
    assert need.is_met(known, [])


@pytest.mark.parametrize(
    "text",
    [
        "The police are looking for witnesses.",
        "A man was hurt when the man fell from a ladder.",
        "The pursuit of reporters has grown.",
    ],
)
def test_what_everybody_knows_and_what_the_sentence_introduces_is_not_missing(text: str) -> None:
    assert needs(text) == ()


@pytest.mark.parametrize(
    ("above", "text", "name"),
    [
        ("The guard Ivo Lens saw the men.", "Doctors operated on Lens for five hours.", "Lens"),
        ("Le maire Luc Armand a parlé.", "Selon Armand, la route reste fermée.", "Armand"),
        ("Мэр Олег Сорин ушёл.", "Суд арестовал Сорин в пятницу.", "Сорин"),
    ],
)
def test_a_bare_surname_needs_the_sentence_with_the_whole_name(
    above: str, text: str, name: str
) -> None:
    (need,) = Introductions([above, text], "fr").needs(text, 1)
    assert (need.word, need.place) == (name, 0)
    assert need.is_met(f"{name} arrested", [])


def test_a_name_in_full_needs_nothing() -> None:
    text = "Doctors operated on Ivo Lens for five hours."
    assert Introductions(["The guard Ivo Lens saw the men.", text], "en").needs(text, 1) == ()


@pytest.mark.parametrize(
    "text", ["The procedure lowers the noise.", "Those comments were removed."]
)
def test_what_stands_for_the_sentence_above_needs_it(text: str) -> None:
    (need,) = needs(text)
    assert need.place == 1


def test_a_noun_that_says_itself_needs_nothing() -> None:
    assert needs("The council of Halden meets on Monday.") == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It has been claimed that sailors twice asked for help and were told to wait."),
        ("en", "It took four days to bring the ferry back to its pier."),
        ("de", "Es ist nicht gelungen, die Fähre zu heben."),
        ("fr", "Il est prévu que la mairie vende le bac."),
    ],
)
def test_an_it_that_stands_for_nothing_opens_an_article(language: str, text: str) -> None:
    assert not leans(text, 0, language)
    assert leans(text, 3, language)


def test_an_it_that_stands_for_something_does_not() -> None:
    assert leans("It sank in the storm on Monday.", 0, "en")


def test_a_former_office_with_its_name_needs_nothing_and_the_former_of_two_does() -> None:
    assert not leans("The former deputy mayor Ann Q. Roth defended the bridge on Monday.", 0, "en")
    assert leans("The former was built of steel, the latter of wood.", 4, "en")


def test_after_all_leans_on_what_it_gives_a_reason_for() -> None:
    assert leans("After all, the vote in Halden is around the corner.", 3, "en")
    assert not leans("After all five votes the bridge was closed.", 3, "en")
