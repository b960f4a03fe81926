"""What the sentence splitter knows of each language: abbreviations, openers, ordinals, scripts.

The words stand in `data/abbreviations.toml`, where each kind of them is explained.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from summarizers.text.tokens import base_language

_KINDS = ("title", "number", "inside", "last", "ends", "openers")
_TWINS = {
    "nb": "no",
    "nn": "no",
    "sl": "hr",
    "sr": "hr",
    "bs": "hr",
    "sh": "hr",
    "ms": "id",
    "be": "ru",
    "mk": "bg",
}
# Languages in which a full stop after a number makes it an ordinal ("am 3. Oktober").
_ORDINALS = frozenset("bs cs da de et fi hr hu is lv nb nn no pl sk sl sr tr".split())

# One script, one language, or the one that is likeliest; in this order.
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30fa]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0620-\u064a]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("hy", re.compile("[\u0531-\u0587]")),
)
_LATIN_WORD = re.compile(r"\b[^\W\d_]{1,9}\b")
_SAMPLE = 3000


@dataclass(frozen=True)
class Rules:
    """What is known of one language; words in lower case, without their final full stop."""

    language: str
    title: frozenset[str]
    number: frozenset[str]
    inside: frozenset[str]
    last: frozenset[str]
    ends: frozenset[str]
    openers: frozenset[str]
    ordinals: bool

    @cached_property
    def shortened(self) -> frozenset[str]:
        """All abbreviations."""
        return self.title | self.number | self.inside | self.last


def rules_for(language: str, text: str = "") -> Rules:
    """The rules of a language (ISO 639-1, a region is ignored), with what is common to all.

    For a language that is not known, those of the one that `text` looks like.
    """
    code = base_language(language)
    code = _TWINS.get(code, code)
    return _rules(code if code in _tables() else _guessed(text[:_SAMPLE]))


@cache
def _rules(code: str) -> Rules:
    tables = _tables()
    words = {kind: tables["common"][kind] | tables[code][kind] for kind in _KINDS}
    return Rules(code, **words, ordinals=code in _ORDINALS)


def _guessed(sample: str) -> str:
    """The language that a text looks like by its script, else by its small words."""
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) * 3 > len(sample.split()):
            return code
    counts = Counter(_LATIN_WORD.findall(sample.lower()))
    votes = {
        code: sum(counts[word] for word in table["openers"] if len(word) > 1)
        for code, table in _tables().items()
    }
    best = max(votes, key=lambda code: (votes[code], code == "en"))
    return best if votes[best] > 1.2 * votes["en"] else "en"


@cache
def _tables() -> dict[str, dict[str, frozenset[str]]]:
    text = (files("summarizers") / "data" / "abbreviations.toml").read_text(encoding="utf-8")
    return {
        language: {kind: frozenset(table.get(kind, "").split()) for kind in _KINDS}
        for language, table in tomllib.loads(text).items()
    }
