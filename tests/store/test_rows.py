"""A long answer of the database leaves the event loop to others while it is taken in."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select

from bot.store import Stores
from bot.store.rows import in_pieces
from bot.store.schema import inbox
from tests.store.test_inbox import NOW

IN_ORDER = select(inbox.c.update_id, inbox.c.received_at).order_by(inbox.c.update_id)


async def turns_of_another(stores: Stores, size: int) -> list[int]:
    """Take in what is stored: how often somebody else had a turn before each row."""
    turns, had = 0, list[int]()

    async def another() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(another())
    async with stores.database.read() as connection:
        async for number, at in in_pieces(connection, IN_ORDER, size):
            assert (number, at) == (len(had), NOW)
            had.append(turns)
    task.cancel()
    return had


@pytest.mark.parametrize(("rows", "size"), [(9, 4), (8, 4), (3, 4), (0, 4)])
async def test_the_others_have_a_turn_between_two_pieces(
    stores: Stores, rows: int, size: int
) -> None:
    await stores.inbox.put([(number, "{}") for number in range(rows)], NOW)
    had = await turns_of_another(stores, size)
    assert len(had) == rows
    pieces = [had[start : start + size] for start in range(0, rows, size)]
    assert all(len(set(piece)) == 1 for piece in pieces)  # and not at every row
    firsts = [piece[0] for piece in pieces]
    assert firsts == sorted(set(firsts))


async def test_the_connection_takes_other_statements_between_rows(stores: Stores) -> None:
    await stores.inbox.put([(number, "{}") for number in range(5)], NOW)
    async with stores.database.read() as connection:
        counts = [
            (row.update_id, await connection.scalar(select(func.count()).select_from(inbox)))
            async for row in in_pieces(connection, IN_ORDER, 2)
        ]
    assert counts == [(number, 5) for number in range(5)]
