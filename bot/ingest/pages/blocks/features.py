"""What the block model looks at: one row of numbers for every block of a page.

Three kinds: of the block's own text, of the elements that hold it, and of its neighbourhood in
reading order. They rest on the idea that readability tools share: prose is long, punctuated and
hardly linked, and an article is where prose is dense.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.ingest.pages.blocks import text as block_text
from bot.ingest.pages.blocks import tree as block_tree
from bot.ingest.pages.blocks.layout import Layout

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_LETTERS = re.compile(r"[^\W\d_]+")
_LOWER = bytes(range(256)).lower()
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_PROBED = 60
"""Longer blocks are looked for by their beginning, middle and end."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page says of itself that helps to tell its blocks apart; "" where it is silent.

    `titles` are its headlines (title element, og:title); `body` the article's text from
    structured data; `flags` what the page's head holds, as 0 or 1 each.
    """

    titles: tuple[str, ...] = ()
    description: str = ""
    body: str = ""
    flags: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)


@lru_cache(maxsize=2048)
def letters(text: str) -> str:
    """The text reduced to its letters in lower case, for comparing across markup.

    The last texts are remembered: one page's lines are asked for by several of its readers.
    """
    if text.isascii():
        return text.encode().translate(_LOWER, _NO_LETTERS).decode()
    return "".join(_LETTERS.findall(text)).lower()


def is_in(block: str, whole: str) -> bool:
    """Whether a block stands in a text, both given as letters; long ones by three probes of 40."""
    size = len(block)
    if size < 12:
        return False
    if size <= _PROBED:
        return block in whole
    probes = (block[:40], block[size // 2 - 20 : size // 2 + 20], block[-40:])
    return sum(probe in whole for probe in probes) >= 2


def headline_blocks(layout: Layout, hints: Hints) -> list[bool]:
    """Which blocks are the page's headline: an h1, or what the page calls itself."""
    titles = [letters(title) for title in hints.titles]
    found = []
    for block in layout.blocks:
        named = 10 <= len(block.text) < 300 and _is_within(block.text, titles)
        found.append(named or layout.nodes[block.node].tag == "h1")
    return found


def _is_within(text: str, titles: Sequence[str]) -> bool:
    """Whether a text's letters, at least ten, stand in one of these titles' letters."""
    start = text[:3]
    if start.isalpha() and not any(start.lower() in title for title in titles):
        return False  # the cheap way to say no for nearly all of a page
    own = letters(text)
    return len(own) >= 10 and any(own in title for title in titles)


_PAGE = ("has_article", "has_og_title", "has_ld", "has_html5", "page_blocks", "page_good",
         "page_wide", "page_linked", "best_share")  # fmt: skip
_PLACE = ("from_first", "to_last", "from_headline", "place", "good_before", "repeats",
          "in_body", "body_known", "is_description", "headline")  # fmt: skip
_WINDOWS = (1, 3, 8)
_NEAR = ("log_size", "link_density", "good_share", "ends_stop", "headline", "tag", "furniture")


def feature_names() -> tuple[str, ...]:
    """The names of the columns of `matrix`."""
    windows = tuple(f"window_{kind}_{w}" for kind in ("good", "linked") for w in _WINDOWS)
    near = tuple(f"{side}_{name}" for side in ("before", "after", "after2") for name in _NEAR)
    return block_text.feature_names() + block_tree.feature_names() + _PLACE + windows + near + _PAGE


def matrix(layout: Layout, hints: Hints, headlines: Sequence[bool] | None = None) -> Floats:
    """One row per block, one column for each of `feature_names` (float32).

    `headlines` spares the work of `headline_blocks` where that is known.
    """
    import numpy as np

    counted = block_text.characters(layout.blocks)
    goods = block_text.goodness(layout.blocks, counted.marks)
    tree = block_tree.grow(layout, goods)
    text = block_text.features(layout.blocks, counted.head)
    nodes = [block.node for block in layout.blocks]
    each, places = np.unique(nodes, return_inverse=True)
    held = np.hstack([tree.inherited[nodes], tree.features(each.tolist())[places]])
    found = headline_blocks(layout, hints) if headlines is None else headlines
    head = np.array(found, dtype=np.float32)
    good = np.array(goods, dtype=np.float32)
    size = np.array([len(block.text) for block in layout.blocks], dtype=np.float32)
    place = _places(layout, hints, good, head)
    windows = _windows(layout, good, size)
    near = _neighbours(text, held, good / size, head)
    page = _page(layout, hints, tree, good, text)
    return np.hstack([text, held, place, windows, near, page]).astype(np.float32)


def _places(layout: Layout, hints: Hints, good: Floats, head: Floats) -> Floats:
    """Where each block stands among the good ones, and whether the page's own words hold it."""
    import numpy as np

    count = len(layout.blocks)
    order = np.arange(count)
    prose = np.flatnonzero(good)
    first, last = (prose[0], prose[-1]) if len(prose) else (0, count - 1)
    heads = np.flatnonzero(head)
    start = heads[heads <= first][-1] if len(heads) and heads[0] <= first else first
    total = float(good.sum()) or 1.0
    repeats = Counter(block.text for block in layout.blocks)
    body, description = letters(hints.body), letters(hints.description)
    plain = [_comparable(block.text, body, description) for block in layout.blocks]
    columns = [
        np.clip(order - first, -40, 40),
        np.clip(last - order, -40, 40),
        np.clip(order - start, -40, 80),
        order / count,
        (np.cumsum(good) - good) / total,
        [repeats[block.text] for block in layout.blocks],
        [is_in(text, body) for text in plain] if body else np.zeros(count),
        np.full(count, float(len(body) > 200)),
        [is_in(text, description) for text in plain] if description else np.zeros(count),
        head,
    ]
    return np.column_stack(columns).astype(np.float32)


def _comparable(text: str, body: str, description: str) -> str:
    """A block's letters, "" for one that is short and begins like neither of these texts."""
    start = text[:3].lower()
    if len(text) <= _PROBED and start.isalpha() and start not in body and start not in description:
        return ""
    return letters(text) if body or description else ""


def _windows(layout: Layout, good: Floats, size: Floats) -> Floats:
    """The shares of prose and of linked text among the blocks up to so many places away."""
    import numpy as np

    linked = np.array([block.linked for block in layout.blocks], dtype=np.float32)
    count = len(good)
    columns = []
    for values in (good, linked):
        sums = np.concatenate([[0.0], np.cumsum(values)])
        sizes = np.concatenate([[0.0], np.cumsum(size)])
        for width in _WINDOWS:
            low = np.maximum(np.arange(count) - width, 0)
            high = np.minimum(np.arange(count) + width + 1, count)
            columns.append((sums[high] - sums[low]) / (sizes[high] - sizes[low]))
    return np.column_stack(columns).astype(np.float32)


def _neighbours(text: Floats, held: Floats, share: Floats, head: Floats) -> Floats:
    """The main figures of the block before and of the two after; -1 beyond the page's ends."""
    import numpy as np

    own, around = block_text.feature_names(), block_tree.feature_names()
    column = {name: text[:, own.index(name)] for name in _NEAR if name in own}
    column |= {"good_share": share, "headline": head, "tag": held[:, around.index("tag")]}
    main = np.column_stack([column[name] for name in _NEAR])
    edge = np.full((2, main.shape[1]), -1.0, dtype=np.float32)
    padded = np.vstack([edge[:1], main, edge])
    return np.hstack([padded[:-3], padded[2:-1], padded[3:]])


def _page(
    layout: Layout, hints: Hints, tree: block_tree.Tree, good: Floats, text: Floats
) -> Floats:
    """What is the same for every block of the page."""
    import numpy as np

    total = float(good.sum())
    size = sum(len(block.text) for block in layout.blocks)
    wide = float(text[:, block_text.feature_names().index("wide")].mean())
    row = [
        *hints.flags,
        float(len(layout.blocks)),
        total,
        wide,
        sum(block.linked for block in layout.blocks) / size,
        tree.good[tree.best] / (total or 1.0),
    ]
    return np.tile(np.array(row, dtype=np.float32), (len(layout.blocks), 1))


VOTES = ("vote", "vote_window_1", "vote_window_3", "vote_before", "vote_after", "vote_share")


def votes(layout: Layout, chosen: str) -> Floats:
    """What another extractor says of each block: one column for each of `VOTES`.

    `chosen` is the text that it took for the article; a block is voted for when it is a line of
    that text, or stands in it.
    """
    import numpy as np

    whole = letters(chosen)
    rows = {letters(row) for row in chosen.split("\n")}
    plain = [letters(block.text) for block in layout.blocks]
    vote = np.array([bool(t) and (t in rows or is_in(t, whole)) for t in plain], dtype=np.float32)
    size = np.array([len(block.text) for block in layout.blocks], dtype=np.float32)
    count = len(vote)
    sums, sizes = (np.concatenate([[0.0], np.cumsum(v)]) for v in (vote * size, size))
    columns = [vote]
    for width in (1, 3):
        low = np.maximum(np.arange(count) - width, 0)
        high = np.minimum(np.arange(count) + width + 1, count)
        columns.append((sums[high] - sums[low]) / np.maximum(sizes[high] - sizes[low], 1.0))
    columns += [np.concatenate([[-1.0], vote[:-1]]), np.concatenate([vote[1:], [-1.0]])]
    columns.append(np.full(count, len(chosen) / (sizes[-1] + 1.0)))
    return np.column_stack(columns).astype(np.float32)
