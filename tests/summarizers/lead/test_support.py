"""Which sentences lean on others, and on which."""

from __future__ import annotations

import pytest

from summarizers.lead.support import introduced_at, leans


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
    ],
)
def test_what_explains_itself_does_not_lean(text: str) -> None:
    assert not leans(text, 3, "en")


ABOVE = [
    "Two masked men robbed a bank in Halden on Monday.",
    "Police found an abandoned van near the harbour.",
]


def test_the_van_needs_the_sentence_that_speaks_of_a_van() -> None:
    text = "The van was stolen a week before, the owner said."
    assert introduced_at(text, 2, ABOVE, "Bank robbed in Halden") == 1


@pytest.mark.parametrize(
    "known", ["Stolen van found after robbery", "Police found an abandoned van near the harbour."]
)
def test_nothing_is_missing_where_headline_or_bullets_speak_of_it(known: str) -> None:
    assert introduced_at("The van was stolen a week before.", 2, ABOVE, known) is None


@pytest.mark.parametrize(
    "text",
    [
        "The police are looking for witnesses.",
        "A man was hurt when the man fell from a ladder.",
        "The pursuit of reporters has grown.",
    ],
)
def test_what_everybody_knows_and_what_the_sentence_introduces_is_not_missing(text: str) -> None:
    assert introduced_at(text, 2, ABOVE, "") is None
