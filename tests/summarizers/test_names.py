"""Surnames left alone: which bullets lean on a sentence that says who somebody is."""

from dataclasses import replace

import numpy as np
import pytest

from summarizers import candidates, names, sets
from summarizers.model import for_language
from summarizers.names import Use
from summarizers.scoring import score
from summarizers.sentences import parse

INTRODUCED = "The council chose Ida Moss as mayor."


@pytest.mark.parametrize(
    ("bullet", "loose"),
    [
        ("On Friday Moss closed the bridge.", {"Moss"}),
        ("Moss closed the bridge.", {"Moss"}),
        ("Ms Moss closed the bridge.", {"Moss"}),
        ("The bridge was closed by Moss's office.", {"Moss"}),
        ("Mayor Moss closed the bridge.", set()),
        ("Ida Moss closed the bridge, and Moss was thanked.", set()),
        ("The moss on the bridge grew.", set()),
        ("Berg lost two hours.", set()),
    ],
)
def test_a_surname_alone_is_loose_where_an_earlier_sentence_has_it_in_full(
    bullet: str, loose: set[str]
) -> None:
    assert set(names.loose([INTRODUCED, bullet], [(1, bullet)])) == loose


def test_a_name_in_full_only_further_down_was_known_to_the_readers() -> None:
    first, second = "Moss closed the bridge.", "It was the third that Ida Moss closed."
    assert names.loose([first, second], [(0, first), (1, second)]) == {}


def test_each_bullet_says_how_it_uses_the_name() -> None:
    texts = [INTRODUCED, "Drivers were angry.", "Then Moss closed it."]
    bullets = list(enumerate(texts))
    assert names.loose(texts, bullets) == {"Moss": [Use.WHOLE, Use.NONE, Use.ALONE]}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ursula von der Leyen spoke.", "Leyen"),
        ("They met George W. Bush there.", "Bush"),
        ("President Obama’s plan failed.", "Obama"),
    ],
)
def test_particles_initials_and_possessives_belong_to_a_name(text: str, name: str) -> None:
    later = f"A critic of {name} agreed."
    assert set(names.loose([text, later], [(1, later)])) == {name}


def test_of_sentences_worth_the_same_the_one_without_a_loose_name_is_chosen() -> None:
    text = (
        "Mayor Ida Moss came. Moss wants harbour bridge closed at once. "
        "Drivers lose eight hours each long week."
    )
    scored = score(parse(text, "", "en"), for_language("en"))
    assert scored is not None
    alike = replace(scored, words=np.full_like(scored.words, 0.3), links=scored.links * 0)
    found = candidates.pool(alike, "en", candidates.Pools())
    made = sets.best(alike, found, count=1, least=1, length=40.0)
    assert [candidate.text for candidate in made] == ["Drivers lose eight hours each long week."]
