"""Guarded patterns: they find what the bare pattern finds, and try it only where it may match."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizers.lead.fitness import patterns
from summarizers.resources import load_toml
from summarizers.text.boilerplate import is_filler, is_furniture
from summarizers.text.guarded import Guarded
from summarizers.text.sentences import split

QUALITY = Path(__file__).parents[2] / "quality"
KINDS = ("fragment", "teaser", "said", "link", "partner", "now", "turn", "throat", "backstory")


def sentences() -> Iterator[str]:
    """Invented news of six languages, and the examples of the rules."""
    for name in ("articles_en", "articles_others"):
        for row in tomllib.loads((QUALITY / "editor" / f"{name}.toml").read_text())["article"]:
            yield from (one.text for one in split(row["text"], row.get("language", "en")))
    for rules in load_toml("lead.toml").values():
        for rule in rules if isinstance(rules, list) else ():
            yield from (*rule["yes"], *rule["no"])


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "pt", "ru"])
def test_a_guard_lets_pass_whatever_its_pattern_matches(language: str) -> None:
    texts = list(sentences())
    assert len(texts) > 500
    for pattern in (one for kind in KINDS for one in patterns(kind, language)):
        bare = re.compile(pattern.pattern, re.IGNORECASE)
        for text in texts:
            assert bool(pattern.match(text)) == bool(bare.match(text)), (pattern.pattern, text)
            assert bool(pattern.search(text)) == bool(bare.search(text)), (pattern.pattern, text)
            assert bool(pattern.fullmatch(text)) == bool(bare.fullmatch(text))


def test_a_match_is_the_same_with_a_guard() -> None:
    photo = Guarded(r"(?P<what>photo|picture) by (?P<who>[A-Z]\w+)")
    found = photo.search("The picture by Lind")
    assert found and found.groupdict() == {"what": "picture", "who": "Lind"}
    assert found.span() == (4, 19)
    assert photo.match("The picture by Lind") is None
    assert photo.search("The picture of Lind") is None


@pytest.mark.parametrize(
    "text", ["Photo: Ana Lind", "PHOTO: Ana Lind", "… photo: Ana Lind", "(Photo: Lind)"]
)
def test_letter_case_and_marks_in_front_hide_nothing(text: str) -> None:
    assert is_furniture(text)


def test_a_sentence_of_news_is_neither_furniture_nor_filler() -> None:
    assert not is_furniture("The bridge was closed on Monday.")
    assert not is_filler("The bridge was closed on Monday.")
