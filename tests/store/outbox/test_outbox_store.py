from __future__ import annotations

import asyncio

from bot.core.model.chats import PUBLIC, Chat, Slot
from bot.core.model.messages import Button, Message, OutboxState
from bot.store import Database, Stores, stores_of
from tests.store.sending import (
    ADA,
    BEN,
    GROUP,
    NOW,
    TOMORROW,
    claimed,
    deliver_all,
    everything,
    planned,
    seconds,
    subscribed,
)

# --- planning


async def test_an_edition_is_planned_with_all_that_it_changes(stores: Stores) -> None:
    await subscribed(stores, ADA)
    assert await planned(stores, ADA, "part 1", "part 2")
    chat = await stores.chats.get(ADA)
    assert chat
    assert (chat.next_due, chat.last_edition_at) == (TOMORROW, NOW)
    shown = await stores.chats.shown(ADA, NOW, PUBLIC)
    assert shown[1].article_ids == {1, 2}
    assert await stores.outbox.counts() == {"pending": 2}
    assert await stores.outbox.oldest_pending() == NOW


async def test_a_slot_planned_twice_is_one_slot(stores: Stores) -> None:
    await subscribed(stores, ADA)
    assert await planned(stores, ADA, "first")
    assert not await planned(stores, ADA, "second")
    assert await deliver_all(stores) == ["first"]


async def test_a_slot_planned_twice_still_moves_the_next_due_time(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "first")
    await subscribed(stores, ADA)  # an old copy of the settings, saved late: due now again
    assert not await planned(stores, ADA, "second")
    chat = await stores.chats.get(ADA)
    assert chat
    assert chat.next_due == TOMORROW


async def test_an_edition_without_stories_is_done_with(stores: Stores) -> None:
    await subscribed(stores, ADA)
    assert await planned(stores, ADA)
    assert not await planned(stores, ADA, "too late")
    assert await stores.outbox.counts() == {}
    chat = await stores.chats.get(ADA)
    assert chat
    assert chat.last_edition_at is None


async def test_nothing_is_planned_for_a_chat_that_was_erased_or_left(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await stores.chats.erase(ADA)
    assert not await planned(stores, ADA, "late")
    await subscribed(stores, BEN)
    await stores.chats.deactivate(BEN, "bot was blocked by the user", NOW)
    assert not await planned(stores, BEN, "late")
    assert await stores.outbox.counts() == {}
    assert await stores.chats.shown(ADA, NOW, PUBLIC) == {}


async def test_a_message_arrives_as_it_was_planned(stores: Stores) -> None:
    buttons = ((Button("1", data="story:1"), Button("Open", url="https://example.org/ü?a=1")),)
    whole = Message("<b>1 &amp; 2</b>\n• “ü” 🙂", "1 & 2", buttons, True, "https://example.org/1")
    await stores.chats.save(Chat(GROUP, kind="supergroup", thread_id=9))
    await stores.outbox.plan(Slot(GROUP, "k", NOW), [whole], [], None, NOW)
    (row,) = await stores.outbox.claim("one", NOW, 60, 1)
    assert (row.message, row.thread_id, row.state) == (whole, 9, OutboxState.SENDING)
    assert (row.attempts, row.doubts) == (1, 0)


# --- claiming


async def test_parts_go_out_one_after_the_other_and_chats_side_by_side(stores: Stores) -> None:
    await subscribed(stores, ADA, BEN)
    await planned(stores, ADA, "ada 1", "ada 2")
    await planned(stores, BEN, "ben 1", "ben 2")
    assert await claimed(stores) == ["ada 1", "ben 1"]
    assert await claimed(stores) == []


async def test_editions_of_one_chat_stay_in_order(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "morning 1", "morning 2")
    await planned(stores, ADA, "evening", key="2026-11-23T18:00")
    assert await deliver_all(stores) == ["morning 1", "morning 2", "evening"]


async def test_no_row_is_claimed_by_two_workers(stores: Stores) -> None:
    await subscribed(stores, *range(1, 9))
    for chat_id in range(1, 9):
        await planned(stores, chat_id, f"to {chat_id}")
    first = await stores.outbox.claim("one", NOW, 60, 5)
    second = await stores.outbox.claim("two", NOW, 60, 5)
    assert len(first) == 5
    assert len(second) == 3
    assert {row.id for row in first}.isdisjoint(row.id for row in second)


async def test_workers_that_claim_at_the_same_moment_never_share_a_row_or_a_chat(
    stores: Stores, same_url: str
) -> None:
    chat_ids = range(1, 21)
    await subscribed(stores, *chat_ids)
    for chat_id in chat_ids:
        await planned(stores, chat_id, "1", "2")
    others = [stores_of(Database(same_url)) for _ in range(3)]
    everyone = [stores, *others]

    async def work(worker: Stores, owner: str) -> list[int]:
        claims = [await worker.outbox.claim(owner, NOW, 60, 2) for _ in range(8)]
        return [row.chat_id for rows in claims for row in rows]

    claimed = await asyncio.gather(*(work(w, f"worker {i}") for i, w in enumerate(everyone)))
    for other in others:
        await other.aclose()
    assert sorted(chat_id for chat_ids in claimed for chat_id in chat_ids) == [*chat_ids]


async def test_with_a_gap_the_next_part_waits_and_other_chats_go_on(database: Database) -> None:
    stores = stores_of(database, private_gap=1.0, group_gap=3.0)
    await subscribed(stores, ADA, GROUP)
    await planned(stores, ADA, "ada 1", "ada 2")
    await planned(stores, GROUP, "group 1", "group 2")
    at = {wait: await deliver_all(stores, seconds(wait)) for wait in (0, 0.9, 1, 2.9, 3)}
    assert at == {0: ["ada 1", "group 1"], 0.9: [], 1: ["ada 2"], 2.9: [], 3: ["group 2"]}


# --- keeping tidy


async def test_what_is_long_done_is_purged_and_what_is_on_its_way_stays(stores: Stores) -> None:
    await subscribed(stores, ADA, BEN)
    await planned(stores, ADA, "delivered")
    await deliver_all(stores)
    await planned(stores, BEN, "waiting")
    assert await stores.outbox.purge(NOW) == 0
    assert await stores.outbox.purge(seconds(1)) == 1
    assert await stores.outbox.counts() == {"pending": 1}
    assert await everything(stores.database, "editions") == ""
