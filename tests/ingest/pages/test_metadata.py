"""What a page says of itself in its head."""

from __future__ import annotations

import pytest

from bot.core.text import markup
from bot.ingest.pages import metadata
from bot.ingest.pages.head import read_head
from bot.ingest.pages.metadata import Around, Facts

URL = "https://valley.example/2026/03/bridge"


def facts(head: str, body: str = "", around: Around | None = None) -> Facts:
    root = markup.parse(f"<html><head>{head}</head><body>{body}<p>Words.</p></body></html>")
    assert root is not None
    return metadata.facts(root, read_head(root), URL, around or Around(), ["Words."])


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Bridge closed | Valley Post</title>", "<h1>Bridge closed</h1>", "Bridge closed"),
        ("<title>Bridge closed after storm | Valley Post</title>", "", "Bridge closed after storm"),
        ("<title>x</title><meta property='og:title' content='Bridge closed'>", "", "Bridge closed"),
        # Where several h1 compete, the one that the head agrees with.
        (
            "<title>Bridge closed after storm</title>",
            "<h1>Valley Post</h1><h1>Bridge closed after storm</h1>",
            "Bridge closed after storm",
        ),
        ("", "", ""),
    ],
)
def test_the_headline_is_without_the_sites_name(head: str, body: str, title: str) -> None:
    assert facts(head, body).title == title


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("/p/bridge.jpg", "https://valley.example/p/bridge.jpg"),
        ("https://cdn.example/bridge.jpg", "https://cdn.example/bridge.jpg"),
        ("data:image/gif;base64,R0lGOD", ""),
        ("/img/blank.gif", ""),
        ("http://[broken", ""),
    ],
)
def test_the_lead_picture_is_an_absolute_web_address(image: str, expected: str) -> None:
    assert facts(f"<meta property='og:image' content='{image}'>").image == expected


def test_site_and_author_are_what_the_page_declares() -> None:
    found = facts(
        "<meta property='og:site_name' content='The Valley Post'>"
        "<meta name='author' content='Ines Okafor'>"
    )
    assert (found.site, found.author) == ("The Valley Post", "Ines Okafor")


def test_a_declared_time_goes_before_a_change() -> None:
    published = "<meta property='article:published_time' content='2026-03-04T08:30:00+01:00'>"
    changed = "<meta property='article:modified_time' content='2026-03-09T08:30:00Z'>"
    both, late = facts(changed + published).when, facts(changed).when
    assert both is not None
    assert both.moment.isoformat() == "2026-03-04T07:30:00+00:00"
    assert late is not None


def test_a_page_that_says_nothing_leaves_everything_open() -> None:
    found = facts("")
    assert (found.title, found.author, found.image, found.language) == ("", "", "", "")


def test_lines_near_the_headline_come_first() -> None:
    after = [f"after {n}" for n in range(11)]
    assert Around(after, ["far", "near"]).nearest() == [*after[:9], "near", "far", *after[9:]]
