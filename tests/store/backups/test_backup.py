"""A backup holds the whole state, goes from either database into either, and is all or nothing."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bot.errors import PrecisError
from bot.store import Database, Stores, open_stores, stores_of
from bot.store.backups.backup import restore_backup, write_backup
from tests.store.press import found_press
from tests.store.sending import ADA, BEN, NOW, deliver_all, planned, subscribed


async def filled(stores: Stores) -> None:
    await found_press(stores, NOW)
    await subscribed(stores, ADA, BEN)
    assert await planned(stores, ADA, "Bridge opens", "Ferry: «last» trip \u2028")
    await stores.inbox.put([(7, '{"update_id": 7}')], NOW)


def lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return sorted(file)


async def test_the_state_moves_to_another_database_and_back(
    stores: Stores, database: Database, tmp_path: Path
) -> None:
    await filled(stores)
    first, second = tmp_path / "first.gz", tmp_path / "second.gz"
    rows = await write_backup(database, first)
    assert rows > 5
    assert first.stat().st_mode & 0o077 == 0
    elsewhere = await open_stores(f"sqlite:///{tmp_path}/elsewhere.db")
    assert await restore_backup(elsewhere.database, first) == rows
    assert await write_backup(elsewhere.database, second) == rows
    assert lines(first) == lines(second)
    assert await restore_backup(database, second, replace=True) == rows
    back = stores_of(database)
    assert await deliver_all(back) == ["Bridge opens", "Ferry: «last» trip \u2028"]
    assert (await back.chats.get(ADA)) == (await elsewhere.chats.get(ADA))
    await subscribed(back, 99)  # new rows find ids of their own
    assert await planned(back, 99, "new")
    await elsewhere.aclose()


async def test_chats_are_not_lost_unasked(
    stores: Stores, database: Database, tmp_path: Path
) -> None:
    await filled(stores)
    path = tmp_path / "backup.gz"
    await write_backup(database, path)
    with pytest.raises(PrecisError, match="holds 2 chats; say --replace"):
        await restore_backup(database, path)


async def test_half_a_file_restores_nothing(
    stores: Stores, database: Database, tmp_path: Path
) -> None:
    await filled(stores)
    path, half = tmp_path / "backup.gz", tmp_path / "half.gz"
    await write_backup(database, path)
    text = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    half.write_bytes(gzip.compress(b"".join(text[:-3])))
    with pytest.raises(PrecisError, match="ends before its end"):
        await restore_backup(database, half, replace=True)
    half.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(PrecisError, match=r"ends before its end|no backup"):
        await restore_backup(database, half, replace=True)
    assert await stores.chats.count() == 2


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", gzip.compress(b"[1]\n"), gzip.compress(b'{"a": 1}\n')],
    ids=["empty", "no gzip", "another list", "another object"],
)
async def test_what_is_no_backup_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(data)
    stores = await open_stores(f"sqlite:///{tmp_path}/precis.db")
    with pytest.raises(PrecisError, match="no backup"):
        await restore_backup(stores.database, path)
    with pytest.raises(PrecisError, match="No such file"):
        await restore_backup(stores.database, tmp_path / "none")
    await stores.aclose()
