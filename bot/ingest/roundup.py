"""A round-up or a newsletter: one page that tells several stories under headlines of their own.

Its text stays whole, for it is the article; the stories are given beside it, each with its
headline, its text and, where the headline is a link, the address of the story itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.core import clean
from bot.core.models import Related
from bot.ingest.blocks import Block, Layout

_FEWEST = 3
_SHARE = 0.6
_LEAST_TEXT = 80
_HEADINGS = frozenset({"h2", "h3", "h4"})


def stories(layout: Layout, rows: Sequence[str]) -> tuple[Related, ...]:
    """The stories of a round-up whose text is `rows`; () for an article on one matter.

    A story is a heading that is a link to elsewhere, with at least 80 characters of text under
    it; three or more of them, holding 60 % of the text, make a round-up.
    """
    chosen = set(rows)
    found: list[tuple[Block, list[str]]] = []
    for block in layout.blocks:
        if _heads(layout, block):
            found.append((block, []))
        elif found and (text := clean.spaced(clean.line(block.text))) in chosen:
            found[-1][1].append(text)
    told = [(head, texts) for head, texts in found if sum(map(len, texts)) >= _LEAST_TEXT]
    covered = sum(len(text) for _, texts in told for text in texts)
    if len(told) < _FEWEST or covered < _SHARE * sum(map(len, rows)):
        return ()
    return tuple(
        Related(clean.line(head.text), "\n\n".join(texts), url=head.href) for head, texts in told
    )


def _heads(layout: Layout, block: Block) -> bool:
    """Whether a block is the headline of a story told elsewhere: a heading that is a link."""
    heading = layout.nodes[block.node].tag in _HEADINGS
    return heading and bool(block.href) and block.linked >= 0.8 * len(block.text)
