from __future__ import annotations

import asyncio

from bot.chat.background_tasks import BackgroundTasks
from bot.chat.gathering import Gathering


async def test_what_belongs_together_is_handed_on_together_and_once() -> None:
    lots: list[list[int]] = []

    async def take(lot: list[int]) -> None:
        lots.append(lot)

    background = BackgroundTasks()
    gathering = Gathering[int](background, take, pause=lambda: asyncio.sleep(0))
    for number in range(3):
        gathering.add("a", number)
    gathering.add("b", 9)
    await background.settle()
    gathering.add("a", 4)
    await background.settle()
    assert sorted(lots) == [[0, 1, 2], [4], [9]]


async def test_what_is_under_way_at_the_end_is_handed_on() -> None:
    lots: list[list[int]] = []

    async def take(lot: list[int]) -> None:
        lots.append(lot)

    background = BackgroundTasks()
    Gathering[int](background, take, pause=asyncio.Event().wait).add("a", 1)
    await background.aclose(patience=0.01)
    assert lots == [[1]]
