"""Editions of many chats are planned in one transaction, each slot of them but once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event

from bot.core.model.chats import PUBLIC, Slot
from bot.core.model.editions import Contents, Headline
from bot.core.model.messages import PlannedEdition
from bot.store import Stores
from tests.store.sending import ADA, BEN, NOW, TOMORROW, deliver_all, message, planned, subscribed

CARL, DORA, EVE = 13, 14, 15


def edition(chat_id: int, *texts: str) -> PlannedEdition:
    return PlannedEdition(
        Slot(chat_id, "2026-11-23T07:30", NOW),
        tuple(message(text) for text in texts),
        ((1, 1), (1, 2)) if texts else (),
        TOMORROW,
        held=Contents(NOW, ((Headline(1, "Ferry"), None),)) if texts else None,
    )


async def test_each_chat_gets_what_is_its_own(stores: Stores) -> None:
    await subscribed(stores, ADA, BEN, CARL, DORA)
    assert await planned(stores, BEN, "before")
    await stores.chats.stop(CARL, "blocked", NOW)
    wanted = [edition(ADA, "a 1", "a 2"), edition(BEN, "b"), edition(CARL, "c"), edition(DORA)]
    done = await stores.outbox.plan_all([*wanted, edition(EVE, "unknown")], NOW)
    assert [one.slot.chat_id for one in done] == [ADA, DORA]
    assert sorted(await deliver_all(stores)) == ["a 1", "a 2", "before"]
    assert set(await stores.chats.shown_to([ADA, BEN, CARL, DORA, EVE], NOW)) == {ADA, BEN}
    held = await stores.chats.contents(ADA)
    assert held is not None
    assert held.ids == (1,)
    assert await stores.chats.contents(DORA) is None
    for chat_id in (ADA, BEN, DORA):
        chat = await stores.chats.get(chat_id)
        assert chat is not None
        assert chat.next_due == TOMORROW
        assert chat.last_edition_at == (None if chat_id == DORA else NOW)


async def test_pauses_end_and_questions_are_noted_for_those_alone_that_had_them(
    stores: Stores,
) -> None:
    await subscribed(stores, ADA, BEN)
    for chat_id in (ADA, BEN):
        chat = await stores.chats.get(chat_id)
        assert chat is not None
        await stores.chats.save(replace(chat, away_since=NOW, paused_until=NOW))
    back = replace(edition(ADA, "a"), ends_absence=True)
    await stores.outbox.plan_all([back, replace(edition(BEN, "b"), asks=True)], NOW)
    ada, ben = await stores.chats.get(ADA), await stores.chats.get(BEN)
    assert ada and ben
    assert (ada.away_since, ada.paused_until, ada.asked_at) == (None, None, None)
    assert (ben.away_since, ben.paused_until, ben.asked_at) == (NOW, NOW, NOW)


@pytest.mark.parametrize("hours", [NOW + timedelta(hours=2), None])
async def test_hours_that_a_reader_chose_meanwhile_stay(
    stores: Stores, hours: datetime | None
) -> None:
    await subscribed(stores, ADA, BEN)
    await stores.chats.postpone(ADA, hours)
    await stores.outbox.plan_all([edition(ADA, "a"), edition(BEN, "b")], NOW)
    ada, ben = await stores.chats.get(ADA), await stores.chats.get(BEN)
    assert ada and ben
    assert (ada.next_due, ben.next_due) == (hours, TOMORROW)


async def test_what_fails_in_the_middle_leaves_nothing_behind(stores: Stores) -> None:
    await subscribed(stores, ADA, BEN)
    double = edition(BEN, "b")
    twice = replace(double, held=None, used=((1, 1),))
    broken = replace(twice, next_due=NOW.replace(tzinfo=None))  # no database takes such a time
    with pytest.raises(Exception, match="zone"):
        await stores.outbox.plan_all([edition(ADA, "a"), broken], NOW)
    assert await stores.outbox.counts() == {}
    assert await stores.chats.shown(ADA, NOW, PUBLIC) == {}
    chat = await stores.chats.get(ADA)
    assert chat is not None
    assert chat.next_due == NOW, "so it is planned the next time"


async def test_many_chats_take_no_more_statements_than_a_few(stores: Stores) -> None:
    asked: list[str] = []
    engine = stores.database._engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counts = []
    for first, many in ((100, 3), (200, 60)):
        chats = range(first, first + many)
        await subscribed(stores, *chats)
        asked.clear()
        assert len(await stores.outbox.plan_all([edition(n, "a") for n in chats], NOW)) == many
        counts.append(len(asked))
    assert counts[1] <= counts[0]
