"""What a block's own words say of it, before anybody asks where it stands."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from bot.core.text.clean import is_furniture
from bot.ingest.pages.blocks.layout import Block

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_COMMA = re.compile(r"[,;:،，、；：]")
_STOP = re.compile(r"[.!?…。！？]")
_DIGIT = re.compile(r"\d")
_UPPER = re.compile(r"[A-ZÀ-ÞΑ-ΩА-Я]")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SEPARATOR = re.compile(r"[|»«>/•·→]")
_QUOTE = re.compile(r"[\"“”„«»「」]")
_CLASSES = (_COMMA, _STOP, _DIGIT, _UPPER, _WIDE, _SEPARATOR, _QUOTE)
"""The classes of characters that are counted, in the order of the features."""

_HEAD = 400
_MARKS_HEAD = 2000


class Cues(NamedTuple):
    """What `data/cues.toml` holds: the names of the cues, one pattern with a group for each that
    a block begins with, and for each that it holds the words and the patterns."""

    names: tuple[str, ...]
    start: re.Pattern[str]
    inside: tuple[tuple[tuple[str, ...], tuple[re.Pattern[str], ...]], ...]


@cache
def _cues() -> Cues:
    table = tomllib.loads(files("bot.ingest").joinpath("data/cues.toml").read_text("utf-8"))
    start, holds, inside = table["start"], table["holds"], table["inside"]
    names = tuple(f"starts_{key}" for key in start) + tuple(f"holds_{key}" for key in holds)
    first = "|".join(f"(?P<starts_{key}>{pattern})" for key, pattern in start.items())
    second = tuple(
        (tuple(words.split("|")), tuple(map(re.compile, inside[key])))
        for key, words in holds.items()
    )
    return Cues(names, re.compile(rf"^[^\w\n]{{0,3}}(?:{first})", re.M), second)


def feature_names() -> tuple[str, ...]:
    """The names of the numbers that `features` gives for a block, in its order."""
    own = (
        "log_size", "words", "commas", "stops", "digits", "capitals", "wide", "separators",
        "quotes", "ends_stop", "ends_colon", "starts_lower", "link_density", "bold", "timed",
        "after_br", "furniture", "word_length",
    )  # fmt: skip
    return own + _cues().names


class Characters(NamedTuple):
    """Of each block, how many characters of each class stand in its first 400 (one row a block,
    in the order of `_CLASSES`) and how many commas and stops in its first 2000."""

    head: Floats
    marks: Floats


def characters(blocks: Sequence[Block]) -> Characters:
    """Every block's characters counted by class, all blocks at once."""
    import numpy as np

    parts = [block.text[:_MARKS_HEAD] for block in blocks]
    codes = np.frombuffer("".join(parts).encode("utf-32-le", "replace"), dtype=np.uint32)
    found = _classes()[np.minimum(codes, 0xFFFF)]
    sizes = np.array([len(part) for part in parts])
    starts = np.cumsum(sizes) - sizes
    edges = np.column_stack([starts, starts + np.minimum(sizes, _HEAD)]).ravel()
    edges = np.minimum(edges, len(found))
    found = np.append(found, np.uint8(0))  # so that the last edge is a place, too
    columns = [
        np.add.reduceat((found >> bit) & 1, edges, dtype=np.int64)[::2]
        for bit in range(len(_CLASSES))
    ]
    marks = np.add.reduceat((found & 3) > 0, starts, dtype=np.int64)
    head = np.column_stack(columns).astype(np.float32)
    return Characters(head, marks.astype(np.float32))


@cache
def _classes() -> npt.NDArray[np.uint8]:
    """For each character below 2^16, one bit for each of `_CLASSES`."""
    import numpy as np

    table = np.zeros(1 << 16, dtype=np.uint8)
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 1 << 16))))
    for bit, pattern in enumerate(_CLASSES):
        table[[ord(char) for char in pattern.findall(every)]] |= 1 << bit
    return table


def goodness(blocks: Sequence[Block], marks: Floats) -> list[float]:
    """How many characters of each block look like prose: its length outside links, or 0.

    From 60 characters one comma or full stop is asked, from 25 two; hardly any links in both.
    `marks` are the block's commas and stops.
    """
    found = []
    for block, count in zip(blocks, marks.tolist(), strict=True):
        size = len(block.text)
        density = block.linked / size
        long = size >= 60 and density < 0.4 and count >= 1
        good = size >= 25 and (long or (density < 0.3 and count >= 2))
        found.append(size * (1.0 - density) if good else 0.0)
    return found


def features(blocks: Sequence[Block], head: Floats) -> Floats:
    """One row for each block, one number for each of `feature_names`.

    Rates are per 100 characters; `head` are the characters counted by class.
    """
    import numpy as np

    own = np.array([_plain_features(block) for block in blocks], dtype=np.float32)
    size = np.array([len(block.text) for block in blocks], dtype=np.float32)
    rates = head * (100.0 / np.minimum(size, _HEAD))[:, None]
    return np.hstack([own[:, :2], rates, own[:, 2:], _cue_features(blocks)]).astype(np.float32)


def _plain_features(block: Block) -> list[float]:
    text = block.text
    size = len(text)
    words = text.count(" ") + 1
    last = text.rstrip("\"”’')»“」 ")[-1:]
    return [
        math.log1p(size),
        float(min(words, 400)),
        float(bool(last) and last in ".!?…。！？"),
        float(bool(last) and last in ":："),
        float(text[:1].islower()),
        block.linked / size,
        block.bold / size,
        block.timed / size,
        float(block.after_br),
        float(size <= 160 and is_furniture(text)),
        size / words,
    ]


def _cue_features(blocks: Sequence[Block]) -> Floats:
    """Which cue each text begins with, and which it holds (near its ends).

    The texts are searched as lines of one text, for one search costs less than hundreds.
    """
    import numpy as np

    names, start, inside = _cues()
    texts = [block.text for block in blocks]
    near = [t if len(t) <= 160 else f"{t[:100]} {t[-60:]}" for t in texts]
    rows = [" ".join(text.lower().splitlines()) for text in near]
    ends = np.cumsum([len(row) + 1 for row in rows])
    whole = "\n".join(rows)
    found = np.zeros((len(blocks), len(names)), dtype=np.float32)
    for hit in start.finditer(whole):
        found[np.searchsorted(ends, hit.start(), "right"), names.index(str(hit.lastgroup))] = 1.0
    for place, (words, patterns) in enumerate(inside, len(names) - len(inside)):
        spots = [spot for word in words for spot in _spots(word, whole)]
        spots += [hit.start() for pattern in patterns for hit in pattern.finditer(whole)]
        found[np.searchsorted(ends, spots, "right"), place] = 1.0
    return found


def _spots(word: str, whole: str) -> Iterator[int]:
    """Where a word stands in a text; for words that are seldom there, faster than a pattern."""
    spot = whole.find(word)
    while spot >= 0:
        yield spot
        spot = whole.find(word, spot + 1)
