"""Numbers over what is stored: who is there, what was sent, how long it took."""

from __future__ import annotations

from datetime import timedelta

from bot.core.model.chats import Chat
from bot.core.model.messages import Message, Outcome, SendResult
from bot.store import Stores
from tests.store.sending import ADA, BEN, GROUP, NOW, planned, seconds


async def test_subscribers_are_counted_at_the_end_of_each_day(stores: Stores) -> None:
    for chat_id, ago in ((ADA, 5), (BEN, 2)):
        await stores.chats.save(Chat(chat_id, created_at=NOW - timedelta(days=ago)))
    await stores.chats.save(Chat(GROUP, "supergroup"))  # before that was noted
    await stores.chats.deactivate(ADA, "blocked", NOW - timedelta(days=1))
    found = await stores.statistics.read(NOW)
    counts = [count for _, count in found.subscribers]
    assert (len(counts), counts[0]) == (30, 1)
    assert counts[-7:] == [1, 2, 2, 2, 3, 2, 2]
    assert found.subscribers[-1][0] == NOW.date()
    assert found.chats == {"private": 1, "supergroup": 1}


async def test_editions_and_their_delays_are_told_by_day(stores: Stores) -> None:
    for chat_id in (ADA, BEN):
        await stores.chats.save(Chat(chat_id, created_at=NOW, next_due=NOW))
        await planned(stores, chat_id, "edition")
    await stores.notices.tell(ADA, ["a notice"], Message("n", "n"), NOW)
    took = {ADA: 2.0, BEN: 6.0}
    while rows := await stores.outbox.claim("one", seconds(1), 60, 10):
        for row in rows:
            after = took.get(row.chat_id, 0) if "T" in row.slot else 900.0
            await stores.outbox.settle(row.id, "one", Outcome(SendResult.SENT), seconds(after))
    found = await stores.statistics.read(NOW)
    assert [count for _, count in found.editions] == [0, 0, 0, 0, 0, 0, 2]
    assert [(one.day, one.median, one.slow) for one in found.delays] == [(NOW.date(), 2.0, 6.0)]
    assert found.waiting == 0


async def test_an_empty_store_has_numbers_too(stores: Stores) -> None:
    found = await stores.statistics.read(NOW)
    assert (found.chats, found.delays, found.articles) == ({}, (), 0)
    assert {count for _, count in found.subscribers + found.editions} == {0}
