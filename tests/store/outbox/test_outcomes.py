from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.core.model.chats import Chat, Slot
from bot.core.model.messages import Outcome, SendResult
from bot.store import Stores, stores_of
from bot.store.chats.deactivation import MAX_STRIKES
from tests.store.sending import (
    ADA,
    BEN,
    GROUP,
    NOW,
    SENT,
    SUPERGROUP,
    UNKNOWN,
    claimed,
    deliver_all,
    everything,
    message,
    planned,
    seconds,
    subscribed,
)

# --- settling


async def test_a_delivered_message_is_done_and_its_text_forgotten(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "secret interest")
    await deliver_all(stores)
    assert await stores.outbox.counts() == {"sent": 1}
    assert await stores.outbox.oldest_pending() is None
    assert "secret" not in await everything(stores.database, "outbox")


async def test_a_refused_message_is_kept_for_the_operator_and_the_rest_goes_on(
    stores: Stores,
) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "bad", "good")
    (row,) = await stores.outbox.claim("one", NOW, 60, 10)
    await stores.outbox.settle(row.id, "one", Outcome(SendResult.REFUSED, reason="bad entity"), NOW)
    assert await deliver_all(stores) == ["good"]
    assert [row.message.plain for row in await stores.outbox.parked()] == ["bad"]


async def test_a_chat_that_must_wait_waits_and_others_go_on(stores: Stores) -> None:
    await subscribed(stores, ADA, BEN)
    await planned(stores, ADA, "ada 1", "ada 2")
    (row,) = await stores.outbox.claim("one", NOW, 60, 10)
    await stores.outbox.settle(row.id, "one", Outcome(SendResult.LATER, retry_after=30), NOW)
    await planned(stores, BEN, "ben 1")
    assert await claimed(stores, at=seconds(29)) == ["ben 1"]
    (again,) = await stores.outbox.claim("one", seconds(30), 60, 10)
    assert (again.message.plain, again.attempts) == ("ada 1", 1)


async def test_waiting_costs_no_attempt_however_often(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "patient")
    for _ in range(20):
        (row,) = await stores.outbox.claim("one", NOW, 60, 10)
        await stores.outbox.settle(row.id, "one", Outcome(SendResult.LATER), NOW)
    assert await deliver_all(stores) == ["patient"]


async def test_when_the_whole_bot_must_wait_nobody_is_claimed(stores: Stores) -> None:
    await subscribed(stores, ADA, BEN)
    await planned(stores, ADA, "ada")
    await planned(stores, BEN, "ben")
    (row,) = await stores.outbox.claim("one", NOW, 60, 1)
    for pause in (30, 5):  # a shorter pause does not shorten the longer one
        flood = Outcome(SendResult.LATER, retry_after=pause, whole_bot=True)
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
    blocked = Outcome(SendResult.GONE, reason="bot was blocked by the user")
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
    moved = Outcome(SendResult.MOVED, new_chat_id=SUPERGROUP, reason="upgraded")
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
        moved = Outcome(SendResult.MOVED, new_chat_id=new_id)
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
    for late in (SENT, UNKNOWN, Outcome(SendResult.LATER), Outcome(SendResult.REFUSED)):
        assert not await stores.outbox.settle(slow.id, "slow", late, seconds(91))
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


async def test_a_settled_row_is_settled_once(stores: Stores) -> None:
    await subscribed(stores, ADA)
    await planned(stores, ADA, "once")
    (row,) = await stores.outbox.claim("one", NOW, 60, 10)
    assert await stores.outbox.settle(row.id, "one", SENT, NOW)
    assert not await stores.outbox.settle(row.id, "one", SENT, NOW)
    assert not await stores.outbox.settle(4711, "one", SENT, NOW)


# --- chats that cannot be reached

NOT_FOUND = Outcome(SendResult.REFUSED, reason="Bad Request: chat not found", unreachable=True)


async def try_daily(stores: Stores, outcomes: Sequence[Outcome], hours: float = 24) -> list[bool]:
    """One message for each outcome, so many hours apart; whether the chat was active after it."""
    await subscribed(stores, ADA)
    active = []
    for number, outcome in enumerate(outcomes):
        now = NOW + number * timedelta(hours=hours)
        await stores.outbox.plan(Slot(ADA, f"day {number}", now), [message("a")], [], now, now)
        for row in await stores.outbox.claim("one", now, 60, 1):
            await stores.outbox.settle(row.id, "one", outcome, now)
        chat = await stores.chats.get(ADA)
        assert chat
        active.append(chat.active)
    return active


async def test_a_chat_that_is_not_found_on_several_days_is_given_up(stores: Stores) -> None:
    active = await try_daily(stores, [NOT_FOUND] * MAX_STRIKES)
    assert active == [True] * (MAX_STRIKES - 1) + [False]


async def test_many_failures_of_one_day_are_one_strike(stores: Stores) -> None:
    assert all(await try_daily(stores, [NOT_FOUND] * 3 * MAX_STRIKES, hours=1))


async def test_a_chat_that_was_reached_again_begins_anew(stores: Stores) -> None:
    days = [*[NOT_FOUND] * (MAX_STRIKES - 1), SENT, *[NOT_FOUND] * (MAX_STRIKES - 1)]
    assert all(await try_daily(stores, days))


async def test_a_message_that_is_refused_for_its_own_sake_is_no_strike(stores: Stores) -> None:
    refused = Outcome(SendResult.REFUSED, reason="Bad Request: message is too long")
    assert all(await try_daily(stores, [refused] * 2 * MAX_STRIKES))
