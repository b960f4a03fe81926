"""Those who run the bot are told of trouble: each kind once a day, whatever restarts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.core.feeds.health import Condition
from bot.core.model.chats import Chat
from bot.core.model.messages import Message, Outcome, SendResult
from bot.errors import StoreUnavailable
from bot.services.operators.troubles import (
    Trouble,
    TroubleKind,
    TroubleNotices,
    troubles_of,
)
from bot.services.safekeeping.delivery_watch import Standstill
from bot.services.source_health import SourceHealth
from bot.store import Stores
from tests.services.doubles import MORNING, Clock

BOSS, WEB = 900, "Connection refused"


def notices(
    stores: Stores,
    clock: Clock,
    complaint: str = "",
    *bosses: int,
    outbox: Any = None,
    still: Standstill | None = None,
) -> TroubleNotices:
    def render(troubles: object, language: str) -> Message:
        kinds = " ".join(one.kind for one in troubles if isinstance(one, Trouble))
        return Message(f"{kinds} {language}", f"{kinds} {language}")

    health = SourceHealth(stores.feeds, clock)
    tell, chats = stores.notices, stores.chats
    bosses = bosses or (BOSS,)
    return TroubleNotices(
        outbox or stores.outbox,
        tell,
        chats,
        health,
        render,
        clock,
        bosses,
        lambda: complaint,
        lambda: still,
    )


async def sent(stores: Stores, clock: Clock, verdict: SendResult = SendResult.SENT) -> list[str]:
    found = []
    for row in await stores.outbox.claim("one", clock(), 60, 50):
        found.append(row.message.plain)
        await stores.outbox.settle(row.id, "one", Outcome(verdict), clock())
    return found


@pytest.mark.parametrize(
    ("made", "lost", "failing", "complaint", "kinds"),
    [
        (None, 0, 1, "", []),
        (True, 0, 1, "", [TroubleKind.LATE]),
        (False, 0, 1, "", [TroubleKind.UNMADE]),
        (None, 2, 1, "", [TroubleKind.LOST]),
        (None, -2, 3, "", [TroubleKind.FEEDS]),
        (None, 0, 2, WEB, [TroubleKind.WEBHOOK]),
    ],
)
def test_what_is_worth_telling(
    made: bool | None, lost: int, failing: int, complaint: str, kinds: list[TroubleKind]
) -> None:
    still = None if made is None else Standstill(MORNING - timedelta(minutes=20), made)
    feeds = {Condition.OK: 2, Condition.FAILING: failing}
    found = troubles_of(still, lost, feeds, complaint, MORNING)
    assert [one.kind for one in found] == kinds
    assert [one.number for one in found if still] == ([20] if still else [])


async def test_each_kind_is_told_once_a_day_over_restarts(stores: Stores, clock: Clock) -> None:
    await stores.chats.save(Chat(BOSS, language="de"))
    for _ in range(3):
        await notices(stores, clock, WEB).run_due()
    assert await sent(stores, clock) == ["webhook de"]
    clock.now += timedelta(days=1)
    await notices(stores, clock, WEB).run_due()
    assert await sent(stores, clock) == ["webhook de"]


async def test_a_standstill_is_told_to_each_operator_once(stores: Stores, clock: Clock) -> None:
    still = Standstill(clock(), made=True)
    for planned in (2, 0):
        assert await notices(stores, clock, "", BOSS, 901, still=still).run_due() == planned


async def test_lost_messages_are_those_since_the_last_look(stores: Stores, clock: Clock) -> None:
    watching = notices(stores, clock)
    for number in (1, 2):
        await stores.notices.tell(5, [f"x{number}"], Message("x", "x"), clock())
        for _ in range(2):  # in doubt twice, it is parked
            await sent(stores, clock, SendResult.UNKNOWN)
            clock.now += timedelta(hours=1)
        assert await watching.run_due() == number - 1  # what was there at the start is old news
    assert await sent(stores, clock) == ["lost en"]


class _Away:
    """A store of messages that is away for a while."""

    def __init__(self, stores: Stores) -> None:
        self.stores, self.away = stores, True

    def __getattr__(self, name: str) -> object:
        if self.away:
            raise StoreUnavailable("away")
        return getattr(self.stores.outbox, name)


async def test_a_database_that_was_away_is_told_when_it_is_back(
    stores: Stores, clock: Clock
) -> None:
    outbox = _Away(stores)
    watching = notices(stores, clock, outbox=outbox)
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            await watching.run_due()
        clock.now += timedelta(minutes=5)
    outbox.away = False
    assert await watching.run_due() == 1
    assert await sent(stores, clock) == ["database en"]
    assert await watching.run_due() == 0


async def test_without_operators_nobody_is_told(stores: Stores, clock: Clock) -> None:
    health = SourceHealth(stores.feeds, clock)
    silent = TroubleNotices(
        stores.outbox, stores.notices, stores.chats, health, lambda *_: Message("", ""), clock,
        (), lambda: WEB, lambda: None,
    )  # fmt: skip
    assert await silent.run_due() == 0
