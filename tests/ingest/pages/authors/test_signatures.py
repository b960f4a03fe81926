"""Lines in which an author signs, on pages whose markup names nobody."""

import pytest

from bot.ingest.pages.authors.signatures import beside_date, labelled, owner, signed, signed_below


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["By Ines Okafor ● 4 March 2026 ● 6 min read"], ["Ines Okafor"]),
        (["Written by:Ines Okafor"], ["Ines Okafor"]),
        (["By", "Ines Okafor"], ["Ines Okafor"]),
        (["By Ines Okafor August 4, 2026"], ["Ines Okafor"]),
        (["By the way, the ferry does not sail."], []),
    ],
)
def test_a_line_that_begins_with_by_names_the_author(lines, names):
    assert signed(lines, "") == names


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["A sad day for the island", "Ines Okafor", "4 March 2026"], ["Ines Okafor"]),
        (["4 March 2026 • Ines Okafor • 5 min read"], ["Ines Okafor"]),
        (["Ines Okafor @ The Harbour Post", "4 March 2026"], ["Ines Okafor"]),
        # What may be a section, a sentence, or stands beside nothing, is no name.
        (["Travel Tips", "4 March 2026"], []),
        (["The ferry will not sail on 4 March 2026 as Ines Okafor told the Harbour Post"], []),
        (["Ines Okafor", "Town Fair", "Nobody knows when the ferry will sail again."], []),
    ],
)
def test_a_name_beside_the_date_is_the_authors(lines, names):
    assert beside_date(lines, "") == names


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["The end.", "Written by", "Ines Okafor - Harbour writer"], ["Ines Okafor"]),
        (["Article Authors", "Ines Okafor"], ["Ines Okafor"]),
        (["Article by:", "Ines Okafor, MD"], ["Ines Okafor"]),
        (["Authors", "New books this week"], []),
        (["Written by", "the people of the island in the winter"], []),
    ],
)
def test_a_label_has_the_name_below_it(lines, names):
    assert labelled(lines, "") == names


def test_the_last_line_may_sign():
    assert signed_below(["The end.", "Written by Ines Okafor"], "") == ["Ines Okafor"]


@pytest.mark.parametrize(
    ("site", "names"),
    [("Ines Okafor's blog", ["Ines Okafor"]), ("Harbour Post", []), ("Editor's Blog", [])],
)
def test_a_blog_may_be_called_after_its_writer(site, names):
    assert owner(site) == names
