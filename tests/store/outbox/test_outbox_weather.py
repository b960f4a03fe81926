"""Many workers, bad luck of every kind: what holds of the outbox whatever happens."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.model.chats import Chat, Slot
from bot.core.model.messages import Message, OutboxRow, Outcome, SendResult
from bot.store import Stores

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
CHATS, SLOTS, PARTS = range(1, 5), range(2), range(2)
LEASE = 60
WEATHER = (
    Outcome(SendResult.SENT),
    Outcome(SendResult.LATER, retry_after=20),
    Outcome(SendResult.LATER, retry_after=5, whole_bot=True),
    Outcome(SendResult.UNKNOWN),
    Outcome(SendResult.REFUSED),
    None,  # the worker dies, or sleeps past its lease
)


class Weather:
    """Workers that claim and settle in any order, over a clock that is moved by hand."""

    def __init__(self, stores: Stores, seed: int) -> None:
        self.stores, self.rng, self.now = stores, random.Random(seed), NOW
        self.flying: dict[int, OutboxRow] = {}
        self.until: dict[int, datetime] = {}
        self.asleep: list[OutboxRow] = []
        self.copies: Counter[str] = Counter()
        self.order: list[str] = []

    async def act(self) -> None:
        actions = [self.claim, self.land, self.land, self.wait, self.wake_up]
        await self.rng.choice(actions)()

    async def claim(self) -> None:
        rows = await self.stores.outbox.claim("crew", self.now, LEASE, self.rng.randint(1, 4))
        for row in rows:
            assert row.id not in self.flying
            assert row.chat_id not in {other.chat_id for other in self.flying.values()}
            self.flying[row.id] = row
            self.until[row.id] = self.now + timedelta(seconds=LEASE)
        self.order += [row.message.plain for row in rows]

    async def land(self) -> None:
        if not self.flying:
            return
        row = self.flying.pop(self.rng.choice(list(self.flying)))
        outcome = self.rng.choice(WEATHER)
        sure = outcome is not None and outcome.verdict is not SendResult.UNKNOWN
        arrived = outcome is WEATHER[0] or (not sure and self.rng.random() < 0.5)
        self.copies[row.message.plain] += arrived
        if outcome is None:
            self.asleep.append(row)
            return
        assert await self.settle(row, outcome)

    async def settle(self, row: OutboxRow, outcome: Outcome) -> bool:
        return await self.stores.outbox.settle(
            row.id, "crew", outcome, self.now, attempt=row.attempts
        )

    async def wait(self) -> None:
        """Time passes; who flies longer than a lease loses the row, and nobody knows how far
        the message came."""
        self.now += timedelta(seconds=self.rng.choice((1, 10, 61)))
        for row_id in [one for one in self.flying if self.until[one] < self.now]:
            row = self.flying.pop(row_id)
            self.copies[row.message.plain] += self.rng.random() < 0.5
            self.asleep.append(row)
        await self.stores.outbox.recover(self.now)

    async def wake_up(self) -> None:
        """A worker that was taken for dead settles after all, usefully or too late."""
        if self.asleep:
            row = self.asleep.pop(self.rng.randrange(len(self.asleep)))
            await self.settle(
                row, Outcome(self.rng.choice((SendResult.UNKNOWN, SendResult.REFUSED)))
            )


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_happens_order_and_copies_hold(stores: Stores, seed: int) -> None:
    weather = Weather(stores, seed)
    for chat_id in CHATS:
        await stores.chats.save(Chat(chat_id))
        for slot in SLOTS:
            texts = [f"{chat_id}/{slot}/{part}" for part in PARTS]
            messages = [Message(text, text) for text in texts]
            await stores.outbox.plan(Slot(chat_id, str(slot), NOW), messages, [], None, NOW)
    for _ in range(60):
        await weather.act()
    await clear_up(weather)
    assert set(await stores.outbox.counts()) <= {"sent", "refused", "unknown"}
    assert max(weather.copies.values()) <= 2
    for chat_id in CHATS:
        own = [text for text in weather.order if text.startswith(f"{chat_id}/")]
        assert own == sorted(own)


async def clear_up(weather: Weather) -> None:
    """From now on everything arrives, until nothing is left to send."""
    while await weather.stores.outbox.oldest_pending():
        for row in list(weather.flying.values()):
            assert await weather.settle(weather.flying.pop(row.id), WEATHER[0])
            weather.copies[row.message.plain] += 1
        weather.now += timedelta(seconds=61)
        await weather.stores.outbox.recover(weather.now)
        await weather.claim()
