"""What many chats were shown is asked for at once, each as it sees articles now."""

from __future__ import annotations

from datetime import timedelta

from bot.core.model.chats import Chat, Shown
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
