"""Small writes that come at once become one; each waits for its own, and hears how it ended."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.chat.transport.group_commit import GroupCommit


class Disk:
    """Keeps the batches written to it; `broken` writes fail."""

    def __init__(self, broken: int = 0) -> None:
        self.batches: list[list[int]] = []
        self.broken = broken
        self.free = asyncio.Event()
        self.free.set()

    async def write(self, items: Sequence[int]) -> None:
        await self.free.wait()
        if self.broken:
            self.broken -= 1
            raise OSError("no space left")
        self.batches.append(list(items))


async def test_what_comes_while_one_batch_is_written_is_the_next_batch() -> None:
    disk = Disk()
    commits = GroupCommit(disk.write)
    disk.free.clear()
    first = asyncio.create_task(commits.add(1))
    await asyncio.sleep(0)
    others = [asyncio.create_task(commits.add(n)) for n in (2, 3, 4)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    disk.free.set()
    await asyncio.gather(first, *others)
    assert [sorted(batch) for batch in disk.batches] in ([[1], [2, 3, 4]], [[1, 2, 3, 4]])


async def test_a_batch_that_fails_fails_for_all_in_it_and_for_nobody_after() -> None:
    disk = Disk(broken=1)
    commits = GroupCommit(disk.write)
    ends = await asyncio.gather(commits.add(1), commits.add(2), return_exceptions=True)
    assert [type(end) for end in ends] == [OSError, OSError]
    await commits.add(3)
    assert disk.batches == [[3]]


async def test_who_is_cancelled_while_waiting_does_not_take_the_others_along() -> None:
    disk = Disk()
    commits = GroupCommit(disk.write)
    disk.free.clear()
    leaver, stayer = asyncio.create_task(commits.add(1)), asyncio.create_task(commits.add(2))
    await asyncio.sleep(0)
    leaver.cancel()
    await asyncio.sleep(0)
    disk.free.set()
    await stayer
    with pytest.raises(asyncio.CancelledError):
        await leaver
    assert sorted(n for batch in disk.batches for n in batch) == [1, 2]
