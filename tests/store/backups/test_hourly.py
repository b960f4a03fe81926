"""An SQLite file is copied while it is in use."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import sqlite3
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from bot.core.model.chats import Chat
from bot.store import open_stores
from bot.store.backups.hourly import KEPT, backed_up, copy_due


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


def test_a_copy_is_done_while_writing_goes_on_and_on(tmp_path: Path) -> None:
    file = tmp_path / "precis.db"
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("PRAGMA synchronous = OFF")
    writer.execute("CREATE TABLE pages (number INTEGER, text TEXT)")
    writer.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 12000)"
                   " INSERT INTO pages SELECT i, hex(randomblob(1500)) FROM n")  # fmt: skip
    copying = Thread(target=backed_up, args=(file,))
    copying.start()
    written = 0
    while copying.is_alive() and written < 4000:
        writer.execute("INSERT INTO pages VALUES (0, 'new')")
        written += 1
        sleep(0.002)
    assert not copying.is_alive(), "the copy begins anew as often as something is written"
    copy = sqlite3.connect(tmp_path / "precis.db.backup-1")
    old, new = (
        copy.execute(f"SELECT count(*) FROM pages WHERE number {which} 0").fetchone()[0]
        for which in (">", "=")
    )
    assert old == 12000 and new <= written, "the copy is of one moment"
    copy.close()
    writer.close()


def test_a_copy_is_due_by_the_age_of_the_newest_and_after_a_clock_was_set_back(
    tmp_path: Path,
) -> None:
    file = tmp_path / "precis.db"
    assert copy_due(file, 10_000, 3600), "there is none"
    copy = tmp_path / "precis.db.backup-1"
    copy.touch()
    os.utime(copy, (10_000, 10_000))
    after = {0: False, 1799: False, 1800: True, -2: True, -7200: True}
    assert {seconds: copy_due(file, 10_000 + seconds, 3600) for seconds in after} == after


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
    assert [path.name for path in tmp_path.iterdir()] == ["precis.db"]


def test_a_copy_for_which_the_disk_has_no_room_after_all_takes_none(tmp_path: Path) -> None:
    file = tmp_path / "precis.db"
    stored = sqlite3.connect(file)
    stored.execute("CREATE TABLE pages AS SELECT randomblob(1000000) AS page")
    stored.close()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        with pytest.raises(sqlite3.Error):
            backed_up(file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path.name for path in tmp_path.iterdir()] == ["precis.db"]
    assert backed_up(file)
