"""How much a piece of news matters, by its words."""

from __future__ import annotations

import pytest

from bot.core.editions.significance import NO_NEWS, significance


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Ferry sinks, 40 dead", "en"),
        ("Zwölf Tote bei Unglück", "de"),
        ("Neuf morts dans un séisme", "fr"),
        ("Doce muertos en un accidente", "es"),
        ("Девять погибших", "ru"),
    ],
)
def test_deaths_matter_in_every_language(title: str, language: str) -> None:
    assert significance(title, "", language) > 1


def test_what_the_lead_alone_tells_counts_by_half() -> None:
    in_title = significance("Forty dead", "", "en") - 1
    assert significance("Ferry sinks", "Forty are dead.", "en") - 1 == pytest.approx(in_title / 2)


def test_each_kind_counts_once_and_all_together_are_bounded() -> None:
    grave = "dead killed war quake court election billion inflation nationwide people"
    assert significance(grave, grave, "en") == pytest.approx(1.75)
    assert significance("Dead, dead, dead", "", "en") == significance("Dead", "", "en")


def test_no_news_matters_least_even_of_grave_things() -> None:
    assert significance("Podcast: the war", "", "en") == NO_NEWS


@pytest.mark.parametrize("title", ["", "…", "Market day in Harlow", "\ud800"])
def test_where_nothing_speaks_for_or_against_it_the_factor_is_one(title: str) -> None:
    assert significance(title, "", "en") == 1
    assert significance(title, "", "xx") == 1


@pytest.mark.parametrize(
    ("word", "matters"),
    [("killed", True), ("overkilled", False), ("flooding", True), ("dead", True), ("de", False)],
)
def test_a_listed_word_is_a_whole_word_and_a_listed_beginning_begins_one(
    word: str, matters: bool
) -> None:
    assert (significance(f"Today {word} there", "", "en") > 1) is matters
