"""Three lengths, and a reading time that is filled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.editions.composition import compose
from bot.core.editions.length import (
    LENGTHS,
    WORDS_A_MINUTE,
    Length,
    fill,
    length_of,
    minutes_from,
    reading_minutes,
    usual_minutes,
    words_of,
)
from bot.core.model.articles import Story
from tests.core.editions.test_composition import NOW, article


def story(number: int, words: int, hours: float) -> Story:
    said = " ".join(f"Word{number}x{at}" for at in range(words - 1)) + " ends."
    return Story(number, (article(number, f"Outlet {number}", said, hours=hours, title="One two"),))


def test_each_length_is_known_by_its_stories_and_takes_longer_than_the_one_before() -> None:
    assert [length_of(stories) for stories, _ in LENGTHS.values()] == list(Length)
    assert length_of(1) is Length.SHORT
    assert length_of(40) is Length.LONG
    assert [usual_minutes(length) for length in Length] == [1, 3, 7]


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("3m", 3), ("3 min", 3), ("5 minutes", 5), ("in 5 minutes", 5), ("3 Minuten", 3),
        ("3 minutos", 3), ("5 минут", 5), ("3 мин", 3), ("99m", 30), ("0m", None), ("", None),
        ("3", None), ("3 months", None), ("science", None), ("m" * 50, None),
    ],
)  # fmt: skip
def test_a_reading_time_is_understood(words: str, minutes: int | None) -> None:
    assert minutes_from(words) == minutes


def test_a_reading_time_is_filled_with_the_heaviest_stories_that_fit() -> None:
    stories = [story(1, 150, 1), story(2, 150, 2), story(3, 60, 3), story(4, 60, 4)]
    digest = compose(stories, now=NOW, limit=9, bullets=1)
    filled = fill(digest, 1)
    assert [one.id for one in filled.stories] == [1, 3]
    assert sum(map(words_of, filled.stories)) <= WORDS_A_MINUTE
    assert reading_minutes(filled.stories) == 1
    assert [one.story_id for one in filled.rest] == [2, 4]
    assert filled.total == digest.total
    assert {one.id for one in fill(digest, 2).stories} == {1, 2, 3, 4}


def test_the_heaviest_story_stays_however_long_it_is() -> None:
    digest = compose([story(1, 900, 1), story(2, 900, 2)], now=NOW, bullets=1)
    assert [one.id for one in fill(digest, 1).stories] == [1]
    unexplained = replace(digest, stories=tuple(replace(s, why=None) for s in digest.stories))
    assert len(fill(unexplained, 1).stories) == 1
