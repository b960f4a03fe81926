"""Scenarios of headlines: whole, without the site, with their words apart."""

import pytest

from bot.ingest.pages.reader import read_page

BODY = "<article>{h1}<p>The ferry runs again from Monday, the company said on Friday evening.</p>"


def title(head: str, h1: str = "") -> str:
    site = "<meta property='og:site_name' content='Osterholm Post'>"
    return read_page(f"<html><head>{site}{head}</head><body>{BODY.format(h1=h1)}</body>").title


@pytest.mark.parametrize(
    "h1",
    [
        "<h1>Ferry runs<br>again after nine months</h1>",
        "<h1><span>Ferry runs</span><span>again after nine months</span></h1>",
        "<h1><i class='cap'>F</i>erry runs again after nine months</h1>",
        "<h1><span class='kicker'>Traffic</span><span>Ferry runs again after nine months</span></h1>",
        "<h1><a href='/x'>Ferry runs again after nine months</a><button>Save</button> 4 notes</h1>",
    ],
)
def test_words_of_a_headline_are_neither_glued_nor_split(h1: str) -> None:
    named = "<meta property='og:title' content='Ferry runs again after nine months'>"
    assert title(named, h1) == "Ferry runs again after nine months"


@pytest.mark.parametrize(
    ("given", "headline"),
    [
        (
            "Ferry runs again – islanders cheer | Osterholm Post",
            "Ferry runs again – islanders cheer",
        ),
        ("Ferry runs again - News - Osterholm Post", "Ferry runs again"),
        ("Ferry runs again | Osterholm Post", "Ferry runs again"),
        ("Osterholm – Sund 2:1", "Osterholm – Sund 2:1"),
    ],
)
def test_the_site_is_cut_off_and_no_half_of_the_headline(given: str, headline: str) -> None:
    h1 = f"<h1>{headline}</h1>" if given == headline else ""
    assert title(f"<title>{given}</title>", h1) == headline


def test_a_headline_without_a_head_is_its_h1() -> None:
    assert title("", "<h1>Ferry runs <em>again</em> after nine months</h1>") == (
        "Ferry runs again after nine months"
    )


def test_an_article_that_fell_into_an_open_button_is_read() -> None:
    html = f"<body><button><svg></svg><main>{BODY.format(h1='<h1>Ferry</h1>')}</main></body>"
    assert "from Monday" in read_page(html).text


@pytest.mark.parametrize(
    ("given", "h1", "headline"),
    [
        # One word of the head's title is a section, and so is what a bar parts.
        ("Ferry runs again after nine months", "Ferry", "Ferry runs again after nine months"),
        ("Ferry runs again | Opinion", "Ferry runs again | Opinion", "Ferry runs again | Opinion"),
        (
            "Islanders have missed their ferry | Opinion",
            "Islanders have missed their ferry | Opinion",
            "Islanders have missed their ferry",
        ),
        # The page words it otherwise than its head, and begins with what is no headline.
        ("Ferry: all you need to know", "Why the ferry runs again now", "Why the ferry runs again now"),
        ("Ferry: all you need to know", "A word from our sponsors", "Ferry: all you need to know"),
    ],
)  # fmt: skip
def test_the_h1_is_the_headline_where_the_head_speaks_of_it(
    given: str, h1: str, headline: str
) -> None:
    assert title(f"<title>{given}</title>", f"<h1>{h1}</h1>") == headline


def test_a_page_with_several_h1_is_called_by_the_one_that_its_head_speaks_of() -> None:
    tops = "<h1>Subscribe to the Osterholm Post</h1><h1>Ferry runs again for islanders</h1>"
    assert title("<title>Ferry runs again, islanders cheer</title>", tops) == (
        "Ferry runs again for islanders"
    )


@pytest.mark.parametrize(
    ("head", "h1", "headline"),
    [
        # The line over the headline is none of it, though the head adds the site's name.
        (
            "<title>Ferry runs again after nine months - Osterholm Post</title>",
            "<h1><span>5 March 2026</span><span>Ferry runs again after nine months</span></h1>",
            "Ferry runs again after nine months",
        ),
        # The head names both lines: both are the headline.
        (
            "<meta property='og:title' content='Ferry runs again: islanders cheer'>"
            "<title>Ferry runs again - Osterholm Post</title>",
            "<h1><span>Ferry runs again:</span> <span>islanders cheer</span></h1>",
            "Ferry runs again: islanders cheer",
        ),
        # A menu's h1 is no headline where the page has another.
        (
            "<title>Islanders and timetables | Osterholm Post</title>",
            "<nav><h1>Choose your harbour</h1></nav><h1>The ferry runs again for islanders</h1>",
            "The ferry runs again for islanders",
        ),
        # What the page prints of a title goes on in the same sentence: it is not the whole.
        (
            "<title>How the ferry runs in the cold winter | Osterholm Post</title>",
            "<h2>How the ferry runs</h2>",
            "How the ferry runs in the cold winter",
        ),
    ],
)
def test_the_headline_is_whole_and_nothing_more(head: str, h1: str, headline: str) -> None:
    assert title(head, h1) == headline
