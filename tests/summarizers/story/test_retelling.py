"""What tells the same again: by words in a row, by what is quoted."""

from __future__ import annotations

from summarizers.story.retelling import quotes_alike, runs_of_words, shares_quotation


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
