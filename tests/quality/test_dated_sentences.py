"""Dates that we state are right: over three hundred sentences with what a reader
may be told of each."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from summarizers.story.bullets import StoryArticle
from summarizers.story.timeline import Dated, timeline

TODAY = datetime(2026, 11, 25, 9, tzinfo=UTC)
FILES = ("dated_sentences.toml", "dated_sentences_more.toml", "dated_sentences_six.toml")
PRECISION, RECALL = 0.98, 0.9


@cache
def sentences() -> tuple[tuple[str, str, str], ...]:
    """(language, sentence, "past D", "ahead D" or "none")."""
    texts = (Path(__file__).with_name(file).read_text("utf-8") for file in FILES)
    told = [(language, kinds) for text in texts for language, kinds in tomllib.loads(text).items()]
    dated = [
        (language, text, f"{kind} {day}")
        for language, kinds in told
        for kind in ("past", "ahead")
        for text, day in kinds[kind]
    ]
    return (*dated, *((lang, one, "none") for lang, kinds in told for one in kinds["none"]))


def stated(language: str, text: str) -> str:
    """What we would tell of the sentence."""
    found = timeline([StoryArticle(1, "An outlet", "", text, language, published=TODAY)])
    return written(found[0]) if found else "none"


def written(one: Dated) -> str:
    return f"{'ahead' if one.ahead else 'past'} {one.date}"


def test_there_are_sentences_of_every_kind() -> None:
    assert len(sentences()) >= 320
    assert {language for language, _, _ in sentences()} == {"en", "de", "es", "fr", "ru", "pt"}


def test_days_that_are_stated_are_right() -> None:
    rows = [(text, expected, stated(language, text)) for language, text, expected in sentences()]
    claims = [row for row in rows if row[2] != "none"]
    wrong = [row for row in claims if row[1] != row[2]]
    assert len(claims) - len(wrong) >= PRECISION * len(claims), wrong


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "ru", "pt"])
def test_few_days_are_left_out(language: str) -> None:
    dated = [row for row in sentences() if row[0] == language and row[2] != "none"]
    missing = [row for row in dated if stated(row[0], row[1]) == "none"]
    assert len(missing) <= (1 - RECALL) * len(dated), missing
