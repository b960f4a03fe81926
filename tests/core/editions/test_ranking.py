"""The order in which stories are read: voices, freshness, dates, bullets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.editions.ranking import HALF_LIFE_HOURS, best, newest, weight
from bot.core.model.articles import Article, Story
from summarizers.document import Bullet

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def story(
    number: int, *outlets: str, hours: float = 0, dated: bool = True, bare: bool = False
) -> Story:
    at = NOW - timedelta(hours=hours)
    articles = tuple(
        Article(
            url=f"https://{outlet}.example/{number}",
            title="Market day in Harlow",
            text="It was full.",
            outlet=outlet,
            published=at,
            seen=at + timedelta(minutes=3) if dated else at,
            language="en",
            bullets=() if bare else (Bullet("It was full.", 0, 12),),
        )
        for outlet in outlets
    )
    return Story(number, articles)


def test_a_weight_doubles_with_four_voices_and_halves_with_its_half_life() -> None:
    one = weight(story(1, "a"), NOW)
    assert weight(story(1, "a", "b", "c", "d"), NOW) == pytest.approx(2 * one)
    assert weight(story(1, "a", hours=HALF_LIFE_HOURS), NOW) == pytest.approx(one / 2)


def test_what_has_no_date_or_no_bullets_comes_last() -> None:
    given = [story(1, "a", dated=False), story(2, "b", bare=True), story(3, "c", hours=20)]
    assert next(best(given, NOW)).id == 3


def test_order_is_whole_and_ties_go_to_the_lower_id() -> None:
    given = [story(n, f"outlet {n}") for n in (3, 1, 2)]
    assert [one.id for one in best(given, NOW)] == [1, 2, 3]
    assert list(best([], NOW)) == []


def test_a_story_is_as_new_as_its_newest_dated_article() -> None:
    old, new = story(1, "a", hours=9), story(1, "b", hours=1, dated=False)
    assert newest(Story(1, old.articles + new.articles)) == NOW - timedelta(hours=9)


def test_behind_the_first_stories_all_others_follow_by_weight() -> None:
    stories = [story(number, f"o{number}", hours=number / 10) for number in range(1, 91)]
    order = [one.id for one in best(stories, NOW)]
    assert sorted(order) == list(range(1, 91))
    assert order[64:] == sorted(order[64:])
