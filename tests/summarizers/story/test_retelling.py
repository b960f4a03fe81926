"""What tells the same again: by words in a row, by what is quoted."""

from __future__ import annotations

import pytest

from summarizers.story.retelling import (
    quotes_alike,
    runs_of_words,
    shares_quotation,
    tells_same_figures,
)
from tests.summarizers.story.telling import bullet, told


def test_a_quotation_is_shared_whether_the_other_outlet_quotes_it_or_not() -> None:
    told = "The inspector wrote that cracks as wide as a hand ran through it."
    assert shares_quotation("He had seen “cracks as wide as a hand” there.", told)
    assert not shares_quotation("He had seen cracks as wide as a hand there.", told)
    assert not shares_quotation("He had seen “rust as thick as bark” there.", told)


def test_what_both_quote_in_two_words_is_told_once() -> None:
    theirs = 'He said Roth answered the reporter: "C’est moi," which means that it is her.'
    again = '"C\'est moi," Roth confessed to Halden reporter Ines Falk on Sunday.'
    assert quotes_alike(again.replace("'", "’"), theirs)
    assert not quotes_alike('"Not a day longer," Roth told Halden reporter Ines Falk.', theirs)


def test_runs_are_four_words_whatever_stands_between_them() -> None:
    assert runs_of_words("The bridge, it fell!") == {("the", "bridge", "it", "fell")}
    assert runs_of_words("It fell.") == frozenset()


@pytest.mark.parametrize(
    ("before", "text", "same"),
    [
        ("Claims peaked at nearly 7 million in March.", "They reached 6.9 million then.", True),
        ("The court ruled 5-4 on Tuesday.", "The 5-4 decision was a further rejection.", True),
        ("The petition has 1,626,042 names.", "It collected more than 1.6 million names.", True),
        ("The court ruled 5-4 on Tuesday.", "The trial took 5 weeks.", False),
        ("Claims fell to 963,000 last week.", "A year ago 1.4 million had been filed.", False),
        ("Claims fell to 963,000 last week.", "In 2019 nobody had filed one.", False),
    ],
)
def test_a_figure_is_told_again_however_it_is_rounded(before: str, text: str, same: bool) -> None:
    assert tells_same_figures(bullet(text), told(before)) is same
