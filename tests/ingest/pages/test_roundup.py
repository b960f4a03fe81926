"""A page that tells several stories under headlines of their own."""

from __future__ import annotations

from bot.core.model.articles import Related
from bot.core.text import markup
from bot.ingest.pages.blocks.layout import layout
from bot.ingest.pages.roundup import stories
from tests.ingest.pages.test_reader import STORY

PART = "<section><h2>{head}</h2><p>{text}</p></section>"


def told(*heads: str, texts: tuple[str, ...] = STORY, more: str = "") -> tuple[Related, ...]:
    parts = "".join(PART.format(head=h, text=t) for h, t in zip(heads, texts, strict=False))
    root = markup.parse(f"<html><body><article>{parts}{more}</article></body></html>")
    assert root is not None
    found = layout(root)
    rows = [block.text for block in found.blocks if found.nodes[block.node].tag != "h2"]
    return stories(found, rows)


LINKED = tuple(f"<a href='/story/{n}'>Story {n}</a>" for n in range(4))


def test_each_linked_headline_with_its_text_is_a_story() -> None:
    assert told(*LINKED[:3]) == tuple(
        Related(f"Story {n}", STORY[n], url=f"/story/{n}") for n in range(3)
    )


def test_two_stories_make_no_round_up() -> None:
    assert told(*LINKED[:2]) == ()


def test_headings_that_lead_nowhere_else_are_parts_of_one_article() -> None:
    assert told("Part 1", "Part 2", "Part 3") == ()
    assert told(*(f"<a href='#{n}'>Part {n}</a>" for n in range(3))) == ()
    assert told(*["<a href='/shop'>Offer</a>"] * 3) == ()


def test_headings_with_a_line_each_are_teasers() -> None:
    assert told(*LINKED, texts=("Soon.",) * 4) == ()


def test_stories_beside_a_longer_article_are_no_round_up() -> None:
    long = "".join(f"<div><div><div><p>{row} {row}</p></div></div></div>" for row in STORY)
    root = markup.parse(
        f"<html><body>{long}{''.join(PART.format(head=h, text=STORY[0]) for h in LINKED[:3])}</body></html>"
    )
    assert root is not None
    found = layout(root)
    assert stories(found, [block.text for block in found.blocks]) == ()
