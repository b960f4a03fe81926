"""Pull quotes: sentences of an article that its page shows a second time, large, to draw the eye.

They belong to the article's text, but what they say has been said, and stands there without what
leads to it: no bullet is taken from them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from bot.ingest.pages.blocks.features import letters
from bot.ingest.pages.blocks.layout import Layout

_NAMES = re.compile(
    r"(?i)pull-?_?quote|quote-?_?(?:pull|box|callout|block-large)|big-?quote|blockquote--pull"
    r"|(?:^|[\s_-])(?:zitat|cita|citation-mise|destacado-cita|citazione|olho|citat)(?:$|[\s_-])"
)
_LEAST, _LONGEST = 20, 400
"""A pull quote has so many letters, and no more characters."""

_LEVELS = 3
"""So many elements around a paragraph may say that it is one."""


def pull_quotes(layout: Layout, rows: Sequence[str]) -> tuple[str, ...]:
    """Those of an article's paragraphs that are pull quotes: by the names of the elements around
    them, or because a longer paragraph holds the same words."""
    told = [letters(row) for row in rows]
    short = {
        row: own
        for row, own in zip(rows, told, strict=True)
        if len(row) <= _LONGEST and len(own) >= _LEAST
    }
    named = {
        block.text
        for block in layout.blocks
        if block.text in short and _is_named(layout, block.node)
    }
    whole, same = "\n".join(told), Counter(told)
    return tuple(
        row
        for row in rows
        if (own := short.get(row)) and (row in named or whole.count(own) > same[own])
    )


def _is_named(layout: Layout, node: int) -> bool:
    around = islice(layout.ancestors(node), _LEVELS)
    return any(_says_so(layout.nodes[one].names) for one in around)


@lru_cache(maxsize=2048)
def _says_so(names: str) -> bool:
    return _NAMES.search(names) is not None


def without_pull_quotes(text: str, quotes: Sequence[str]) -> str:
    """The text with blanks in place of these paragraphs, so that all other places stay."""
    wanted = frozenset(quotes)
    parts = text.split("\n\n")
    return "\n\n".join(" " * len(part) if part in wanted else part for part in parts)
