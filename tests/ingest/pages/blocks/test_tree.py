"""What the elements that hold a block say of it."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from re import _parser as regex
from typing import Any

import pytest

from bot.core.text import markup
from bot.ingest.pages.blocks.layout import layout
from bot.ingest.pages.blocks.text import characters, goodness
from bot.ingest.pages.blocks.tree import Tree, _kinds_of_names, _word_says, feature_names, grow
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
    row = [*tree.inherited[node], *tree.features([node])[0]]
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


def _needed(parts: Any) -> set[str] | None:
    """Pieces of text of which every match of a parsed pattern holds one; None for no such."""
    found: list[set[str] | None] = []
    run = ""
    for op, value in [*parts, (None, None)]:
        if op is regex.LITERAL:
            run += chr(value)
            continue
        found += [{run}] if run else []
        run = ""
        if op is regex.SUBPATTERN:
            found.append(_needed(value[3]))
        elif op is regex.BRANCH:
            branches = [_needed(branch) for branch in value[1]]
            found.append(set[str]().union(*branches) if all(branches) else None)
        elif op in (regex.MAX_REPEAT, regex.MIN_REPEAT) and value[0] > 0:
            found.append(_needed(value[2]))
    return max(filter(None, found), key=lambda one: (min(map(len, one)), -len(one)), default=None)


@pytest.mark.parametrize("kind", sorted(_kinds_of_names()))
def test_the_stems_of_a_kind_of_names_stand_in_all_that_its_pattern_finds(kind: str) -> None:
    table = tomllib.loads(files("bot.ingest").joinpath("data/name_stems.toml").read_text("utf-8"))
    stems = table[kind].split()
    needed = _needed(regex.parse(_kinds_of_names()[kind].pattern))
    assert needed and all(any(stem in piece for stem in stems) for piece in needed)


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("article-body", {"body", "article"}),
        ("ad", {"advert"}),
        ("hd", {"title"}),
        ("h1", {"title"}),
        ("grid", set()),
        ("xy", set()),
        ("", set()),
    ],
)
def test_a_name_says_what_it_speaks_of(word: str, kinds: set[str]) -> None:
    named = list(_kinds_of_names())
    assert {named[place] for place in _word_says(word)} == kinds
