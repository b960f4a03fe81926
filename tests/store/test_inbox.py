from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.model.updates import StoredUpdate
from bot.store import Stores
from bot.store.inbox import people

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
DAY = timedelta(days=1)
START = '{"update_id": 7, "message": {"chat": {"id": 11}, "from": {"id": 11}, "text": "/start"}}'


async def test_updates_wait_in_order_until_they_are_handled(stores: Stores) -> None:
    assert await stores.inbox.put([(8, "{}"), (7, START), (9, "{}")], NOW) == 3
    seven, eight, nine = (
        StoredUpdate(7, 11, START),
        StoredUpdate(8, -8, "{}"),
        StoredUpdate(9, -9, "{}"),
    )
    assert await stores.inbox.pending(2) == [seven, eight]
    await stores.inbox.done([(7, None)])
    assert await stores.inbox.pending(9) == [eight, nine]


async def test_chats_take_turns_and_those_in_hand_are_left_out(stores: Stores) -> None:
    def said(chat: int) -> str:
        return f'{{"message": {{"chat": {{"id": {chat}}}}}}}'

    chats = (5, 5, 5, 5, 6, 5, 7)
    await stores.inbox.put([(n, said(chat)) for n, chat in enumerate(chats, 1)], NOW)
    turns = await stores.inbox.pending(9, of_a_chat=2)
    assert [(one.chat_id, one.id) for one in turns] == [(5, 1), (6, 5), (7, 7), (5, 2)]
    assert [one.id for one in await stores.inbox.pending(9, 2, {5, 7})] == [5]
    assert [one.id for one in await stores.inbox.pending(2, 9)] == [1, 5]


async def test_an_update_that_comes_twice_is_handled_once(stores: Stores) -> None:
    await stores.inbox.put([(7, START)], NOW)
    await stores.inbox.done([(7, None)])
    assert await stores.inbox.put([(7, START), (8, "{}"), (8, "{}")], NOW + DAY) == 1
    assert [one.id for one in await stores.inbox.pending(9)] == [8]
    assert await stores.inbox.put([], NOW) == 0


async def test_a_long_backlog_of_updates_comes_twice(stores: Stores) -> None:
    updates = [(number, START) for number in range(3000)]
    assert await stores.inbox.put(updates, NOW) == 3000
    assert await stores.inbox.put(updates, NOW) == 0


async def test_the_next_offset_is_one_past_the_highest_stored(stores: Stores) -> None:
    assert await stores.inbox.next_offset() is None
    await stores.inbox.put([(41, "{}"), (40, "{}")], NOW)
    assert await stores.inbox.next_offset() == 42


async def test_the_text_of_a_handled_update_is_forgotten(stores: Stores) -> None:
    await stores.inbox.put([(7, START)], NOW)
    await stores.inbox.done([(7, None)])
    assert await stored(stores) == [(7, "", None, None, None)]


async def test_an_update_whose_handler_failed_is_parked_with_its_traceback(
    stores: Stores,
) -> None:
    await stores.inbox.put([(7, START)], NOW)
    await stores.inbox.done([(7, "Traceback: KeyError")])
    assert await stores.inbox.pending(9) == []
    assert await stored(stores) == [(7, START, 11, 11, "Traceback: KeyError")]


async def stored(stores: Stores) -> list[tuple[object, ...]]:
    columns = "update_id, body, chat_id, user_id, error"
    async with stores.database.read() as connection:
        rows = await connection.exec_driver_sql(f"SELECT {columns} FROM inbox")
        return [tuple(row) for row in rows]


async def test_after_a_silent_week_updates_may_be_numbered_anew(stores: Stores) -> None:
    await stores.inbox.put([(900, START), (901, START)], NOW)
    await stores.inbox.done([(900, None)])
    await stores.inbox.purge(NOW + DAY)
    assert await stores.inbox.next_offset() == 902  # one still waits
    await stores.inbox.done([(901, None)])
    await stores.inbox.purge(NOW)
    assert await stores.inbox.next_offset() == 902
    await stores.inbox.purge(NOW + DAY)
    assert await stores.inbox.next_offset() is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (START, (11, 11)),
        ('{"update_id": 1, "message": {"chat": {"id": -5}, "from": {"id": 6}}}', (-5, 6)),
        ('{"channel_post": {"chat": {"id": -1009}}}', (-1009, None)),
        ('{"callback_query": {"from": {"id": 6}, "message": {"chat": {"id": -5}}}}', (-5, 6)),
        ('{"inline_query": {"from": {"id": 6}, "query": "x"}}', (None, 6)),
        ('{"poll_answer": {"user": {"id": 6}}}', (None, 6)),
        ('{"message": {"chat": {"id": "x"}, "from": {"id": 1e400}}}', (None, None)),
        ('{"message": {"chat": {"id": 99999999999999999999}}}', (None, None)),
        ("{not JSON", (None, None)),
        ("[1]", (None, None)),
        ("", (None, None)),
    ],
)
def test_whom_an_update_comes_from_is_read_from_it(
    body: str, expected: tuple[int | None, int | None]
) -> None:
    assert people(body) == expected
