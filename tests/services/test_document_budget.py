"""Documents in hand are few, readers' go first, and nobody waits for ever."""

from __future__ import annotations

import asyncio

import pytest

from bot.services.document_budget import DocumentBudget, PrioritySemaphore


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_urgent_work_goes_first_and_has_a_place_of_its_own() -> None:
    places, order = PrioritySemaphore(2, reserved=1), list[str]()

    async def work(name: str, urgent: bool) -> None:
        await places.acquire(urgent=urgent)
        order.append(name)

    tasks = [asyncio.create_task(work(name, False)) for name in ("feed 1", "feed 2")]
    await settle()
    assert order == ["feed 1"], "the last place is for readers"
    tasks += [asyncio.create_task(work(name, True)) for name in ("page 1", "page 2")]
    await settle()
    assert order == ["feed 1", "page 1"]
    places.release()
    await settle()
    assert order[-1] == "page 2", "although the feed has waited longer"
    places.release()
    places.release()
    await settle()
    assert order[-1] == "feed 2"
    await asyncio.gather(*tasks)


@pytest.mark.parametrize("granted", [False, True])
async def test_who_gives_up_waiting_takes_no_place_along(granted: bool) -> None:
    places = PrioritySemaphore(1)
    await places.acquire()
    waiting = asyncio.create_task(places.acquire())
    await settle()
    if granted:
        places.release()  # given to the one that waits, which is cancelled before it runs
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    if not granted:
        places.release()
    await asyncio.wait_for(places.acquire(), 1)


async def test_large_documents_never_wait_for_each_other_for_ever() -> None:
    budget, in_hand, most = DocumentBudget(documents=6, large=2), 0, 0

    async def fetch(large: bool, urgent: bool) -> None:
        nonlocal in_hand, most
        async with budget.lease(urgent=urgent) as lease:
            await lease.begin()
            await lease.begin()  # once is enough
            await asyncio.sleep(0)
            if large:
                await lease.grow()
                in_hand += 1
                most = max(most, in_hand)
                await asyncio.sleep(0)
                in_hand -= 1

    work = [fetch(number % 2 == 0, number % 7 == 0) for number in range(200)]
    await asyncio.wait_for(asyncio.gather(*work), 10)
    assert most == 2
