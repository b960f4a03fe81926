"""What the elements that hold a block say of it."""

from __future__ import annotations

import pytest

from bot.core.text import markup
from bot.ingest.pages.blocks.layout import layout
from bot.ingest.pages.blocks.text import characters, goodness
from bot.ingest.pages.blocks.tree import Tree, feature_names, grow
from tests.ingest.pages.test_reader import STORY

STORY_ROWS = "".join(f"<p>{row}</p>" for row in STORY)
BODY = f"""<body><nav><ul><li><a href='/'>Home</a></li></ul></nav>
<div class='story-body'>{STORY_ROWS}</div>
<div class='comments'><p>{STORY[2]}</p></div></body>"""


def grown(body: str) -> Tree:
    root = markup.parse(f"<html>{body}</html>")
    assert root is not None
    found = layout(root)
    return grow(found, goodness(found.blocks, characters(found.blocks).marks))


def of_block(tree: Tree, number: int) -> dict[str, float]:
    """The features of a block's element, the inherited ones first."""
    node = tree.layout.blocks[number].node
    row = [*tree.inherited[node], *tree.features(node)]
    return dict(zip(feature_names(), map(float, row), strict=True))


def test_the_element_that_holds_most_prose_is_the_best() -> None:
    tree = grown(BODY)
    assert tree.layout.nodes[tree.best].names == "story-body"


def test_sums_go_up_to_the_root() -> None:
    tree = grown(BODY)
    assert tree.size[0] == sum(len(block.text) for block in tree.layout.blocks)
    assert tree.count[0] == len(tree.layout.blocks) == 6
    assert tree.linked[0] == len("Home")
    assert tree.good[tree.best] == pytest.approx(sum(map(len, STORY)))


def test_names_and_kinds_are_handed_down_and_fade() -> None:
    tree = grown(BODY)
    link, first, comment = of_block(tree, 0), of_block(tree, 1), of_block(tree, 5)
    assert (link["within_nav"], link["within_li"], first["within_nav"]) == (1, 1, 0)
    assert 0 < first["named_body"] < 1
    assert comment["named_comment"] > 0 == first["named_comment"]


def test_a_block_knows_how_far_it_is_from_the_article() -> None:
    tree = grown(BODY)
    first, comment = of_block(tree, 1), of_block(tree, 5)
    assert (first["in_best"], first["up_from_best"], first["below_meeting"]) == (1, 0, 1)
    assert (comment["in_best"], comment["up_from_best"], comment["below_meeting"]) == (0, 1, 2)
    assert first["same_count"] == len(STORY)


def test_a_page_without_prose_has_its_top_for_the_best() -> None:
    tree = grown("<body><p>Home</p><p>Sport</p></body>")
    assert tree.best == 0
    assert tree.good[0] == 0
