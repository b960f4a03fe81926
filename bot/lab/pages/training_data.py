"""Marked pages as what a model learns from: features, labels and weights, block by block."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.core.text import markup
from bot.ingest.pages import metadata, selection
from bot.ingest.pages.blocks import features
from bot.ingest.pages.blocks.features import Hints
from bot.ingest.pages.blocks.layout import Layout, layout
from bot.ingest.pages.head import read_head

if TYPE_CHECKING:
    from bot.ingest.pages.blocks.features import Floats

SETS = ("scrapinghub", "daniel_multilingual", "trafilatura", "readability_pages", "wcxb")

_WORD = re.compile(r"\w+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PAGE_WEIGHT = 20.0
_BLOCK_LIMIT = 3.0
_SNIPPET_WEIGHT = 5.0


@dataclass(frozen=True, slots=True)
class PageSample:
    """A page with what is known of its blocks. `weights` are 0 where nothing is.

    `truth` is the whole article's text, or "" for pages of which only pieces are marked:
    `belong` and `foreign`. `chosen` is trafilatura's text.
    """

    name: str
    host: str
    language: str
    layout: Layout
    hints: Hints
    rows: Floats
    votes: Floats
    labels: Floats
    weights: Floats
    chosen: str
    truth: str = ""
    belong: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def load(folder: Path, name: str) -> Iterator[PageSample]:
    """The pages of one set; those that give no blocks are left out."""
    with gzip.open(folder / f"{name}.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if sample := _sample(name, json.loads(line)):
                yield sample


def _sample(name: str, page: dict[str, Any]) -> PageSample | None:
    root = markup.parse(page["html"])
    found = layout(root) if root is not None else Layout()
    if root is None or not found.blocks:
        return None
    hints = metadata.hints(root, read_head(root))
    chosen = selection.second_opinion(root)
    truth = page["truth_text"] or ""
    belong, foreign = page.get("with") or (), page.get("without") or ()
    marks = _by_text(found, truth) if truth else _by_pieces(found, belong, foreign)
    return PageSample(
        name,
        _host(page),
        page.get("lang") or "",
        found,
        hints,
        features.matrix(found, hints),
        features.votes(found, chosen),
        *marks,
        chosen,
        truth,
        tuple(belong),
        tuple(foreign),
    )


def _host(page: dict[str, Any]) -> str:
    """The page's host without "www.", or its id where its address is not known."""
    address = re.sub(r"^\w*:?/*", "", page.get("url") or "").split("/")[0]
    return (page.get("host") or address or str(page["id"])).removeprefix("www.")


def _words(text: str) -> list[str]:
    """Words in lower case; every Chinese or Japanese character is one."""
    return _WORD.findall(_WIDE.sub(lambda found: f"{found.group()} ", text.lower()))


def _sizes(found: Layout) -> Floats:
    return np.array([len(_words(block.text)) for block in found.blocks], dtype=np.float32)


def _weights(size: Floats, whole: float) -> Floats:
    """A block's weight: its share of the article's words, times 20, at most 3."""
    weights: Floats = np.minimum(_BLOCK_LIMIT, size / max(_PAGE_WEIGHT, whole) * _PAGE_WEIGHT)
    return weights


def _by_text(found: Layout, truth: str) -> tuple[Floats, Floats]:
    """Labels and weights by a full text: half of a block's four-word runs are in it.

    Short blocks must be a line of it, or stand in it with at least 12 letters.
    """
    words = _words(truth)
    known = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
    whole = features.letters(truth)
    rows = {features.letters(row) for row in truth.split("\n")}
    labels = []
    for block in found.blocks:
        own = _words(block.text)
        runs = {tuple(own[i : i + 4]) for i in range(len(own) - 3)}
        if len(runs) >= 2:
            labels.append(sum(run in known for run in runs) >= 0.5 * len(runs))
        else:
            plain = features.letters(block.text)
            labels.append(bool(plain) and (plain in rows or (len(plain) >= 12 and plain in whole)))
    return np.array(labels, dtype=np.float32), _weights(_sizes(found), float(len(words)))


def _by_pieces(
    found: Layout, belong: Sequence[str], foreign: Sequence[str]
) -> tuple[Floats, Floats]:
    """Labels and weights where only pieces are marked: blocks that hold one, the rest unknown."""
    labels, weights = [], []
    for block in found.blocks:
        good = any(" ".join(piece.split()) in block.text for piece in belong)
        bad = any(" ".join(piece.split()) in block.text for piece in foreign)
        labels.append(float(good))
        weights.append(float(good != bad))
    weighed = np.array(weights, dtype=np.float32)
    total = float(weighed.sum())
    return (
        np.array(labels, dtype=np.float32),
        weighed * (_SNIPPET_WEIGHT / total) if total else weighed,
    )


def rows_of(
    samples: Sequence[PageSample], set_weights: Mapping[str, float], voted: bool
) -> tuple[Floats, Floats, Floats]:
    """Features, labels and weights of all blocks that teach something.

    Headlines teach nothing, except where a person marked them as a piece: the sets disagree on
    whether they belong to an article.
    """
    rows, labels, weights = [], [], []
    for sample in samples:
        weight = sample.weights * set_weights.get(sample.name, 0.0)
        if sample.name != "trafilatura":
            headline = features.headline_blocks(sample.layout, sample.hints)
            weight = np.where(headline, 0.0, weight)
        used = weight > 0
        block = np.hstack([sample.rows, sample.votes]) if voted else sample.rows
        rows.append(block[used])
        labels.append(sample.labels[used])
        weights.append(weight[used])
    return np.vstack(rows), np.concatenate(labels), np.concatenate(weights).astype(np.float32)
