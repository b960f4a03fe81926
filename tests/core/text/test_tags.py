"""Markup in a headline: tags go, words about tags stay."""

from __future__ import annotations

import pytest

from bot.core.text.tags import untagged


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Council <b>votes</b> for <i>tram</i>", "Council votes for tram"),
        ("Conseil<br>Tramway", "Conseil Tramway"),
        ("<p>Rat stimmt ab", " Rat stimmt ab"),
        ("<em>Hamlet", "Hamlet"),  # cut before its end
        ("Why <b> is not <strong>", "Why <b> is not <strong>"),
        ("¿Qué hace <iframe>?", "¿Qué hace <iframe>?"),
        ("Was „<mark>“ kann", "Was „<mark>“ kann"),
        ("Is <br> dead?", "Is   dead?"),  # in markup it is a break
        ("<script>x()</script>Brücke zu", " Brücke zu"),
        ("a < b and <T> > c", "a < b and <T> > c"),
        ("<b>", ""),
    ],
)
def test_tags_of_markup_go_and_those_spoken_of_stay(given: str, expected: str) -> None:
    assert untagged(given) == expected


def test_a_text_speaks_of_breaks_too() -> None:
    assert untagged("Is <br> dead?", is_text=True) == "Is <br> dead?"
    assert untagged("Tram<br>Bus", is_text=True) == "Tram Bus"
