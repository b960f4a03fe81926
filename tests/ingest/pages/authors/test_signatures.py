"""Lines in which an author signs, on pages whose markup names nobody."""

import pytest

from bot.core.text import markup
from bot.ingest.pages.authors.signatures import (
    beside_date,
    labelled,
    owner,
    pictured,
    signed,
    signed_below,
)


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


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("This post was written by Ines Okafor, head of the harbour.", ["Ines Okafor"]),
        ("This guest article was contributed by Ines Okafor of Quay Ltd.", ["Ines Okafor"]),
        ("This story was written by hand on a board.", []),
        ("The post was written by Ines Okafor in 1921.", []),
    ],
)
def test_a_sentence_may_tell_who_wrote_the_page(line, names):
    assert signed_below(["The ferry sails again.", line], "") == names


PORTRAIT = (
    "<div><img class='avatar' src='/p.jpg' alt='{0}'><p>{0}</p> <p>writes on ferries.</p></div>"
)


@pytest.mark.parametrize(
    ("page", "names"),
    [
        (PORTRAIT.format("Ines Okafor"), ["Ines Okafor"]),
        # a team, a mark of the house, a picture of the story, a picture without a name beside it
        (PORTRAIT.format("Ines Okafor") + PORTRAIT.format("Tom Quay"), []),
        ("<div><img src='/logo.png' alt='Quay Choices'> Quay Choices</div>", []),
        ("<figure><img src='/a.jpg' alt='Ines Okafor'> Ines Okafor at sea</figure>", []),
        ("<div><img class='avatar' src='/p.jpg' alt='Ines Okafor'><p>Subscribe</p></div>", []),
    ],
)
def test_the_one_person_in_a_portrait_with_a_name_beside_it_is_the_author(page, names):
    root = markup.parse(f"<body>{page}</body>")
    assert root is not None
    assert pictured(root, "") == names
