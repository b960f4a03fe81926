from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.messages import Button, Message, Outcome, State, Verdict
from bot.core.models import Chat, Slot
from bot.store import Database, Stores, stores_of

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
ADA, BEN, GROUP, SUPERGROUP = 11, 12, -500, -1_001_234_567_890_123
SENT = Outcome(Verdict.SENT, message_id=77)
UNKNOWN = Outcome(Verdict.UNKNOWN, reason="no answer")


def seconds(count: float) -> datetime:
    return NOW + timedelta(seconds=count)


def message(text: str) -> Message:
    return Message(f"<b>{text}</b>", text)


async def subscribed(stores: Stores, *chat_ids: int) -> None:
    for chat_id in chat_ids:
        await stores.chats.save(Chat(chat_id, next_due=NOW, created_at=NOW))


async def planned(stores: Stores, chat_id: int, *texts: str, key: str = "2026-11-23T07:30") -> bool:
    slot = Slot(chat_id, key, NOW)
    messages = [message(text) for text in texts]
    return await stores.outbox.plan(slot, messages, [(1, 1), (1, 2)], TOMORROW, NOW)


async def claimed(stores: Stores, owner: str = "one", at: datetime = NOW) -> list[str]:
    """Texts of what is claimed."""
    return [row.message.plain for row in await stores.outbox.claim(owner, at, 60, 10)]


async def deliver_all(stores: Stores, at: datetime = NOW) -> list[str]:
    """Texts in the order in which they are sent, when every message arrives."""
    texts = []
    while rows := await stores.outbox.claim("one", at, 60, 10):
        for row in rows:
            texts.append(row.message.plain)
            assert await stores.outbox.settle(row.id, "one", SENT, at)
    return texts


# --- planning


async def test_an_edition_is_planned_with_all_that_it_changes(stores: Stores) -> None:
    await subscribed(stores, ADA)
    assert await planned(stores, ADA, "part 1", "part 2")
    chat = await stores.chats.get(ADA)
    assert chat
    assert (chat.next_due, chat.last_edition_at) == (TOMORROW, NOW)
    shown = await stores.chats.shown(ADA, NOW)
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
    assert await stores.chats.shown(ADA, NOW) == {}


async def test_a_message_arrives_as_it_was_planned(stores: Stores) -> None:
    buttons = ((Button("1", data="story:1"), Button("Open", url="https://example.org/ü?a=1")),)
    whole = Message("<b>1 &amp; 2</b>\n• “ü” 🙂", "1 & 2", buttons, True, "https://example.org/1")
    await stores.chats.save(Chat(GROUP, kind="supergroup", thread_id=9))
    await stores.outbox.plan(Slot(GROUP, "k", NOW), [whole], [], None, NOW)
    (row,) = await stores.outbox.claim("one", NOW, 60, 1)
    assert (row.message, row.thread_id, row.state) == (whole, 9, State.SENDING)
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
    stores: Stores, database_url: str
) -> None:
    chat_ids = range(1, 21)
    await subscribed(stores, *chat_ids)
    for chat_id in chat_ids:
        await planned(stores, chat_id, "1", "2")
    others = [stores_of(Database(database_url)) for _ in range(3)]
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


# --- settling


async def test_a_delivered_message_is_done_and_its_text_forgotten(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "secret interest")
    await deliver_all(stores)
    assert await stores.outbox.counts() == {"sent": 1}
    assert await stores.outbox.oldest_pending() is None
    assert "secret" not in await everything(stores.database, "outbox")


async def everything(database: Database, table: str) -> str:
    async with database.read() as connection:
        rows = await connection.exec_driver_sql(f"SELECT * FROM {table}")
        return " ".join(str(tuple(row)) for row in rows)


async def test_a_refused_message_is_kept_for_the_operator_and_the_rest_goes_on(
    stores: Stores,
) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "bad", "good")
    (row,) = await stores.outbox.claim("one", NOW, 60, 10)
    await stores.outbox.settle(row.id, "one", Outcome(Verdict.REFUSED, reason="bad entity"), NOW)
    assert await deliver_all(stores) == ["good"]
    assert [row.message.plain for row in await stores.outbox.parked()] == ["bad"]


async def test_a_refused_rich_message_can_be_sent_plain(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "rich")
    (row,) = await stores.outbox.claim("one", NOW, 60, 10)
    await stores.outbox.replace_message(row.id, message("plain"))
    await stores.outbox.settle(row.id, "one", Outcome(Verdict.LATER), NOW)
    assert await claimed(stores) == ["plain"]


async def test_a_chat_that_must_wait_waits_and_others_go_on(stores: Stores) -> None:
    await subscribed(stores, ADA, BEN)
    await planned(stores, ADA, "ada 1", "ada 2")
    (row,) = await stores.outbox.claim("one", NOW, 60, 10)
    await stores.outbox.settle(row.id, "one", Outcome(Verdict.LATER, retry_after=30), NOW)
    await planned(stores, BEN, "ben 1")
    assert await claimed(stores, at=seconds(29)) == ["ben 1"]
    (again,) = await stores.outbox.claim("one", seconds(30), 60, 10)
    assert (again.message.plain, again.attempts) == ("ada 1", 1)


async def test_waiting_costs_no_attempt_however_often(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "patient")
    for _ in range(20):
        (row,) = await stores.outbox.claim("one", NOW, 60, 10)
        await stores.outbox.settle(row.id, "one", Outcome(Verdict.LATER), NOW)
    assert await deliver_all(stores) == ["patient"]


async def test_when_the_whole_bot_must_wait_nobody_is_claimed(stores: Stores) -> None:
    await subscribed(stores, ADA, BEN)
    await planned(stores, ADA, "ada")
    await planned(stores, BEN, "ben")
    (row,) = await stores.outbox.claim("one", NOW, 60, 1)
    for pause in (30, 5):  # a shorter pause does not shorten the longer one
        flood = Outcome(Verdict.LATER, retry_after=pause, whole_bot=True)
        await stores.outbox.settle(row.id, "one", flood, NOW)
    restarted = stores_of(stores.database)
    assert await claimed(restarted, at=seconds(29)) == []
    assert await claimed(restarted, at=seconds(30)) == ["ada", "ben"]


async def test_a_chat_that_is_gone_gets_nothing_more_and_keeps_its_settings(
    stores: Stores,
) -> None:
    await stores.chats.save(Chat(ADA, topics=("world",)))
    await planned(stores, ADA, "1", "2")
    await planned(stores, ADA, "3", key="evening")
    (row,) = await stores.outbox.claim("one", NOW, 60, 10)
    blocked = Outcome(Verdict.GONE, reason="bot was blocked by the user")
    assert await stores.outbox.settle(row.id, "one", blocked, NOW)
    assert await stores.outbox.counts() == {"gone": 3}
    chat = await stores.chats.get(ADA)
    assert chat
    assert (chat.active, chat.topics) == (False, ("world",))


@pytest.mark.parametrize("known_already", [False, True])
async def test_a_group_that_moved_gets_its_edition_once_under_its_new_id(
    stores: Stores, known_already: bool
) -> None:
    await stores.chats.save(Chat(GROUP, kind="group", topics=("world",)))
    await planned(stores, GROUP, "1", "2")
    if known_already:  # the service message came first
        await stores.chats.move(GROUP, SUPERGROUP)
    rows = await stores.outbox.claim("one", NOW, 60, 10)
    moved = Outcome(Verdict.MOVED, new_chat_id=SUPERGROUP, reason="upgraded")
    assert await stores.outbox.settle(rows[0].id, "one", moved, NOW)
    await stores.chats.move(GROUP, SUPERGROUP)
    assert await stores.chats.get(GROUP) is None
    chat = await stores.chats.get(SUPERGROUP)
    assert chat
    assert (chat.kind, chat.topics) == ("supergroup", ("world",))
    next_row = (await stores.outbox.claim("one", NOW, 60, 10))[0]
    assert next_row.chat_id == SUPERGROUP
    await stores.outbox.settle(next_row.id, "one", SENT, NOW)
    assert await deliver_all(stores) == ["2"]
    assert not await planned(stores, SUPERGROUP, "again")


async def test_a_group_that_moves_for_ever_is_given_up(stores: Stores) -> None:
    await subscribed(stores, GROUP)
    await planned(stores, GROUP, "lost soul")
    for new_id in (-1, -2, -3, -4, -5):
        (row,) = await stores.outbox.claim("one", NOW, 60, 10)
        moved = Outcome(Verdict.MOVED, new_chat_id=new_id)
        await stores.outbox.settle(row.id, "one", moved, NOW)
    assert await stores.outbox.counts() == {"dead": 1}


# --- doubts


async def test_a_message_in_doubt_is_sent_once_more_and_never_a_third_time(
    stores: Stores,
) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "perhaps", "surely")
    for doubts in (0, 1):
        (row,) = await stores.outbox.claim("one", NOW, 60, 10)
        assert (row.message.plain, row.doubts) == ("perhaps", doubts)
        await stores.outbox.settle(row.id, "one", UNKNOWN, NOW)
    assert await deliver_all(stores) == ["surely"]
    assert await stores.outbox.counts() == {"unknown": 1, "sent": 1}
    (parked,) = await stores.outbox.parked()
    assert parked.message.plain == "perhaps"


async def test_a_message_whose_sender_died_is_in_doubt_when_its_lease_ends(
    stores: Stores,
) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "in flight")
    await stores.outbox.claim("one", NOW, 60, 10)
    assert await stores.outbox.recover(seconds(60)) == 0
    assert await stores.outbox.recover(seconds(61)) == 1
    (row,) = await stores.outbox.claim("two", seconds(61), 60, 10)
    assert (row.attempts, row.doubts) == (2, 1)


async def test_a_message_that_kills_its_sender_is_parked_and_the_queue_goes_on(
    stores: Stores,
) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "poison", "food")
    at = NOW
    for owner in ("one", "two"):
        assert await claimed(stores, owner, at) == ["poison"]
        at += timedelta(seconds=61)
        assert await stores.outbox.recover(at) == 1
    assert await deliver_all(stores, at) == ["food"]
    assert await stores.outbox.counts() == {"unknown": 1, "sent": 1}


async def test_a_worker_that_slept_past_its_lease_cannot_undo_the_next_ones_work(
    stores: Stores,
) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "once")
    (slow,) = await stores.outbox.claim("slow", NOW, 60, 10)
    await stores.outbox.recover(seconds(90))
    (quick,) = await stores.outbox.claim("quick", seconds(90), 60, 10)
    for late in (SENT, UNKNOWN, Outcome(Verdict.LATER), Outcome(Verdict.REFUSED)):
        assert not await stores.outbox.settle(slow.id, "slow", late, seconds(91))
    assert await stores.outbox.renew([slow.id], "slow", seconds(91), 60) == set()
    assert await stores.outbox.settle(quick.id, "quick", SENT, seconds(92))
    assert await stores.outbox.counts() == {"sent": 1}


async def test_a_late_answer_is_believed_while_nobody_else_has_the_row(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "once")
    (slow,) = await stores.outbox.claim("slow", NOW, 60, 10)
    await stores.outbox.recover(seconds(90))
    assert not await stores.outbox.settle(slow.id, "slow", UNKNOWN, seconds(91))
    assert await stores.outbox.settle(slow.id, "slow", SENT, seconds(91))
    assert await claimed(stores, "quick", seconds(92)) == []


async def test_two_attempts_of_one_worker_are_told_apart(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "once")
    (first,) = await stores.outbox.claim("one", NOW, 60, 10)
    await stores.outbox.recover(seconds(61))
    (second,) = await stores.outbox.claim("one", seconds(61), 60, 10)
    settle = stores.outbox.settle
    assert not await settle(first.id, "one", UNKNOWN, seconds(62), attempt=first.attempts)
    assert await settle(second.id, "one", SENT, seconds(62), attempt=second.attempts)


async def test_a_renewed_lease_keeps_the_row(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "slow network")
    (row,) = await stores.outbox.claim("one", NOW, 60, 10)
    assert await stores.outbox.renew([row.id], "one", seconds(50), 60) == {row.id}
    assert await stores.outbox.recover(seconds(100)) == 0


async def test_a_settled_row_is_settled_once(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "once")
    (row,) = await stores.outbox.claim("one", NOW, 60, 10)
    assert await stores.outbox.settle(row.id, "one", SENT, NOW)
    assert not await stores.outbox.settle(row.id, "one", SENT, NOW)
    assert not await stores.outbox.settle(4711, "one", SENT, NOW)


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
