"""From when on news are new to a chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.core.model.chats import Chat, Schedule
from bot.core.model.tastes import Aim, Rule, Wish
from bot.services.editions import Editions, Wanted, begins, is_away, is_merged
from bot.store import Stores
from tests.services.doubles import MORNING, article

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_an_edition_begins_where_the_last_one_ended_a_day_ago_at_least() -> None:
    assert begins(Chat(1), NOW) == NOW - timedelta(days=1)
    assert begins(Chat(1, last_edition_at=NOW - timedelta(hours=2)), NOW) == NOW - timedelta(days=1)
    assert begins(Chat(1, last_edition_at=NOW - timedelta(days=3)), NOW) == NOW - timedelta(days=3)
    assert begins(Chat(1, last_edition_at=NOW - timedelta(days=30)), NOW) > NOW - timedelta(days=5)


def test_a_weekly_edition_is_of_the_whole_week() -> None:
    weekly = Schedule((time(10),), (6,))
    assert begins(Chat(1, schedule=weekly), NOW) == NOW - timedelta(days=7)
    lately = NOW - timedelta(hours=1)
    assert begins(Chat(1, schedule=weekly, last_edition_at=lately), NOW) == NOW - timedelta(days=7)


def test_the_edition_after_a_pause_is_of_the_whole_pause_and_what_was_before_it() -> None:
    day = timedelta(days=1)
    paused = Chat(1, away_since=NOW - 3 * day, last_edition_at=NOW - 4 * day)
    assert begins(paused, NOW) == NOW - 4 * day
    assert begins(replace(paused, paused_until=NOW + day), NOW) == NOW - 4 * day
    assert begins(Chat(1, away_since=NOW - 60 * day), NOW) == NOW - 14 * day
    assert [is_away(paused, NOW), is_away(replace(paused, paused_until=NOW + day), NOW)] == [
        True,
        False,
    ]
    assert not is_away(Chat(1, away_since=NOW - timedelta(hours=3)), NOW)
    assert is_merged(Chat(1, schedule=Schedule((time(10),), (6,))), NOW)
    assert not is_merged(Chat(1), NOW)


@pytest.mark.usefixtures("press")
@pytest.mark.parametrize("weekly", [True, False], ids=["of a week", "of a taste for words"])
async def test_a_story_that_goes_while_editions_are_planned_has_no_empty_bullets(
    stores: Stores, weekly: bool
) -> None:
    chat = Chat(1, schedule=Schedule((time(10),), (6,)) if weekly else Schedule())
    await stores.chats.save(chat)
    await stores.articles.add(article(1))
    if not weekly:
        await stores.tastes.put(1, Rule(Wish.MUTE, Aim.WORDS, "golf"), MORNING)
    editions = Editions(stores.articles, stores.chats, stores.feeds)
    lists, wanted = editions.lists(), Wanted(chat, MORNING - timedelta(days=1))
    (before,) = await editions.of_all([wanted], MORNING, lists)
    assert [bool(story.bullets) for story in before.stories] == [True]
    await stores.articles.delete_older(MORNING + timedelta(days=1))
    anew = Editions(stores.articles, stores.chats, stores.feeds)  # which has told nothing yet
    (after,) = await anew.of_all([wanted], MORNING + timedelta(minutes=1), lists)
    assert [bullet.text for story in after.every_story for bullet in story.bullets] == []
    assert [story.title for story in after.stories] == [article(1).title]
