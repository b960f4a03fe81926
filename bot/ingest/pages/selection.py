"""Which blocks of a page are its article, and how they become its lines.

The trained model decides block by block. Where it is unsure of a page, trafilatura is asked for
its choice, and a second model, trained with such votes, decides again.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.ingest.pages.blocks import features
from bot.ingest.pages.blocks import model as block_model
from bot.ingest.pages.blocks.features import Hints
from bot.ingest.pages.blocks.foreign import foreign_blocks
from bot.ingest.pages.blocks.layout import Block, Layout

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from bot.ingest.pages.blocks.features import Floats

SURE = 0.7
"""Confidence (0 to 1) below which trafilatura is asked as well; see `data/block_model.md`."""

KEPT = 0.55
"""A block this likely to be article is taken."""

_NEVER = frozenset({"h1", "figcaption"})
_SHORT = 100
_TOLD, _MENU = 40, 0.6
"""A page with no block of so many characters outside links, and links this share of it, is a
menu."""
_ENDS = re.compile(r"[.!?…:;。！？»”\"]$")


def article_lines(
    root: HtmlElement, layout: Layout, hints: Hints, headlines: Sequence[bool]
) -> list[str]:
    """The lines of the article that the page's blocks hold, in reading order; [] for none.

    `root` is the parsed page itself, left as it is; `headlines` tells which blocks (at least
    those of `layout`) are the page's headline. Headlines before the text and repeated lines
    are left out.
    """
    if not layout.blocks:
        return []
    rows = features.matrix(layout, hints, headlines[: len(layout.blocks)])
    chances = block_model.forest("alone").probabilities(rows)
    if layout.vast:
        return chosen_lines(layout, headlines, chances)
    if confidence(layout, chances) < SURE:
        chosen = second_opinion(root)
        votes = features.votes(layout, chosen)
        own = chosen_lines(layout, headlines, chances)
        chances = block_model.forest("voted").probabilities(_beside(rows, votes))
        voted = chosen_lines(layout, headlines, chances)
        lines = likelier(own, voted, chosen.split("\n"))
    else:
        lines = chosen_lines(layout, headlines, chances)
        chosen = second_opinion(root) if sum(map(len, lines)) < _SHORT else ""
    other = chosen.split("\n")
    longer = sum(map(len, lines)) < _SHORT and len(chosen) > 2 * sum(map(len, lines))
    return other if longer and any(len(line) >= _TOLD for line in other) else lines


def likelier(own: list[str], voted: list[str], chosen: list[str]) -> list[str]:
    """Of what the model takes without and with votes, what is more like trafilatura's choice.

    Of three choices that makes two agree: the one with the least expected loss, after minimum
    Bayes risk decoding (Kumar and Byrne, 2004), with the F1 of words as likeness. Votes that
    leave less than a third of the text have led astray.
    """
    if sum(map(len, own)) > _ASTRAY * sum(map(len, voted)):
        return own
    return own if word_f1(own, chosen) > word_f1(voted, chosen) else voted


def word_f1(one: Sequence[str], other: Sequence[str]) -> float:
    """The F1 (0 to 1) of the words that two texts share, each as often as in both."""
    here, there = (Counter(_WORD.findall(" ".join(x).lower())) for x in (one, other))
    shared = sum((here & there).values())
    return 2 * shared / (sum(here.values()) + sum(there.values())) if shared else 0.0


_ASTRAY = 3
_WORD = re.compile(r"\w+")


def _beside(rows: Floats, votes: Floats) -> Floats:
    import numpy as np

    return np.hstack([rows, votes])


def confidence(layout: Layout, chances: Floats) -> float:
    """How sure the model is of a page: mean of |2p - 1| over blocks with p > .1, by length."""
    import numpy as np

    size = np.array([len(block.text) for block in layout.blocks], dtype=np.float32)
    weight = size * (chances > 0.1)
    total = float(weight.sum())
    return float((np.abs(2 * chances - 1) * weight).sum() / total) if total else 0.0


def second_opinion(root: HtmlElement) -> str:
    """The text that trafilatura takes for the article, "" where it finds none or fails."""
    from trafilatura import extract

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return extract(root, fast=True, include_comments=False) or ""
    except Exception:  # a library's fault on a stranger's page is an ordinary failure here
        return ""


def _is_menu(blocks: Sequence[Block]) -> bool:
    """Whether blocks are nothing but links: a page's menu, where its text is yet to come."""
    size = sum(len(block.text) for block in blocks)
    told = any(len(block.text) - block.linked >= _TOLD for block in blocks)
    return not told and sum(block.linked for block in blocks) >= _MENU * size


def chosen_lines(layout: Layout, headlines: Sequence[bool], chances: Floats) -> list[str]:
    """The lines of the blocks that are more likely article than not.

    A headline counts only after the text has begun, an h1 or a caption never; a line of 25
    characters or more is taken once; lines that only a <br> cut inside a sentence are joined.
    `headlines` tells which blocks are the page's headline.
    """
    lines: list[str] = []
    seen: set[str] = set()
    begun = False
    last = -2
    taken = [
        chance > KEPT and layout.nodes[block.node].tag not in _NEVER
        for block, chance in zip(layout.blocks, chances.tolist(), strict=True)
    ]
    if _is_menu([block for block, is_one in zip(layout.blocks, taken, strict=True) if is_one]):
        return []
    foreign = foreign_blocks(layout, taken)
    for index, block in enumerate(layout.blocks):
        text = block.text
        if not taken[index] or index in foreign or (headlines[index] and not begun):
            continue
        if len(text) >= 25:
            if text in seen:
                continue
            seen.add(text)
        begun = begun or len(text) >= 40
        if (
            block.after_br
            and last == index - 1
            and text[0].islower()
            and not _ENDS.search(lines[-1])
        ):
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.append(text)
        last = index
    return lines
