"""An editor's own short version, told from slogans and from the text's first words."""

from __future__ import annotations

import pytest

from bot.core.text.standfirsts import editors_own

TITLE = "Halden bridge closed"
TEXT = """The lamps along the quay of Halden were lit early on that evening, and nobody drove.

The road bridge was closed on Friday because engineers had found cracks in two pillars.

The repair will take a year and cost 4 million crowns."""


@pytest.mark.parametrize(
    "given",
    [
        "Engineers find cracks in two pillars of the Halden bridge; repair takes a year.",
        "<p>Engineers find <b>cracks</b> in two pillars of the Halden bridge.</p>",
    ],
)
def test_what_an_editor_wrote_of_the_article_is_its_standfirst(given: str) -> None:
    assert editors_own(given, TITLE, TEXT).startswith("Engineers find cracks in two pillars")


@pytest.mark.parametrize(
    "given",
    [
        "",
        "Cracks in bridge.",
        "News, sport and weather from your region, every hour, free of charge.",
        "The lamps along the quay of Halden were lit early on that evening, and nob…",
        "Halden bridge closed",
    ],
)
def test_slogans_copies_and_crumbs_are_none(given: str) -> None:
    assert editors_own(given, TITLE, TEXT) == ""


def test_a_sentence_from_further_below_is_one() -> None:
    below = TEXT.replace(
        "\n\nThe road", "\n\n" + "Ola Lie walked home over the ice. " * 30 + "\n\nThe road"
    )
    given = "The road bridge was closed on Friday because engineers had found cracks."
    assert editors_own(given, TITLE, below) == given


def test_it_is_cut_where_it_is_too_long_to_be_one() -> None:
    assert len(editors_own("Cracks in the pillars of the Halden bridge. " * 40, TITLE, TEXT)) <= 400
