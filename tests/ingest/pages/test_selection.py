"""Which of two readings of a page is taken where the model is unsure of it."""

import pytest

from bot.ingest.pages.selection import likelier, word_f1

TEXT = [
    f"Paragraph {number} tells of the ferry, the harbour and the winter." for number in range(12)
]
MENU = [f"Other matter {number}, sponsored by a bank" for number in range(12)]


@pytest.mark.parametrize(
    ("own", "voted", "chosen", "taken"),
    [
        # Two of three agree.
        (TEXT, TEXT + MENU, TEXT, TEXT),
        (TEXT + MENU, TEXT, TEXT, TEXT),
        # Nobody agrees: the reading with votes stands.
        (TEXT, MENU, ["something else"], MENU),
        # A third opinion that has hardly anything does not take the text away.
        (TEXT, TEXT[:2], TEXT[:2], TEXT),
        (TEXT, [], [], TEXT),
    ],
)
def test_the_reading_that_agrees_with_the_third_is_taken(own, voted, chosen, taken):
    assert likelier(own, voted, chosen) == taken


def test_likeness_counts_words_as_often_as_both_have_them():
    assert word_f1(["the ferry the harbour"], ["The harbour, the winter"]) == pytest.approx(0.75)
    assert word_f1(["ferry"], []) == word_f1([], []) == 0.0
