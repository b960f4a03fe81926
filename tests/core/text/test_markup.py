"""Markup as lines of text: what a block ends, what is never shown, what no parser survives."""

from __future__ import annotations

import pytest

from bot.core.text import markup


def lines(html: str) -> list[tuple[str, str]]:
    root = markup.parse(html)
    assert root is not None
    return markup.lines(root)


def test_each_block_is_a_line_under_its_tag() -> None:
    html = "<h1>Floods</h1><p>The <b>river</b> rose.</p><ul><li>Mill Lane</li><li>High St</li></ul>"
    assert lines(html) == [
        ("h1", "Floods"),
        ("p", "The river rose."),
        ("li", "Mill Lane"),
        ("li", "High St"),
    ]


def test_a_break_ends_a_line_and_text_behind_a_block_is_its_parents() -> None:
    assert [text for _, text in lines("<div>One<br>two<p>three</p>four</div>")] == [
        "One",
        "two",
        "three",
        "four",
    ]


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "button", "select", "svg"])
def test_what_is_never_shown_is_left_out_and_what_follows_it_is_not(tag: str) -> None:
    assert lines(f"<p>One <{tag}>hidden</{tag}>two</p>") == [("p", "One two")]


def test_blocks_inside_blocks_make_no_lines_of_their_own() -> None:
    assert lines("<div>" * 200 + "deep" + "</div>" * 200) == [("div", "deep")]


def test_a_page_of_a_thousand_open_blocks_is_read() -> None:
    assert lines("<div>" * 1000 + "<p>The river rose.</p>") == [("p", "The river rose.")]


def test_a_tag_with_thousands_of_attributes_is_read_without_them() -> None:
    flood = " ".join(f"a{i}=1" for i in range(5000))
    assert lines(f"<p {flood}>The river rose.</p>") == [("p", "The river rose.")]


@pytest.mark.parametrize("html", ["", "   ", "\x00\x01", "<!-- nothing -->"])
def test_nothing_is_no_document(html: str) -> None:
    root = markup.parse(html)
    assert root is None or markup.lines(root) == []


def test_what_the_page_says_of_its_encoding_is_not_believed() -> None:
    html = '<html><head><meta charset="latin-1"></head><body><p>Zürich</p></body></html>'
    assert lines(html) == [("p", "Zürich")]


@pytest.mark.parametrize(
    ("given", "plain"),
    [("a &amp; b", "a & b"), ("a &amp;amp; b", "a & b"), ("AT&T; &c", "AT&T; &c")],
)
def test_what_a_feed_escaped_twice_is_undone_twice(given: str, plain: str) -> None:
    assert markup.unescape(given) == plain


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<p>10<sup>6</sup> tonnes</p>", "10⁶ tonnes"),
        ("<p>10<sup>-3</sup> of it</p>", "10⁻³ of it"),
        ("<p>an area of 40 km<sup>2</sup></p>", "an area of 40 km²"),
        ("<p>The mill<sup><a href='#1'>[1]</a></sup> burnt.<sup>2</sup></p>", "The mill burnt."),
        ("<p>on the 1<sup>st</sup> of May</p>", "on the 1st of May"),
        ("<p>in 1931<sup><a href='#n'>4</a></sup></p>", "in 1931"),
        ("<p>Kettle<sup>TM</sup></p>", "KettleTM"),
    ],
)
def test_raised_text_is_a_power_a_mark_or_itself(html: str, line: str) -> None:
    assert [text for _, text in lines(html)] == [line]
