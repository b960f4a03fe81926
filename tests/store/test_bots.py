"""Another token or API server on the same database: its updates are numbered for itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, text

from bot.store import Database, Stores, stores_of
from bot.store.columns import UtcDateTime
from bot.store.migrations import upgrade
from bot.store.outbox.claims import WHOLE_BOT
from tests.store.test_migrations import start_over

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
API, OWN = "https://api.telegram.org", "http://127.0.0.1:8081"
SAID = '{"update_id": 7, "message": {"chat": {"id": 11}, "text": "/start"}}'


async def enter(stores: Stores, bot_id: int, api: str, now: datetime) -> tuple[int, str] | None:
    bot = await stores.bots.enter(bot_id, api, now)
    stores.inbox.belong_to(bot)
    return bot.before


async def waiting(stores: Stores) -> list[int]:
    return [stored.id for stored in await stores.inbox.pending(9, 9)]


async def test_another_bot_starts_without_the_offset_of_the_last_one(stores: Stores) -> None:
    assert await enter(stores, 42, API, NOW) is None
    await stores.inbox.put([(900, SAID), (901, SAID)], NOW)
    assert await stores.inbox.next_offset() == 902
    assert await enter(stores, 43, API, LATER) == (42, API)
    assert (await stores.inbox.next_offset(), await waiting(stores)) == (None, [])
    assert await stores.inbox.put([(5, SAID), (900, SAID)], LATER) == 2
    assert await waiting(stores) == [5, 900]
    await stores.inbox.done([(900, None)])
    assert await stores.inbox.next_offset() == 901


async def test_the_same_bot_at_another_api_server_is_numbered_anew(stores: Stores) -> None:
    await enter(stores, 42, API, NOW)
    await stores.inbox.put([(900, SAID)], NOW)
    assert await enter(stores, 42, OWN, LATER) == (42, API)
    assert await stores.inbox.next_offset() is None


async def test_a_bot_that_comes_back_goes_on_where_it_was(stores: Stores) -> None:
    await enter(stores, 42, API, NOW)
    await stores.inbox.put([(900, SAID)], NOW)
    await enter(stores, 43, API, LATER)
    assert await enter(stores, 42, API, LATER + timedelta(hours=1)) == (43, API)
    assert (await stores.inbox.next_offset(), await waiting(stores)) == (901, [900])
    assert await stores.inbox.put([(900, SAID)], LATER) == 0


async def test_a_restart_says_nothing_of_another_bot(stores: Stores) -> None:
    assert await enter(stores, 42, API, NOW) is None
    assert await enter(stores, 42, API, LATER) is None


async def test_updates_of_a_bot_that_does_not_come_back_are_purged(stores: Stores) -> None:
    await enter(stores, 42, API, NOW)
    await stores.inbox.put([(900, SAID)], NOW)
    await enter(stores, 43, API, LATER)
    await stores.inbox.put([(5, SAID)], NOW)
    await stores.inbox.purge(LATER)
    assert await waiting(stores) == [5]
    await enter(stores, 42, API, LATER)
    assert await waiting(stores) == []


async def test_a_pause_of_the_last_bot_is_not_the_next_ones(stores: Stores) -> None:
    await enter(stores, 42, API, NOW)
    async with stores.database.write() as connection:
        pause = text("INSERT INTO pauses (name, until) VALUES (:name, :until)")
        await connection.execute(pause, {"name": WHOLE_BOT, "until": LATER.isoformat()})
    await enter(stores, 43, API, NOW)
    async with stores.database.read() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM pauses")) == 0


async def test_updates_from_before_bots_were_told_apart_go_to_the_first_bot(
    database: Database,
) -> None:
    await start_over(database)
    await upgrade(database, until=5)
    async with database.write() as connection:
        old = "INSERT INTO inbox (update_id, body, received_at, done) VALUES (7, '{}', :at, false)"
        moment = bindparam("at", type_=UtcDateTime())
        await connection.execute(text(old).bindparams(moment), {"at": NOW})
    await upgrade(database)
    stores = stores_of(database)
    await enter(stores, 42, API, LATER)
    assert await waiting(stores) == [7]
    assert await stores.inbox.put([(7, SAID)], LATER) == 0  # known, though offsets start anew
    assert await stores.inbox.next_offset() is None
