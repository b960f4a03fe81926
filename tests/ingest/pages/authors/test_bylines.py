"""Who wrote a page: from what it declares, else from the line that says so."""

from __future__ import annotations

import json

import pytest

from bot.core.text import markup
from bot.ingest.pages.authors.bylines import author
from bot.ingest.pages.head import read_head


def named(
    head: str = "", body: str = "", site: str = "Valley Post", lines: tuple[str, ...] = ()
) -> str:
    root = markup.parse(f"<html><head>{head}</head><body>{body}<p>Words.</p></body></html>")
    assert root is not None
    return author(root, read_head(root), site, lines)


def declared(given: object) -> str:
    thing = {"@type": "NewsArticle", "headline": "x", "author": given}
    return f"<script type='application/ld+json'>{json.dumps(thing)}</script>"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Ines Okafor", "Ines Okafor"),
        ({"@type": "Person", "name": "Ines Okafor"}, "Ines Okafor"),
        ([{"name": "Ines Okafor"}, {"name": "Tom Berg"}], "Ines Okafor; Tom Berg"),
        ([{"@type": "Organization", "name": "Wire"}, {"name": "Tom Berg"}], "Tom Berg"),
        ("By Ines Okafor and Tom Berg", "Ines Okafor; Tom Berg"),
        ("Valley Post", "Valley Post"),  # the site, where it says so and names nobody else
        ([{"name": "Valley Post"}, {"name": "Tom Berg"}], "Tom Berg"),
        ("Ines Okafor, MD", "Ines Okafor"),
        (
            {"@type": "Organization", "name": "Institute for Rivers and Lakes"},
            "Institute for Rivers and Lakes",
        ),
        ("Ines Okafor and Tom Berg, The Valley Post", "Ines Okafor; Tom Berg"),
        ("https://valley.example/ines", ""),
        ({"name": {"name": {"name": {"name": "Too Deep"}}}}, ""),
        (7, ""),
    ],
)  # fmt: skip
def test_structured_data_names_persons(given: object, expected: str) -> None:
    assert named(declared(given)) == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<meta name='author' content='Ines Okafor'>", "", "Ines Okafor"),
        ("<meta name='author' content='admin@valley.example'>", "", ""),
        ("", "<a rel='author' href='/i'>Ines Okafor</a>", "Ines Okafor"),
        ("", "<footer><a rel='author' href='/i'>Ines Okafor</a></footer>", ""),
        ("", "<p class='byline'>Von Ines Okafor | 4. März 2026</p>", "Ines Okafor"),
        ("", "<div class='comments'><span class='comment-author'>Troll</span></div>", ""),
        (
            "<meta name='citation_author' content='Ines Okafor'>"
            "<meta name='citation_author' content='Tom Berg'>",
            "",
            "Ines Okafor; Tom Berg",
        ),
        (
            "<meta name='twitter:label2' content='Verfasst von'>"
            "<meta name='twitter:data2' content='Ines Okafor'>",
            "",
            "Ines Okafor",
        ),
        (
            "",
            "<div class='author-card'><div>Ines Okafor</div><div>Head of Rivers</div></div>",
            "Ines Okafor",
        ),
        ("", "<p>By <a href='/authors/ines'>Ines Okafor</a></p>", "Ines Okafor"),
        ("", "<p><a href='/people/ines-okafor'>Ines Okafor</a></p>", "Ines Okafor"),
        ("", "<p><a href='/people/'>Our People</a></p>", ""),
        ("", "<p class='byline'>byInes Okafor, Senior Writer</p>", "Ines Okafor"),
        ("", "<p class='byline'>Par Ines Okafor, mars 4, 2026</p>", "Ines Okafor"),
        ("", "<p class='byline'>By Ines Okafor @inesok Published 4 March 2026</p>", "Ines Okafor"),
        ("", "<p class='author'><a href='/login'>Sign in</a></p>", ""),
        # A person goes before a team, a whole name before its first half.
        (
            "<meta name='author' content='Valley Team'>",
            "<p class='byline'>By Ines Okafor</p>",
            "Ines Okafor",
        ),
        ("<meta name='author' content='Valley Team'>", "", "Valley Team"),
        (
            "<meta name='author' content='Ines'>",
            "<p class='byline'>By Ines Okafor</p>",
            "Ines Okafor",
        ),
    ],
)
def test_meta_elements_and_marked_lines_name_persons(head: str, body: str, expected: str) -> None:
    assert named(head, body) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ines Okafor", "Ines Okafor"),
        ("By Ines Okafor and Tom Berg | 4 March", "Ines Okafor; Tom Berg"),
        ("Von Lena von Arnim", "Lena von Arnim"),
        ("4 March 2026 by Ines Okafor", "Ines Okafor"),
        ("By Tuesday the water had fallen", ""),
        ("by and large it was calm", ""),
    ],
)
def test_a_line_that_begins_with_by_and_holds_names_is_a_byline(line: str, expected: str) -> None:
    assert named(lines=("Bridge closed", line)) == expected


def test_what_is_declared_goes_before_what_is_printed() -> None:
    printed = "<p class='byline'>By Tom Berg</p>"
    assert named(declared("Ines Okafor"), printed, lines=("By Ada Brandt",)) == "Ines Okafor"


def test_a_by_may_stand_alone_before_the_name() -> None:
    assert named(lines=("Bridge closed", "Von:", "Ines Okafor", "4. März 2026")) == "Ines Okafor"


def test_an_article_may_name_its_author_below() -> None:
    root = markup.parse("<p>Words.</p>")
    assert root is not None
    head = read_head(root)
    assert author(root, head, "", (), ["Words.", "Written by Ines Okafor"]) == "Ines Okafor"
    assert author(root, head, "", (), ["Written by Ines Okafor in 1999, it sold."]) == ""
