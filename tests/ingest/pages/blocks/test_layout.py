"""A page as blocks of text: where one ends, who holds it, what its words are."""

from __future__ import annotations

import pytest

from bot.core.text import markup
from bot.ingest.pages.blocks.layout import MAX_BLOCKS, MAX_DEPTH, Layout, layout


def laid_out(body: str) -> Layout:
    root = markup.parse(f"<html><body>{body}</body></html>")
    assert root is not None
    return layout(root)


def texts(body: str) -> list[str]:
    return [block.text for block in laid_out(body).blocks]


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<p>One <b>bold</b> word.</p><p>Two.</p>", ["One bold word.", "Two."]),
        ("<div>Before<p>Inside</p>behind</div>", ["Before", "Inside", "behind"]),
        ("<p>One<br>two</p>", ["One", "two"]),
        ("<ul><li>a</li><li>b</li></ul>", ["a", "b"]),
        ("<p>One</p><script>x()</script><style>p{}</style><!-- no -->", ["One"]),
        ("<p>One</p><p hidden>Two</p>Three", ["One", "Three"]),
        ("<table><tr><td>Oslo</td><td>7</td></tr></table>", ["Oslo 7"]),
        ("<table><tr><td><p>One</p></td><td><p>Two</p></td></tr></table>", ["One", "Two"]),
        ("<p> \n </p>", []),
    ],
)
def test_a_block_is_what_stands_between_two_borders(body: str, blocks: list[str]) -> None:
    assert texts(body) == blocks


def test_a_block_knows_its_links_its_bold_words_and_its_times() -> None:
    body = "<p><a href='/a'>four</a> and <b>bold</b><time>07:30</time><a href='/b'>x</a></p>"
    (block,) = laid_out(body).blocks
    assert (block.linked, block.bold, block.timed, block.href) == (5, 4, 5, "/a")


def test_a_block_behind_a_break_says_so() -> None:
    assert [block.after_br for block in laid_out("<p>One<br>two</p><p>three").blocks] == [
        False,
        True,
        False,
    ]


def test_a_block_names_the_elements_that_hold_it_inside_out() -> None:
    found = laid_out("<article class='story main' id='x'><p>Words</p></article>")
    (block,) = found.blocks
    held = [found.nodes[index] for index in found.ancestors(block.node)]
    assert [node.tag for node in held][:2] == ["p", "article"]
    assert held[1].names == "story main x"


def test_a_row_of_data_holds_its_links_too() -> None:
    (block,) = laid_out("<table><tr><td><a href='/o'>Oslo</a></td><td>7</td></tr></table>").blocks
    assert (block.text, block.linked, block.href) == ("Oslo 7", 4, "/o")


def test_a_flood_is_bounded_and_what_lies_too_deep_keeps_its_text() -> None:
    assert len(texts("<p>x</p>" * (MAX_BLOCKS + 50))) == MAX_BLOCKS
    deep = laid_out("<div>" * (MAX_DEPTH + 50) + "Words")
    assert [block.text for block in deep.blocks] == ["Words"]
    assert max(node.depth for node in deep.nodes) <= MAX_DEPTH
