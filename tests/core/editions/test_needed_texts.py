"""An edition of leads, with the needed texts put in, is the edition of whole texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.editions import merged
from bot.core.editions.composition import compose
from bot.core.editions.needed_texts import needed_texts
from bot.core.model.articles import Article, Story
from bot.core.model.chats import Shown
from bot.core.model.tastes import NO_TASTE, Aim, Rule, Taste, Wish
from summarizers.document import Bullet

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


def article(number: int, story: int) -> Article:
    lead = f"Council {number} met on Monday. " * 12
    told = f"It decided subject {number} of region {story} after {number + 3} hours."
    text = f"{lead}\n\n{told}"
    return Article(
        url=f"https://news.example/{number}",
        title=f"Council {number} decides on subject {number}",
        text=text,
        outlet=f"Outlet {number % 5}",
        published=NOW - timedelta(hours=1 + 7 * number % 60),
        seen=NOW - timedelta(minutes=50),
        language="en",
        bullets=(Bullet(told, len(text) - len(told), len(text)),),
        topics=("world", "sport")[: 1 + number % 2],
        story_id=story,
        id=number,
    )


def stories() -> list[Story]:
    return [
        Story(story, tuple(article(10 * story + n, story) for n in range(1 + story % 3)))
        for story in range(1, 25)
    ]


SHOWN = {
    3: Shown(3, NOW - timedelta(days=1), frozenset({30})),
    5: Shown(5, NOW - timedelta(days=1), frozenset({50, 51})),
    8: Shown(8, NOW - timedelta(days=1), frozenset({80})),
}
TASTES = {
    "none": NO_TASTE,
    "mutes an outlet": Taste((Rule(Wish.MUTE, Aim.OUTLET, "outlet1", "Outlet 1"),)),
    "follows a story": Taste((Rule(Wish.FOLLOW, Aim.STORY, "20"),)),
    "mutes words": Taste((Rule(Wish.MUTE, Aim.WORDS, '"region 7"'),)),
    "leans to names": Taste((Rule(Wish.LEAN, Aim.WORDS, "Region", strength=3),)),
    "follows words": Taste((Rule(Wish.FOLLOW, Aim.WORDS, '"after 93 hours"'),)),
}


@pytest.mark.parametrize("taste", TASTES)
@pytest.mark.parametrize("limit", [1, 5, 40])
@pytest.mark.parametrize("oldest", [None, NOW - timedelta(hours=12)])
def test_the_edition_is_the_same(taste: str, limit: int, oldest: datetime | None) -> None:
    given = stories()
    choice = {"now": NOW, "limit": limit, "oldest": oldest, "shown": SHOWN, "taste": TASTES[taste]}
    leads = [
        replace(one, articles=tuple(replace(a, text=a.text[:300]) for a in one.articles))
        for one in given
    ]
    needed = set(needed_texts(leads, **choice))  # type: ignore[arg-type]
    mixed = [
        whole if whole.id in needed else lead for whole, lead in zip(given, leads, strict=True)
    ]
    assert compose(mixed, **choice) == compose(given, **choice)  # type: ignore[arg-type]


def test_no_more_is_read_than_there_is_room_for() -> None:
    needed = needed_texts(stories(), now=NOW, limit=4, shown=SHOWN)
    assert len(needed) == 4 + 2, "four new ones, and two shown before that have another article"
    assert 5 in needed or 8 in needed


def test_an_edition_of_several_days_is_the_same_too() -> None:
    given, since = stories(), NOW - timedelta(days=7)
    leads = [
        replace(one, articles=tuple(replace(a, text=a.text[:300]) for a in one.articles))
        for one in given
    ]
    choice = {"now": NOW, "since": since, "limit": 3, "shown": SHOWN}
    needed = set(merged.needed(leads, **choice))  # type: ignore[arg-type]
    mixed = [
        whole if whole.id in needed else lead for whole, lead in zip(given, leads, strict=True)
    ]
    made = merged.merge(mixed, bullets=3, **choice)  # type: ignore[arg-type]
    assert made == merged.merge(given, bullets=3, **choice)  # type: ignore[arg-type]
    assert made.finished, "some of them are over"
