"""What a block's own words say of it, before anybody asks where it stands."""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache
from importlib.resources import files

from bot.core.text.clean import is_furniture
from bot.ingest.pages.blocks.layout import Block

_COMMA = re.compile(r"[,;:،，、；：]")
_STOP = re.compile(r"[.!?…。！？]")
_DIGIT = re.compile(r"\d")
_UPPER = re.compile(r"[A-ZÀ-ÞΑ-ΩА-Я]")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SEPARATOR = re.compile(r"[|»«>/•·→]")
_QUOTE = re.compile(r"[\"“”„«»「」]")


@cache
def _cues() -> tuple[tuple[str, ...], re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """The names of the cues, one pattern with a group for each start, and one for each inside."""
    table = tomllib.loads(files("bot.ingest").joinpath("data/cues.toml").read_text("utf-8"))
    start, inside = table["start"], table["inside"]
    names = tuple(f"starts_{key}" for key in start) + tuple(f"holds_{key}" for key in inside)
    first = "|".join(f"(?P<starts_{key}>{pattern})" for key, pattern in start.items())
    second = tuple(re.compile(pattern) for pattern in inside.values())
    return names, re.compile(rf"\W{{0,3}}(?:{first})"), second


def feature_names() -> tuple[str, ...]:
    """The names of the numbers that `features` gives, in its order."""
    own = (
        "log_size", "words", "commas", "stops", "digits", "capitals", "wide", "separators",
        "quotes", "ends_stop", "ends_colon", "starts_lower", "link_density", "bold", "timed",
        "after_br", "furniture", "word_length",
    )  # fmt: skip
    return own + _cues()[0]


def goodness(block: Block) -> float:
    """How many characters of the block look like prose: its length outside links, or 0.

    From 60 characters one comma or full stop is asked, from 25 two; hardly any links in both.
    """
    size = len(block.text)
    if size < 25:
        return 0.0
    density = block.linked / size
    head = block.text[:2000]
    marks = len(_COMMA.findall(head)) + len(_STOP.findall(head))
    long = size >= 60 and density < 0.4 and marks >= 1
    if long or (density < 0.3 and marks >= 2):
        return size * (1.0 - density)
    return 0.0


def features(block: Block) -> list[float]:
    """One number for each of `feature_names`; rates are per 100 characters."""
    text = block.text
    size = len(text)
    head = text[:400]
    rate = 100.0 / len(head)
    words = text.count(" ") + 1
    last = text.rstrip("\"”’')»“」 ")[-1:]
    row = [
        math.log1p(size),
        float(min(words, 400)),
        len(_COMMA.findall(head)) * rate,
        len(_STOP.findall(head)) * rate,
        len(_DIGIT.findall(head)) * rate,
        len(_UPPER.findall(head)) * rate,
        len(_WIDE.findall(head)) * rate,
        len(_SEPARATOR.findall(head)) * rate,
        len(_QUOTE.findall(head)) * rate,
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
    return row + _cue_features(text)


def _cue_features(text: str) -> list[float]:
    """Which cue the text begins with, and which it holds (near its ends)."""
    names, start, inside = _cues()
    low = (text if len(text) <= 160 else f"{text[:100]} {text[-60:]}").lower()
    row = [0.0] * (len(names) - len(inside))
    if hit := start.match(low):
        row[names.index(str(hit.lastgroup))] = 1.0
    return row + [float(pattern.search(low) is not None) for pattern in inside]
