"""What is said around the name of a place, and names that stand for others."""

from __future__ import annotations

import pytest

from bot.core.schedule.place_words import bare_name, is_no_place, meant_name, zones_called
from bot.core.schedule.timezones import known_zones


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("i live in berlin", "berlin"),
        ("ich bin in hamburg", "hamburg"),
        ("j'habite a lyon", "lyon"),
        ("berlin time", "berlin"),
        ("indianapolis", "indianapolis"),
        ("in", "in"),
    ],
)
def test_only_what_is_said_around_a_name_is_taken_away(words: str, name: str) -> None:
    assert bare_name(words) == name


def test_short_names_stand_for_long_ones_and_others_for_themselves() -> None:
    assert (meant_name("nyc"), meant_name("berlin")) == ("new york", "berlin")


def test_a_name_of_a_clock_gives_all_zones_that_go_by_it() -> None:
    assert zones_called("ist") == ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")
    assert zones_called("berlin") == ()
    assert set(zones_called("cst")) <= known_zones()


def test_here_is_no_place() -> None:
    assert is_no_place("hier") and not is_no_place("herne")
