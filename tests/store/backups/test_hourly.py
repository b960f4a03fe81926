"""An SQLite file is copied while it is in use."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.core.model.chats import Chat
from bot.store import open_stores
from bot.store.backups.hourly import KEPT, backed_up


async def chats_in(path: Path) -> int:
    stores = await open_stores(f"sqlite:///{path}")
    try:
        return await stores.chats.count()
    finally:
        await stores.aclose()


async def test_a_copy_made_during_writes_is_whole_and_the_oldest_gives_way(tmp_path: Path) -> None:
    file = tmp_path / "precis.db"
    stores = await open_stores(f"sqlite:///{file}")
    for number in range(1, KEPT + 2):
        writing = asyncio.create_task(stores.chats.save(Chat(number)))
        assert await asyncio.to_thread(backed_up, file)
        await writing
    await stores.aclose()
    copies = [tmp_path / f"precis.db.backup-{n}" for n in range(1, KEPT + 1)]
    names = {path.name for path in tmp_path.iterdir()}  # noqa: ASYNC240 - a few names
    assert names == {"precis.db", *(copy.name for copy in copies)}
    assert all(copy.stat().st_mode & 0o077 == 0 for copy in copies)
    found = [await chats_in(copy) for copy in copies]
    assert found == sorted(found, reverse=True)
    assert found[0] >= KEPT, "the newest has all but what was written just then"


async def test_without_room_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "precis.db"
    await (await open_stores(f"sqlite:///{file}")).aclose()
    full = shutil._ntuple_diskusage(100, 99, 1)  # type: ignore[attr-defined]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    assert not backed_up(file)
    left = [path.name for path in tmp_path.iterdir()]  # noqa: ASYNC240 - a few names
    assert left == ["precis.db"]


def test_a_file_that_is_no_database_is_not_copied_over_good_copies(tmp_path: Path) -> None:
    file = tmp_path / "precis.db"
    file.write_bytes(b"no database at all" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        backed_up(file)
    assert not (tmp_path / "precis.db.backup-1").exists()
