"""Words compared as a reader would: case, accents and width do not matter, other letters do."""

from __future__ import annotations

import pytest

from summarizers.text.fold import fold, folded_letters, folded_runs, folded_words


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Zürich", "ZURICH"),
        (" Straße ", "strasse"),
        ("İstanbul", "istanbul"),
        ("Αθήνα", "ΑΘΗΝΑ"),
        ("ёлка", "елка"),
        ("ﬁne", "fine"),
        ("Ｔｏｋｙｏ", "tokyo"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("الرحمٰن", "الرحمن"),
        ("한국", "한국"),
    ],
)
def test_what_a_reader_takes_for_one_word_is_one(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("किताब", "कतब"),
        ("இந்தியா", "இநதய"),
        ("กรุงเทพ", "กรงเทพ"),
        ("ガザ", "カサ"),
        ("မြန်မာ", "မရနမ"),
        ("ł", "l"),
    ],
)
def test_a_sign_that_makes_another_word_is_kept(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("O’Neill, AT&T and the U.S.", ["o’neill", "at&t", "and", "the", "u.s"]),
        ("हिन्दी में किताब है।", ["हिन्दी", "में", "किताब", "है"]),
        ("snake_case — 5G!", ["snake", "case", "5g"]),
        ("ガザ地区", [fold("ガザ地区")]),
        ("", []),
    ],
)
def test_words_stay_whole_in_every_script(text: str, words: list[str]) -> None:
    assert folded_words(text) == words


@pytest.mark.parametrize(
    "text",
    ["O'Neill, AT&T and the U.S.", "snake_case -- 5G!", "-x.-y- a--b 7.30. it's'", "\t\n'", "A"],
)
def test_plain_latin_text_has_the_words_that_it_has_beside_others(text: str) -> None:
    assert [*folded_words(text), "e"] == folded_words(f"{text} é")
    assert [*folded_words(text), "ж"] == folded_words(f"{text} ж")


def test_runs_know_no_joints_and_letters_no_gaps() -> None:
    assert folded_runs("O’Neill at 7.30") == ["o", "neill", "at", "7", "30"]
    assert folded_letters("The New York Times, 24 sata") == "thenewyorktimes24sata"


def test_a_long_run_without_an_end_is_read_once() -> None:
    assert folded_words("aक" * 20_000) == ["aक" * 20_000]
