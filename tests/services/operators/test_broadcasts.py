"""A broadcast reaches each chat once, a batch at a time, whatever happens in between."""

from __future__ import annotations

from datetime import timedelta

from bot.core.model.chats import Chat, place_number
from bot.core.model.messages import Message, Outcome, SendResult
from bot.services.operators import broadcasts as module
from bot.services.operators.broadcasts import Broadcasts
from bot.store import Stores
from tests.services.doubles import Clock


def made(stores: Stores, clock: Clock) -> Broadcasts:
    return Broadcasts(stores.broadcasts, lambda text: Message(text, text), clock)


async def delivered(stores: Stores, clock: Clock) -> list[tuple[int, int | None, str]]:
    found = []
    while rows := await stores.outbox.claim("one", clock(), 60, 500):
        for row in rows:
            found.append((row.chat_id, row.thread_id, row.message.plain))
            await stores.outbox.settle(row.id, "one", Outcome(SendResult.SENT), clock())
    return found


async def test_it_goes_on_where_a_process_ended(stores: Stores, clock: Clock) -> None:
    many = 2 * module.BATCH + 30
    for number in range(1, many + 1):
        await stores.chats.save(Chat(number))
    number, audience = await made(stores, clock).ask({"": "Hello"})
    assert audience == many
    await made(stores, clock).confirm(number)
    planned = []
    for _ in range(4):  # each time another process
        planned.append(await made(stores, clock).run_due())
    assert planned == [module.BATCH, module.BATCH, 30, 0]
    assert sorted(chat for chat, _, _ in await delivered(stores, clock)) == list(range(1, many + 1))


async def test_a_forum_gets_it_once(stores: Stores, clock: Clock) -> None:
    group = -100200
    for thread in (7, 9):
        place = place_number(group, thread)
        await stores.chats.save(Chat(place, "supergroup", thread_id=thread, telegram_id=group))
    broadcasts = made(stores, clock)
    number, audience = await broadcasts.ask({"": "Hello"})
    assert audience == 1
    await broadcasts.confirm(number)
    await broadcasts.run_due()
    assert await delivered(stores, clock) == [(group, 7, "Hello")]
    report = await broadcasts.report(number)
    assert report is not None and (report.sent, report.waiting, report.failed) == (1, 0, 0)


async def test_a_question_of_yesterday_is_none(stores: Stores, clock: Clock) -> None:
    broadcasts = made(stores, clock)
    number, _ = await broadcasts.ask({"": "Hello"})
    clock.now += timedelta(days=1)
    assert await broadcasts.confirm(number) is None
    assert await broadcasts.confirm(number + 1) is None
    assert await broadcasts.run_due() == 0
