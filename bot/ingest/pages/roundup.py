"""A round-up or a newsletter: one page that tells several stories under headlines of their own.

Its text stays whole, for it is the article; the stories are given beside it, each with its
headline, its text and, where the headline is a link, the address of the story itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.model.articles import Related
from bot.core.text import clean
from bot.ingest.pages.aggregator import MOST
from bot.ingest.pages.blocks.layout import Block, Layout

_FEWEST = 3
_SHARE = 0.6
_LEAST_TEXT = 80
_LEVELS = 2
_HEADINGS = frozenset({"h2", "h3", "h4"})


def stories(layout: Layout, rows: Sequence[str]) -> tuple[Related, ...]:
    """The stories of a round-up whose text is `rows`; () for an article on one matter.

    A story is a heading that is a link to elsewhere, with at least 80 characters of text under
    it in the same small part of the page: the headings of teasers stand in parts of their own.
    Three or more of them, each with an address of its own, holding 60 % of the text, make a
    round-up.
    """
    chosen = set(rows)
    found: list[tuple[Block, list[str]]] = []
    for block in layout.blocks:
        if _heads(layout, block):
            found.append((block, []))
        elif found and (text := clean.spaced(clean.line(block.text))) in chosen:
            head, texts = found[-1]
            if texts or _beside(layout, head, block):
                texts.append(text)
    told = [(head, texts) for head, texts in found if sum(map(len, texts)) >= _LEAST_TEXT]
    covered = sum(len(text) for _, texts in told for text in texts)
    apart = len({head.href for head, _ in told})
    if apart < _FEWEST or 2 * apart < len(told) or covered < _SHARE * sum(map(len, rows)):
        return ()
    return tuple(
        Related(clean.line(head.text), "\n\n".join(texts), url=head.href)
        for head, texts in told[:MOST]
    )


def _beside(layout: Layout, head: Block, text: Block) -> bool:
    """Whether a text stands in the element around a heading, or in the one around that."""
    around = [*layout.ancestors(head.node)][1 : _LEVELS + 1]
    return not set(around).isdisjoint([*layout.ancestors(text.node)][: _LEVELS + 1])


def _heads(layout: Layout, block: Block) -> bool:
    """Whether a block is the headline of a story told elsewhere: a heading that is a link."""
    heading = layout.nodes[block.node].tag in _HEADINGS
    return heading and block.href[:1] not in {"", "#"} and block.linked >= 0.8 * len(block.text)
