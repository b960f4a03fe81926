"""Rules are proposed against what was published, saved by their id alone, and votes lean gently."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.model.chats import Chat
from bot.core.model.tastes import Aim, Rule, Wish
from bot.services.editions import Editions, Wanted
from bot.services.tastes import Tastes
from bot.store import Stores
from tests.services.doubles import Clock, article, topics
from tests.store.press import found_press

CHAT = Chat(5)


@pytest.fixture
async def ids(stores: Stores, clock: Clock) -> list[int]:
    """The ids of three stories."""
    await found_press(stores, clock.now)
    told = [
        article(number, outlet=outlet, hashtags=(f"Subject{number}",))
        for number, outlet in ((1, "Courier"), (2, "Daily Lantern"), (3, "Courier"))
    ]
    return [(await stores.articles.add(one)).story_id for one in told]


@pytest.fixture
def tastes(stores: Stores, clock: Clock, ids: list[int]) -> Tastes:
    return Tastes(stores.tastes, stores.articles, topics(), clock)


async def test_a_proposal_counts_what_it_would_have_concerned(tastes: Tastes) -> None:
    words = await tastes.propose(CHAT, Wish.MUTE, "council subject for 2 weeks")
    assert words and (words.hits, words.of, words.rule.saved) == (3, 3, False)
    assert words.rule.until == Clock().now + timedelta(days=14)
    outlet = await tastes.propose(CHAT, Wish.FOLLOW, "daily lantern")
    assert outlet and (outlet.rule.aim, outlet.rule.title, outlet.hits) == (
        Aim.OUTLET,
        "Daily Lantern",
        1,
    )
    assert await tastes.propose(CHAT, Wish.MUTE, " - ") is None
    assert not await tastes.of(CHAT)


async def test_a_saved_rule_ends_a_day_after_it_was_asked_for(tastes: Tastes) -> None:
    asked = await tastes.propose(CHAT, Wish.MUTE, "council")
    assert asked
    for _ in range(2):
        saved = await tastes.save(CHAT, asked.rule.id, timedelta(days=1))
        assert saved and saved.until == Clock().now + timedelta(days=1)
    assert (await tastes.of(CHAT)).rules == (saved,)
    undone = await tastes.undo(CHAT, asked.rule.id)
    assert undone and not undone.saved and not await tastes.of(CHAT)
    assert await tastes.save(CHAT, 999) is None


async def test_a_vote_leans_once_and_is_taken_back(tastes: Tastes, ids: list[int]) -> None:
    await tastes.card(CHAT, 5, 100, ids[1])
    assert await tastes.vote(CHAT, 5, 101, 1) is None
    changed = await tastes.vote(CHAT, 5, 100, 1)
    assert changed
    assert {(r.aim, r.title, r.strength) for r in changed} == {
        (Aim.OUTLET, "Daily Lantern", 1),
        (Aim.TOPIC, "world", 1),
        (Aim.WORDS, "Subject2", 1),
    }
    assert await tastes.vote(CHAT, 5, 100, 1) == ()
    against = await tastes.vote(CHAT, 5, 100, -1)
    assert against and {r.strength for r in against} == {-1}
    neither = await tastes.vote(CHAT, 5, 100, 0)
    assert neither and {r.strength for r in neither} == {0}


async def test_a_followed_story_is_known_and_let_go(tastes: Tastes) -> None:
    await tastes.add(CHAT, Rule(Wish.FOLLOW, Aim.STORY, "2", "Council"))
    assert await tastes.follows(CHAT, 2) and not await tastes.follows(CHAT, 1)
    await tastes.unfollow(CHAT, 2)
    assert not await tastes.follows(CHAT, 2)


async def test_what_is_followed_comes_although_no_topic_brings_it(
    tastes: Tastes, stores: Stores, clock: Clock, ids: list[int]
) -> None:
    chat = Chat(5, topics=("sport",))
    editions = Editions(stores.articles, stores.chats, stores.feeds)
    since = clock.now - timedelta(days=1)
    assert not (await editions.of(Wanted(chat, since), clock.now)).stories
    await tastes.add(chat, Rule(Wish.FOLLOW, Aim.STORY, str(ids[1]), "Council 2"))
    await tastes.add(chat, Rule(Wish.FOLLOW, Aim.WORDS, "subject number 3", "three"))
    found = (await editions.of(Wanted(chat, since), clock.now)).stories
    assert {(story.id, story.followed) for story in found} == {
        (ids[1], "Council 2"),
        (ids[2], "three"),
    }
    courier = Rule(Wish.FOLLOW, Aim.OUTLET, "courier", "Courier")
    await tastes.add(chat, courier)
    found = (await editions.of(Wanted(chat, since), clock.now)).stories
    assert {story.id for story in found} == set(ids)
