"""Sixty articles and sixty stories with the traps of news prose: what an editor would send of them.

Every second one was kept aside while the rules were made; both halves hold the same floor.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from summarizers import summarize
from summarizers.facts.statements import statement
from summarizers.story.bullets import StoryArticle, summarise_story
from summarizers.story.novelty import repeats

FOLDER = Path(__file__).parent / "editor"
HALVES = ("development", "kept aside")
BULLETS = 3
KINDS = {"articles": "article", "stories": "story"}


@dataclass(frozen=True, slots=True)
class Judged:
    """Counts over digests: the main fact first and anywhere, forbidden sentences, pairs of bullets
    and those of them that tell one thing."""

    digests: int
    first: int
    present: int
    forbidden: tuple[str, ...]
    pairs: int
    redundant: tuple[str, ...]
    missed: tuple[str, ...]


def load(kind: str, half: str) -> list[dict[str, Any]]:
    """Every second article or story of each file."""
    found = list[dict[str, Any]]()
    for path in sorted(FOLDER.glob(f"{kind}_*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))[KINDS[kind]]
        found += rows[HALVES.index(half) :: 2]
    return found


def judge(told: list[tuple[dict[str, Any], list[str]]]) -> Judged:
    """What is right and wrong in the digests of marked texts."""
    forbidden, redundant, missed = list[str](), list[str](), list[str]()
    first = present = pairs = 0
    for marked, bullets in told:
        holds = [all(piece in text for piece in marked["main"]) for text in bullets]
        first += holds[:1] == [True]
        present += any(holds)
        if holds[:1] != [True]:
            missed.append(f"{marked['id']}: {bullets[:1]}")
        forbidden += [
            f"{marked['id']}: {piece}"
            for piece in marked["forbidden"]
            if any(piece in text for text in bullets)
        ]
        for one, other in combinations(bullets, 2):
            pairs += 1
            if says_one_thing(marked, one, other):
                redundant.append(f"{marked['id']}: {one} | {other}")
    return Judged(
        len(told), first, present, tuple(forbidden), pairs, tuple(redundant), tuple(missed)
    )


def says_one_thing(marked: dict[str, Any], one: str, other: str) -> bool:
    """Whether two bullets are a marked pair, or all that one states stands in the other."""
    for left, right in marked.get("same", ()):
        if (left in one and right in other) or (right in one and left in other):
            return True
    language = marked.get("language", "en")
    mine, theirs = statement(other, language), statement(one, language)
    return repeats(mine, theirs) and not mine.numbers - theirs.numbers


@pytest.mark.parametrize("half", HALVES)
def test_articles_begin_with_the_main_fact_and_tell_nothing_idle(half: str) -> None:
    told = [
        (
            marked,
            [
                bullet.text
                for bullet in summarize(
                    marked["text"].strip(),
                    marked["title"],
                    marked.get("language", "en"),
                    BULLETS,
                    standfirst=marked.get("standfirst", ""),
                )
            ],
        )
        for marked in load("articles", half)
    ]
    found = judge(told)
    assert found.digests == 30
    assert found.first >= 0.9 * found.digests, found.missed
    assert found.present >= 0.97 * found.digests, found.missed
    assert not found.forbidden
    assert len(found.redundant) <= 0.03 * found.pairs, found.redundant


@pytest.mark.parametrize("half", HALVES)
def test_every_bullet_is_a_sentence_of_its_article_or_lacks_what_may_be_cut(half: str) -> None:
    for marked in load("articles", half):
        text = marked["text"]
        for bullet in summarize(text, marked["title"], marked.get("language", "en"), BULLETS):
            whole = text[bullet.start : bullet.end]
            for piece in marked.get("cut", ()):
                whole = whole.replace(piece, "")
            assert bullet.text in whole
            assert whole.rstrip().endswith(bullet.text.rstrip())


def digest(story: dict[str, Any]) -> list[str]:
    """The bullets of a marked story."""
    language = story.get("language", "en")
    articles = [
        StoryArticle(
            number,
            one["outlet"],
            one["title"],
            one["text"],
            language,
            published=datetime.fromisoformat(one["published"]) if "published" in one else None,
        )
        for number, one in enumerate(story["article"])
    ]
    return [one.bullet.text for one in summarise_story(articles, BULLETS)]


@pytest.mark.parametrize("half", HALVES)
def test_stories_begin_with_the_main_fact_and_tell_nothing_twice(half: str) -> None:
    found = judge([(marked, digest(marked)) for marked in load("stories", half)])
    assert found.digests == 30
    assert found.first >= 0.9 * found.digests, found.missed
    assert found.present >= 0.97 * found.digests, found.missed
    assert not found.forbidden
    assert len(found.redundant) <= 0.03 * found.pairs, found.redundant
