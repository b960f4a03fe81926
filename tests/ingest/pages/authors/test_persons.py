"""The names in a byline's words."""

from __future__ import annotations

import pytest

from bot.ingest.pages.authors.persons import is_post, persons


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            "By Ines Okafor and Tom Berg, Senior Reporter | 4 March 2026",
            ["Ines Okafor", "Tom Berg"],
        ),
        ("Von Lena von Arnim, Jan Ott und Pia Rau", ["Lena von Arnim", "Jan Ott", "Pia Rau"]),
        ("Paramita (Guha) Ghosh", ["Paramita (Guha) Ghosh"]),
        ("Ines Okafor (Valley Post)", ["Ines Okafor"]),
        ("Ines Okafor for Valley Post", ["Ines Okafor"]),
        ("Centre for Rivers", ["Centre for Rivers"]),
        ("By Ines Okafor. Medically reviewed by Tom Berg", ["Ines Okafor"]),
        ("Ines Okafor, Ph.D., RD", ["Ines Okafor"]),
        ("Alle Beiträge von Ines Okafor", ["Ines Okafor"]),
        ("Автор: Анна Иванова", ["Анна Иванова"]),
        ("May Okafor", ["May Okafor"]),  # a month's name is no date
        ("4 min read", []),
        ("Read more", []),
        ("Head of Marketing and Community Development", []),
        ("https://valley.example/ines", []),
        ("ines@valley.example", []),
        ("content: Ines; code: Tom", []),
    ],
)
def test_a_byline_gives_its_names(given: str, expected: list[str]) -> None:
    assert persons([given]) == expected


def test_the_site_is_nobody_and_a_house_is_not_cut() -> None:
    assert persons(["Valley Post, Ines Okafor"], "valley post") == ["Ines Okafor"]
    assert persons(["Morgan & Morgan"], house=True) == ["Morgan & Morgan"]


@pytest.mark.parametrize(
    ("name", "post"),
    [("Site Admin", True), ("The Valley Team", True), ("Redaktion", True), ("Tom Berg", False)],
)
def test_a_post_is_told_from_a_person(name: str, post: bool) -> None:
    assert is_post(name) is post


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ines OkaforJanuary", ["Ines Okafor"]),
        ("By Ines Okafor, Harbour Master at Skarvoy & Sons, on 4 March", ["Ines Okafor"]),
        ("Reply to Ines Okafor", []),
        ("On", []),
        # A name may end like a month or a small word.
        ("April May", ["April May"]),
        ("Marc Newton", ["Marc Newton"]),
    ],
)
def test_what_stands_around_a_name_is_none_of_it(text, names):
    assert persons([text]) == names
