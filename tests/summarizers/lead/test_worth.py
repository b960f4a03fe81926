"""What came of a matter is worth more to a reader than a scene or former times."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from summarizers.lead.worth import WEIGHTS, is_doubtful, tells_the_outcome, turns, worth

SIGNS = tomllib.loads((files("summarizers") / "data" / "lead_signs.toml").read_text("utf-8"))
EXAMPLES = [
    (language, row["kind"], text, yes)
    for language, rows in SIGNS.items()
    for row in rows
    for yes in ("yes", "no")
    for text in row[yes]
]


@pytest.mark.parametrize(("language", "kind", "text", "yes"), EXAMPLES)
def test_every_sign_counts_in_its_examples_and_not_in_its_counter_examples(
    language: str, kind: str, text: str, yes: str
) -> None:
    found, weight = worth(text, language), WEIGHTS[kind]
    has = found >= weight if weight > 0 else found <= weight
    assert has is (yes == "yes")


def test_seven_languages_have_signs_and_another_one_has_no_worth() -> None:
    assert set(SIGNS) == {"en", "de", "fr", "es", "it", "pt", "ru"}
    assert worth("Przewoźnik został skazany na grzywnę 5000 koron.", "pl") == 0


def test_a_sign_counts_once_and_signs_of_several_kinds_add_up() -> None:
    one = worth("He was jailed.", "en")
    assert worth("He was jailed and banned.", "en") == one
    assert worth("He was jailed, the court said, over $5.", "en") > one


def test_a_denial_by_apostrophe_is_no_victory() -> None:
    assert worth("They won’t.", "en") == worth("They will.", "en") != worth("They won.", "en")


def test_what_turns_against_the_sentence_above_is_known_by_its_link_word() -> None:
    assert turns("But a judge stopped the sale.")
    assert not turns("Butter costs 3 crowns.")


@pytest.mark.parametrize(
    "text",
    [
        "Ida Moss has left the race to be with her wife Regatta chairman Odd Holm talked about money.",
        "The ferry lay for two days beside the pier of the town On Monday a tug came from Bergen.",
        "Odd Holm steers the ferry past the lighthouse of Skarvik.",
        "Above, one of the sailors with a picture of herself on the pier.",
        "The ferry lay beside the pier in the storm .",
        "Another sailor slept in the hall.",
    ],
)
def test_two_sentences_in_one_and_captions_are_doubtful(text: str) -> None:
    assert is_doubtful(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Ida Moss was fined 500 crowns on Friday, the court in Halden said.",
        "Prosecutors said that Odd Holm had sold the ferry to a bank in Oslo.",
        "Odd Holm plans to sell the ferry.",
        "The union, which Ida Moss has led since May, will appeal.",
    ],
)
def test_a_whole_sentence_is_not(text: str) -> None:
    assert not is_doubtful(text, "en")


def test_a_quotation_ends_with_a_stop_before_the_next_sentence() -> None:
    assert is_doubtful("Holm said the pier was ‘close to his heart’ The Post is campaigning.", "en")
    assert not is_doubtful("Holm called the ‘Swan’ The Post bought a fine boat, he said.", "de")
    assert not is_doubtful("Holm said the ‘Swan’ was close to his heart, The Post reported.", "en")


def test_other_languages_have_no_doubtful_sentences() -> None:
    assert not is_doubtful("Odd Holm steuert die Fähre an dem Leuchtturm vorbei .", "de")


def test_a_year_of_the_last_century_is_of_former_times() -> None:
    assert worth("Thousands died in the camps.", "en") > 0
    assert worth("Thousands died in the camps until the 1970s.", "en") < worth(
        "Thousands died in the camps until May.", "en"
    )


def test_a_verb_before_a_name_joins_no_sentences() -> None:
    assert not is_doubtful(
        "A lawyer admitted that his client had killed Holm but added a plea.", "en"
    )
    assert is_doubtful(
        "The minister said Greece will make the payment on time Oslo's paper Dag quoted him.", "en"
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Holm was fined 300 crowns on Monday.", "en"),
        ("Holm denies the theft.", "en"),
        ("Holm will be sentenced next week.", "en"),
        ("Holm bestreitet die Tat.", "de"),
        ("Holm wurde am Abend festgenommen.", "de"),
        ("Holm nie les faits.", "fr"),
    ],
)
def test_outcomes_and_pleas_are_told_from_the_rest(text: str, language: str) -> None:
    assert tells_the_outcome(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Back in May, Holm was fined 300 crowns.",
        "As a junior he was banned for a year.",
        "In 2012 Holm pleaded guilty to theft.",
        "Holm has a house in Moss.",
    ],
)
def test_what_was_decided_long_before_is_no_outcome(text: str) -> None:
    assert not tells_the_outcome(text, "en")
