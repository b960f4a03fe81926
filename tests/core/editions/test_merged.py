"""An edition of several days: what goes on is told, what is over is a headline."""

from __future__ import annotations

from datetime import timedelta

from bot.core.editions.merged import merge
from bot.core.model.articles import Story
from bot.core.model.chats import Shown
from bot.core.model.editions import Digest
from tests.core.editions.test_composition import NOW, article

WEEK = timedelta(days=7)


def story(number: int, hours: float, outlets: int = 1) -> Story:
    told = f"Council {number} of the valley decided on plan {number} after a long night."
    return Story(
        number,
        tuple(
            article(number * 10 + at, f"Outlet {number}{at}", told, f"Voice {at} of {number} agreed.",
                    hours=hours, title=f"Plan {number}")
            for at in range(outlets)
        ),
    )  # fmt: skip


def merged(*stories: Story, limit: int = 8, **more: object) -> Digest:
    return merge(
        stories,
        now=NOW,
        since=NOW - WEEK,
        limit=limit,
        bullets=3,
        **({"shown": {}} | more),  # type: ignore[arg-type]
    )


def titles(digest: Digest) -> tuple[list[str], list[str]]:
    return [one.title for one in digest.stories], [one.title for one in digest.finished]


def test_finished_stories_come_as_headlines_behind_those_that_go_on() -> None:
    digest = merged(story(1, 2), story(2, 50), story(3, 100))
    assert titles(digest) == (["Plan 1"], ["Plan 2", "Plan 3"])
    assert digest.article_count == 3
    assert digest.used == [(1, 10), (2, 20), (3, 30)]


def test_what_mattered_days_ago_stands_above_what_one_outlet_told_later() -> None:
    small = [story(number, 30) for number in range(2, 14)]
    assert titles(merged(story(1, 2), *small, story(50, 120, outlets=6)))[1][0] == "Plan 50"


def test_there_are_not_more_of_either_than_wished_and_two() -> None:
    digest = merged(
        *(story(n, 2) for n in range(1, 9)), *(story(n, 60) for n in range(9, 20)), limit=3
    )
    assert tuple(map(len, titles(digest))) == (5, 5)


def test_where_nothing_goes_on_what_is_over_is_told() -> None:
    digest = merged(story(1, 40), story(2, 60))
    assert titles(digest) == (["Plan 1", "Plan 2"], [])
    assert all(one.bullets for one in digest.stories)


def test_what_was_shown_before_comes_no_more() -> None:
    shown = {2: Shown(2, NOW - WEEK, frozenset({20}))}
    assert titles(merged(story(1, 2), story(2, 50), shown=shown)) == (["Plan 1"], [])
