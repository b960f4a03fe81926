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
from summarizers.text.guarded import AnyOf, Guarded
from summarizers.text.sentences import split
from tests.summarizers.examples import rules

QUALITY = Path(__file__).parents[2] / "quality"
KINDS = ("fragment", "teaser", "said", "link", "partner", "now", "turn", "throat", "backstory")


def sentences() -> Iterator[str]:
    """Invented news of six languages, and the examples of the rules."""
    for name in ("articles_en", "articles_others"):
        for row in tomllib.loads((QUALITY / "editor" / f"{name}.toml").read_text())["article"]:
            yield from (one.text for one in split(row["text"], row.get("language", "en")))
    for kind in load_toml("lead.toml").values():
        for rule in kind if isinstance(kind, list) else ():
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


@pytest.mark.parametrize(
    ("group", "before", "key"),
    [
        ("sentence", r"[\W_]{0,4}", "start"),
        ("sentence", "", "anywhere"),
        ("story", r"[\s•*>_–—-]*", "start"),
        ("story", "", "anywhere"),
    ],
)
def test_many_patterns_find_together_what_each_finds(group: str, before: str, key: str) -> None:
    rows = load_toml("boilerplate.toml")[group][key]
    from_start = key == "start"
    many = AnyOf((f"{before}(?:{row})" for row in rows), re.IGNORECASE, from_start=from_start)
    one = re.compile(f"{before}(?:{'|'.join(f'(?:{row})' for row in rows)})", re.IGNORECASE)
    found = 0
    for text in [*sentences(), *examples(group)]:
        bare = one.match(text) if from_start else one.search(text)
        assert many.finds(text) == bool(bare), text
        found += bool(bare)
    assert found >= len(rows)


def examples(group: str) -> list[str]:
    """The texts that the rules of a group of boilerplate find, and those they spare."""
    named = [rule for rule in rules("boilerplate.toml") if rule.group.startswith(f"{group}/")]
    return [text for rule in named for text in (*rule.found, *rule.spared)]


def test_a_pattern_of_which_nothing_is_sure_is_always_tried() -> None:
    many = AnyOf([r"\w+ly\W*$", r"\bphoto by\b"])
    assert many.finds("He came slowly.")
    assert many.finds("A photo by Lind hangs here")
    assert not many.finds("He came by")


def test_patterns_that_are_made_behind_the_first_look_at_a_text_are_tried() -> None:
    text = "The goatherd left behind the late look."
    assert not is_furniture(text)
    assert AnyOf([r"\bno such thing\b", r"\bgoatherd\b"]).finds(text)
    assert Guarded(r"\bgoatherd\b").search(text)
