"""Texts of any kind for every summarising method: no exception, no bullet out of thin air.

The nightly size (PRECIS_NIGHTLY=1) takes a few minutes.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.lab.summaries.evaluation import is_cut_from
from summarizers import summarize
from summarizers.bullets.selection import LONGEST
from summarizers.document import Bullet
from summarizers.story.bullets import StoryArticle, summarise_story
from summarizers.story.contradictions import contradictions
from summarizers.story.novelty import new_since
from summarizers.story.timeline import timeline
from summarizers.sumy.methods import METHODS
from tests.faults.mutations import NIGHTLY

ROUNDS, LARGEST = (40, 10_000) if NIGHTLY else (12, 400)
LANGUAGES = ("", "en", "de", "fr", "ru", "zh", "ja", "ar", "tr", "el", "he", "xx", "en-GB")
WORDS = (
    "the a of said police bridge $5m 2019 Monday U.S. Mr. he they about 200 killed at least 12 he's — - "
    "“quote” 'q' (see) 日本 東京。 中国 الرئيس שלום 😀 👩‍👩‍👧 \ud800 \udfff \x00 café ﷽ | , ; : . ! ? … 。 ！ ٪ 5% "
    "½ № www.x.example @x #y – • * 1. a) [1] İ ß ſ ǆ e\u0301 (AP) (CNN) By : “ ” « » ' \""
).split(" ")

Chance = random.Random


def words(chance: Chance, size: int) -> str:
    return " ".join(chance.choices(WORDS, k=size))


def glued(chance: Chance, size: int) -> str:
    return "".join(chance.choices(WORDS, k=size))


def repeated(chance: Chance, size: int) -> str:
    end = chance.choice([". ", "\n", "。", "! ", "? ", " "])
    return (words(chance, chance.randint(1, 20)) + end) * (size // 10)


def table(chance: Chance, size: int) -> str:
    return "\n".join(" | ".join(chance.choices(WORDS, k=5)) for _ in range(size // 5))


def sentences(chance: Chance, size: int) -> str:
    return " ".join(f"Ship {i} {words(chance, 3)} on Monday." for i in range(size // 5))


def letters(chance: Chance, size: int) -> str:
    blocks = (
        (32, 127),
        (0x400, 0x4FF),
        (0x600, 0x6FF),
        (0x4E00, 0x9FFF),
        (0xD800, 0xDFFF),
        (0, 32),
    )
    return "".join(chr(chance.randrange(*chance.choice(blocks))) for _ in range(size))


KINDS: tuple[Callable[[Chance, int], str], ...] = (
    words,
    glued,
    repeated,
    table,
    sentences,
    letters,
)


def check(text: str, bullets: list[Bullet], count: int) -> None:
    assert len(bullets) <= count
    for bullet in bullets:
        assert 0 <= bullet.start < bullet.end <= len(text)
        assert 0 < len(bullet.text) <= LONGEST
        source = text[bullet.start : bullet.end]
        assert source.startswith(bullet.text.removesuffix(" …")) or is_cut_from(bullet.text, source)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["news", *METHODS])
def test_any_text_gives_bullets_of_its_own_or_none(
    kind: Callable[[Chance, int], str], method: str
) -> None:
    chance = Chance(f"{kind.__name__} {method}")
    for _ in range(ROUNDS):
        text = kind(chance, chance.randint(0, LARGEST))
        count = chance.choice([1, 2, 3, 5, 50])
        found = summarize(text, words(chance, 5), chance.choice(LANGUAGES), count, method)
        check(text, found, count)


@pytest.mark.parametrize("kind", KINDS)
def test_any_story_is_told_or_not(kind: Callable[[Chance, int], str]) -> None:
    chance = Chance(kind.__name__)
    for _ in range(ROUNDS):
        language = chance.choice(LANGUAGES)
        texts = [kind(chance, chance.randint(0, LARGEST)) for _ in range(3)]
        told = [
            StoryArticle(i, f"o{i}", "", text, language, (), datetime(2026, 5, 1, tzinfo=UTC))
            for i, text in enumerate(texts)
        ]
        for one in summarise_story(told, 3):
            check(texts[one.article_id], [one.bullet], 1)
        assert all(len(one.values) > 1 for one in contradictions(told))
        assert len(timeline(told, limit=4)) <= 4
        assert set(new_since(texts, texts[:1], language)) <= {0, 1, 2}
