"""What many chats were shown is asked for at once, each as it sees articles now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import event

from bot.core.model.chats import PUBLIC, Chat, Shown
from bot.core.model.feeds import Feed
from bot.store import Stores
from tests.services.doubles import MORNING, article

LONG_AGO = MORNING - timedelta(days=14)
LATER = MORNING + timedelta(hours=1)


async def test_each_chat_gets_its_own(stores: Stores, press: int) -> None:
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), MORNING)
    one = await stores.articles.add(article(1, feed_id=press))
    await stores.articles.add(article(1, feed_id=own.id))  # the same address in an own feed
    for chat in (Chat(1), Chat(2, feed_ids=(own.id,)), Chat(3)):
        await stores.chats.save(chat)
        if chat.id < 3:
            await stores.chats.mark_shown(chat.id, [(one.story_id, one.id)], MORNING)
    found = await stores.chats.shown_to([1, 2, 3], LONG_AGO)
    assert set(found) == {1, 2}
    assert len(found[2]) == 2, "its own copy counts as shown, too"
    for chat_id in (1, 2):
        chat = await stores.chats.get(chat_id)
        assert chat is not None
        assert found[chat_id] == await stores.chats.shown(chat_id, LONG_AGO, chat.viewer)
    assert await stores.chats.shown_to([], LONG_AGO) == {}
    assert await stores.chats.shown_to([1, 2], LATER) == {}


async def test_articles_shown_at_different_times_are_one_story_shown_last(
    stores: Stores, press: int
) -> None:
    one = await stores.articles.add(article(1, feed_id=press))
    two = await stores.articles.add(article(2, feed_id=press))
    await stores.chats.save(Chat(1))
    await stores.chats.mark_shown(1, [(one.story_id, one.id)], MORNING)
    await stores.chats.mark_shown(1, [(two.story_id, two.id)], LATER)
    await stores.articles.assign({two.id: one.story_id})
    shown = Shown(one.story_id, LATER, frozenset({one.id, two.id}))
    assert await stores.chats.shown_to([1], LONG_AGO) == {1: {one.story_id: shown}}


async def test_a_story_is_one_row_however_often_and_with_however_many_articles_it_is_shown(
    stores: Stores,
) -> None:
    every = [(1, number) for number in range(1, 60)]
    for pairs in (every, every[:7], every, [*every, (1, 60)], every, [(1, 60)]):
        await stores.chats.mark_shown(1, pairs, LATER)
    async with stores.database.read() as connection:
        rows = list(await connection.exec_driver_sql("SELECT article_ids FROM shown"))
    assert len(rows) == 1
    assert len(rows[0].article_ids) < 2 * len(",".join(map(str, range(61)))) + 9, "no longer"
    found = await stores.chats.shown(1, LONG_AGO, PUBLIC)
    assert found == {1: Shown(1, LATER, frozenset(range(1, 61)))}


async def test_a_number_is_not_taken_for_a_part_of_another(stores: Stores) -> None:
    await stores.chats.mark_shown(1, [(1, 112), (1, 13)], MORNING)
    for number in (1, 2, 11, 12, 3):
        await stores.chats.mark_shown(1, [(1, number)], LATER)
    found = await stores.chats.shown(1, LONG_AGO, PUBLIC)
    assert found[1].article_ids == {112, 13, 1, 2, 11, 12, 3}


async def test_chats_that_were_shown_the_same_at_once_each_have_it(stores: Stores) -> None:
    used = ((1, 4), (1, 5), (2, 6))
    one, two = frozenset({4, 5}), frozenset({6})
    for chat_id in (1, 2):
        await stores.chats.mark_shown(chat_id, used, MORNING)
    found = await stores.chats.shown_to([1, 2], LONG_AGO)
    mine = {1: Shown(1, MORNING, one), 2: Shown(2, MORNING, two)}
    assert found == {1: mine, 2: mine}


async def test_what_was_shown_long_ago_is_forgotten(stores: Stores) -> None:
    await stores.chats.mark_shown(1, [(1, 4), (2, 5)], LONG_AGO)
    await stores.chats.mark_shown(1, [(2, 6)], MORNING)
    await stores.chats.forget_shown(MORNING)
    assert set(await stores.chats.shown(1, LONG_AGO, PUBLIC)) == {2}
    await stores.chats.forget_shown(LATER)
    assert await stores.chats.shown(1, LONG_AGO, PUBLIC) == {}


async def test_what_chats_share_is_asked_for_once_in_a_pass(stores: Stores, press: int) -> None:
    own = await stores.feeds.add(Feed("https://own.example/feed", bundled=False), MORNING)
    one = await stores.articles.add(article(1, feed_id=press))
    two = await stores.articles.add(article(2, feed_id=press))
    await stores.articles.add(article(1, feed_id=own.id))
    chats = [Chat(1), Chat(2, feed_ids=(own.id,)), Chat(3)]
    for chat in chats:
        await stores.chats.save(chat)
        used = [(one.story_id, one.id), (two.story_id, two.id), (900, 901)][: 1 + chat.id]
        await stores.chats.mark_shown(chat.id, used, MORNING)
    kept, asked = dict[Any, Any](), list[str]()
    engine = stores.database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    alone = {chat.id: (await stores.chats.shown_to([chat.id], LONG_AGO))[chat.id] for chat in chats}
    counts = []
    for chat in [*chats, *chats]:
        asked.clear()
        assert await stores.chats.shown_to([chat.id], LONG_AGO, kept) == {chat.id: alone[chat.id]}
        counts.append(sum("address" in statement for statement in asked))
    assert counts == [1, 1, 0, 0, 0, 0], "of article 901 nothing is known, and that is kept too"


async def test_of_two_ids_of_one_chat_the_articles_of_both_are_known(stores: Stores) -> None:
    old, new = -500, -1_001_234_567_890_123
    await stores.chats.mark_shown(old, [(1, 1), (1, 2), (7, 7)], LATER)
    await stores.chats.mark_shown(new, [(1, 3), (9, 9)], MORNING)
    for _ in range(2):
        await stores.chats.move(old, new)
    assert await stores.chats.shown_to([old, new], LONG_AGO) == {
        new: {
            1: Shown(1, LATER, frozenset({1, 2, 3})),
            7: Shown(7, LATER, frozenset({7})),
            9: Shown(9, MORNING, frozenset({9})),
        }
    }
    await stores.chats.mark_shown(old, [(9, 8)], LONG_AGO)
    await stores.chats.move(old, new)
    found = await stores.chats.shown_to([new], LONG_AGO)
    assert found[new][9] == Shown(9, MORNING, frozenset({8, 9})), "shown last at the later time"
