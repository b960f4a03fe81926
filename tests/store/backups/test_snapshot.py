"""A small backup fills an empty database, of whatever version it was."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from bot.core.model.chats import PUBLIC
from bot.core.model.messages import Outcome, SendResult
from bot.errors import PrecisError
from bot.store import Database, Stores, open_stores
from bot.store.backups.snapshot import restore_snapshot, state_mark, write_snapshot
from bot.store.migrations import STEPS, upgrade, version
from bot.store.schema import articles, metadata
from tests.services.doubles import article
from tests.store.press import found_press
from tests.store.sending import ADA, NOW, deliver_all, planned, subscribed

LONG_AGO = NOW - timedelta(days=90)


async def opened_file(path: Path) -> Stores:
    return await open_stores(f"sqlite:///{path}")


async def restored(snapshot: Path, path: Path) -> Stores:
    database = Database(f"sqlite:///{path}")
    try:
        await restore_snapshot(database, snapshot)
    finally:
        await database.aclose()
    return await opened_file(path)


async def test_chats_and_what_is_due_come_back_without_old_articles(tmp_path: Path) -> None:
    stores = await opened_file(tmp_path / "first.db")
    await found_press(stores, NOW)
    await subscribed(stores, ADA)
    old = await stores.articles.add(article(1, seen=NOW - timedelta(days=9)))
    new = await stores.articles.add(article(2, seen=NOW))
    newest = await stores.articles.add(article(3, seen=NOW))
    await stores.chats.mark_shown(ADA, [(old.id, old.id)], NOW)
    assert await planned(stores, ADA, "one", "two")
    async with stores.database.write() as connection:  # retention took the newest number away
        await connection.execute(text(f"DELETE FROM articles WHERE id = {newest.id}"))
    await write_snapshot(stores.database, tmp_path / "snapshot", NOW, clean=True)
    back = await restored(tmp_path / "snapshot", tmp_path / "second.db")
    assert await back.chats.get(ADA) == await stores.chats.get(ADA)
    assert [one.id for one in await back.articles.recent(LONG_AGO)] == [new.id]
    assert old.id in await back.chats.shown(ADA, LONG_AGO, PUBLIC)
    assert (await back.articles.add(article(4, seen=NOW))).id > newest.id, "no number comes twice"
    assert await deliver_all(back) == ["one", "two"]
    for one in (stores, back):
        await one.aclose()


@pytest.mark.parametrize(("clean", "copies"), [(True, 2), (False, 1)])
async def test_what_may_have_been_sent_since_is_tried_once(
    tmp_path: Path, clean: bool, copies: int
) -> None:
    stores = await opened_file(tmp_path / "first.db")
    await subscribed(stores, ADA)
    assert await planned(stores, ADA, "one")
    await write_snapshot(stores.database, tmp_path / "snapshot", NOW, clean=clean)
    await stores.aclose()
    back = await restored(tmp_path / "snapshot", tmp_path / "second.db")
    tries, at = 0, NOW
    while rows := await back.outbox.claim("me", at, 60, 9):
        (row,) = rows
        tries += 1
        await back.outbox.settle(row.id, "me", Outcome(SendResult.UNKNOWN), at)
        at += timedelta(hours=1)
    await back.aclose()
    assert tries == copies


async def test_a_snapshot_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    stores = await opened_file(tmp_path / "first.db")
    await found_press(stores, NOW)
    await subscribed(stores, ADA)
    await stores.articles.add(article(1, seen=NOW))
    snapshot = tmp_path / "snapshot"
    await write_snapshot(stores.database, snapshot, NOW, clean=True)
    await stores.aclose()
    as_nine(snapshot, await columns_of_nine(tmp_path / "nine.db"))
    back = Database(f"sqlite:///{tmp_path}/new.db")
    await restore_snapshot(back, snapshot)
    assert await version(back) == len(STEPS)
    await back.aclose()
    stores = await opened_file(tmp_path / "new.db")
    assert await stores.chats.count() == 1
    assert await stores.articles.count(LONG_AGO) == 1
    await stores.aclose()


async def columns_of_nine(path: Path) -> dict[str, list[str]]:
    """The tables of schema 9, with their columns."""
    database = Database(f"sqlite:///{path}")
    await upgrade(database, until=9)
    found = dict[str, list[str]]()
    async with database.read() as connection:
        for table in metadata.tables:
            rows = await connection.execute(text(f"PRAGMA table_info({table})"))
            found[table] = [row.name for row in rows]
    await database.aclose()
    return found


def as_nine(snapshot: Path, columns: dict[str, list[str]]) -> None:
    """Make of a snapshot one that schema 9 wrote."""
    head, *lines = map(json.loads, gzip.decompress(snapshot.read_bytes()).decode().splitlines())
    kept: list[object] = [head | {"schema": 9}]
    places = list[int]()
    for value in lines[:-1]:
        if isinstance(value, dict):
            old = columns[value["table"]]
            places = [n for n, name in enumerate(value["columns"]) if name in old]
            value = value | {"columns": [value["columns"][n] for n in places]}
            if places:
                kept.append(value)
        elif places:
            kept.append([value[n] for n in places])
    kept.append({"rows": sum(isinstance(value, list) for value in kept)})
    joined = "\n".join(map(json.dumps, kept))
    snapshot.write_bytes(gzip.compress(joined.encode()))


async def test_half_a_snapshot_and_any_other_file_restore_nothing(tmp_path: Path) -> None:
    stores = await opened_file(tmp_path / "first.db")
    await subscribed(stores, ADA)
    snapshot = tmp_path / "snapshot"
    await write_snapshot(stores.database, snapshot, NOW, clean=True)
    await stores.aclose()
    whole = snapshot.read_bytes()
    for number, data in enumerate((whole[: len(whole) // 2], b"", b"a letter")):
        snapshot.write_bytes(data)
        with pytest.raises(PrecisError):
            await restored(snapshot, tmp_path / f"{number}.db")


async def test_the_mark_changes_with_what_a_reader_would_miss(stores: Stores) -> None:
    marks = [await state_mark(stores.database)]
    await subscribed(stores, ADA)
    marks.append(await state_mark(stores.database))
    await stores.inbox.put([(7, "{}")], NOW)
    marks.append(await state_mark(stores.database))
    assert await planned(stores, ADA, "one")
    marks.append(await state_mark(stores.database))
    assert len(set(marks)) == 4
    async with stores.database.write() as connection:
        await connection.execute(update(articles).values(title="x"))
    assert await state_mark(stores.database) == marks[-1]
