"""All that is stored of a chat is found, and nothing of another."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.core.model.chats import Chat, place_number
from bot.core.model.feeds import Feed
from bot.store import Stores
from bot.store.schema import metadata

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
GROUP, OTHER = -100200, -100300


async def test_a_chat_with_its_forum_topics_is_found_in_every_table(stores: Stores) -> None:
    feed = await stores.feeds.add(Feed("https://g.example/feed", "G", bundled=False), NOW)
    await stores.chats.save(Chat(GROUP, "supergroup", topics=("sport",)))
    topic = place_number(GROUP, 7)
    await stores.chats.save(
        Chat(topic, "supergroup", thread_id=7, telegram_id=GROUP, feed_ids=(feed.id,))
    )
    await stores.chats.save(Chat(OTHER, "supergroup", topics=("world",)))
    await stores.chats.mark_shown(topic, [(3, 4)], NOW)
    await stores.chats.mark_shown(OTHER, [(3, 4)], NOW)
    found = await stores.chats.export(GROUP)
    assert {row["id"] for row in found["chats"]} == {GROUP, topic}
    assert [row["topic"] for row in found["chat_topics"]] == ["sport"]
    assert [row["chat_id"] for row in found["shown"]] == [topic]
    assert [row["url"] for row in found["feeds"]] == ["https://g.example/feed"]
    named = {table.name for table in metadata.sorted_tables if "chat_id" in table.c}
    assert found.keys() == named | {"feeds"}


async def test_of_a_chat_that_nobody_knows_there_is_nothing(stores: Stores) -> None:
    assert not any((await stores.chats.export(5)).values())
