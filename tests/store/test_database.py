from __future__ import annotations

import asyncio
import socket
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.core.model.chats import Chat
from bot.errors import StoreUnavailable
from bot.store import Database, Stores, open_stores, stores_of
from bot.store.migrations import upgrade

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


async def count_chats(database: Database) -> int:
    return await stores_of(database).chats.count()


@pytest.mark.parametrize(
    ("url", "backend", "name"),
    [
        ("sqlite:///var/precis.db", "sqlite", "database var/precis.db"),
        ("sqlite:////data/precis.db", "sqlite", "database /data/precis.db"),
        ("postgres://u:s3cret@db.example:6543/n", "postgresql", "database n at db.example:6543"),
        (
            "postgresql://u:s3cret@db.example/n?sslmode=require",
            "postgresql",
            "database n at db.example",
        ),
        ("postgresql+psycopg:///n?host=/run/pg", "postgresql", "database n at /run/pg"),
    ],
)
async def test_addresses_are_taken_as_hosts_write_them(url: str, backend: str, name: str) -> None:
    database = Database(url)
    assert (database.backend, database.name) == (backend, name)
    await database.aclose()


@pytest.mark.parametrize("url", ["mysql://u:s3cret@h/n", "s3cret", "", "postgresql://h:s3cret/n"])
def test_an_address_of_another_kind_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(StoreUnavailable, match="DATABASE_URL must be") as caught:
        Database(url)
    assert "s3cret" not in str(caught.value)


async def test_a_new_database_is_made_with_its_folder_and_for_its_owner_alone(
    tmp_path: Path,
) -> None:
    stores = await open_stores(f"sqlite:///{tmp_path}/a/b/precis.db")
    await stores.aclose()
    assert (tmp_path / "a" / "b" / "precis.db").stat().st_mode & 0o777 == 0o600


async def test_a_database_in_memory_lasts_as_long_as_its_connection() -> None:
    stores = await open_stores("sqlite://")
    await stores.chats.save(Chat(11))
    assert await stores.chats.count() == 1
    await stores.aclose()


async def test_sqlite_is_set_up_to_survive_a_kill(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/precis.db")
    wanted = {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 10_000}
    async with database.read() as connection:
        for pragma, value in wanted.items():
            assert await connection.scalar(text(f"PRAGMA {pragma}")) == value
    await database.aclose()


# --- what cannot be helped is said in one line


async def complaint(url: str) -> str:
    """What opening this database says when it fails."""
    with pytest.raises(StoreUnavailable) as caught:
        await open_stores(url)
    said = str(caught.value)
    assert "\n" not in said
    assert "s3cret" not in said
    return said


async def test_a_server_that_is_not_there_is_named_without_the_password() -> None:
    with socket.socket() as taken:  # a port that nobody listens on
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        said = await complaint(f"postgresql://u:s3cret@127.0.0.1:{port}/news?sslmode=disable")
    assert said.startswith(f"database news at 127.0.0.1:{port}: ")
    assert "check that the server runs" in said


async def test_an_option_that_postgresql_does_not_know_is_named() -> None:
    said = await complaint("postgresql://u:s3cret@127.0.0.1:9/news?pool_mode=s3cret")
    assert "pool_mode" in said


async def test_a_database_that_does_not_exist_is_named(postgresql_url: str) -> None:
    said = await complaint(postgresql_url.replace("/postgres?", "/elsewhere?"))
    assert 'database "elsewhere" does not exist (check DATABASE_URL' in said


async def test_a_path_that_is_a_folder_is_no_database(tmp_path: Path) -> None:
    said = await complaint(f"sqlite:///{tmp_path}")
    assert said.endswith(
        "unable to open database file (check that its folder exists and may be written)"
    )


async def test_a_folder_that_cannot_be_made_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "file" in await complaint(f"sqlite:///{tmp_path}/file/precis.db")


async def test_a_file_of_another_kind_is_no_database(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("These are notes, and long enough to be taken for something else. " * 99)
    assert "the path names a file of another kind" in await complaint(f"sqlite:///{other}")
    assert other.read_text().startswith("These are notes")


async def test_a_full_disk_is_named_and_what_was_stored_is_still_there(tmp_path: Path) -> None:
    stores = await open_stores(f"sqlite:///{tmp_path}/precis.db")
    await stores.chats.save(Chat(11))
    async with stores.database.read() as connection:
        pages = await connection.scalar(text("PRAGMA page_count"))
    await stores.aclose()
    full = Database(f"sqlite:///{tmp_path}/precis.db", pool_size=1)
    async with full.read() as connection:  # SQLite's own way to say how large a file may get
        await connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StoreUnavailable, match="the disk is full"):
        await stores_of(full).inbox.put([(n, "x" * 5000) for n in range(100)], NOW)
    assert await count_chats(full) == 1
    await full.aclose()


async def test_a_database_that_another_process_holds_is_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/precis.db"
    holder = await open_stores(url)
    waiting = stores_of(Database(url, busy_seconds=0.05))
    async with holder.database.write():
        with pytest.raises(StoreUnavailable, match="is locked"):
            await waiting.chats.save(Chat(11))
        assert await waiting.chats.count() == 0  # readers go on
    await waiting.chats.save(Chat(11))
    await waiting.aclose()
    await holder.aclose()


async def test_a_database_without_the_tables_says_what_to_run(database_url: str) -> None:
    database = Database(database_url)
    with pytest.raises(StoreUnavailable, match="precis db upgrade"):
        async with database.read() as connection:
            await connection.execute(text("SELECT * FROM no_such_table"))
    await database.aclose()


# --- connections


async def test_a_failure_undoes_the_whole_transaction(stores: Stores) -> None:
    with pytest.raises(ValueError, match="our own"):
        await half_done(stores.database)
    assert await stores.chats.count() == 0


async def half_done(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(text("DELETE FROM chats"))
        await connection.execute(
            text("INSERT INTO pauses (name, until) VALUES ('x', '2026-11-23 00:00:00+00')")
        )
        raise ValueError("our own")


async def test_tasks_side_by_side_do_not_lose_each_others_writes(stores: Stores) -> None:
    await asyncio.gather(*(stores.chats.save(Chat(n, topics=("a", "b"))) for n in range(1, 41)))
    assert await stores.chats.count() == 40


async def test_two_processes_write_side_by_side(database_url: str) -> None:
    both = [await open_stores(database_url) for _ in range(2)]
    updates = [(number, "{}") for number in range(-50, 0)]

    async def each(stores: Stores) -> int:
        return sum([await stores.inbox.put([update], NOW) for update in updates])

    assert sum(await asyncio.gather(*map(each, both))) == len(updates)
    async with both[0].database.write() as connection:
        await connection.execute(text("DELETE FROM inbox WHERE update_id < 0"))
    for stores in both:
        await stores.aclose()


async def test_a_cancelled_task_leaves_no_lock_and_no_half_written_row(stores: Stores) -> None:
    for pause in (0, 0.001, 0.002, 0.004, 0.008):
        task = asyncio.create_task(stores.chats.save(Chat(11, topics=("a", "b"))))
        await asyncio.sleep(pause)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    saved = await stores.chats.get(11)
    assert saved is None or saved.topics == ("a", "b")
    await stores.chats.save(Chat(12))
    assert await stores.chats.get(12) == Chat(12)


async def test_after_the_server_dropped_every_connection_work_goes_on(
    postgresql_url: str,
) -> None:
    stores = await open_stores(postgresql_url)
    await stores.chats.save(Chat(13, topics=("a",)))
    other = Database(postgresql_url)
    async with other.write() as connection:
        dropped = await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        )
        assert True in list(dropped.scalars()), "a connection was there to be dropped"
    assert await stores.chats.get(13) == Chat(13, topics=("a",))
    await stores.chats.erase(13)
    await other.aclose()
    await stores.aclose()


async def test_a_connection_that_dies_in_use_is_said_and_the_next_one_works(
    postgresql_url: str,
) -> None:
    stores = await open_stores(postgresql_url)
    with pytest.raises(StoreUnavailable, match="terminating connection"):
        async with stores.database.write() as connection:
            await connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert await stores.chats.get(4711) is None
    await stores.aclose()


async def test_opening_again_after_closing_works(database: Database) -> None:
    await database.aclose()
    assert await upgrade(database) == 0
    assert await count_chats(database) == 0


async def test_a_schema_in_the_address_holds_in_every_transaction(postgresql_url: str) -> None:
    plain = Database(postgresql_url)
    async with plain.write() as connection:
        await connection.exec_driver_sql('CREATE SCHEMA IF NOT EXISTS "app"')
    await plain.aclose()
    mark = "&" if "?" in postgresql_url else "?"
    inside = Database(f"{postgresql_url}{mark}schema=app")
    for _ in range(2):
        async with inside.write() as connection:
            assert await connection.scalar(text("SELECT current_schema()")) == "app"
    await inside.aclose()


async def test_that_the_database_is_away_is_one_line_and_that_it_is_back_another(
    tmp_path: Path,
) -> None:
    stores = await open_stores(f"sqlite:///{tmp_path}/precis.db")
    await stores.aclose()
    database = Database(f"sqlite:///{tmp_path}/precis.db", busy_seconds=0.01)
    chats = stores_of(database).chats
    holder = sqlite3.connect(tmp_path / "precis.db", isolation_level=None)
    with capture_logs() as logs:
        await chats.save(Chat(1))
        holder.execute("BEGIN IMMEDIATE")
        for number in range(5):
            with pytest.raises(StoreUnavailable):
                await chats.save(Chat(number))
        holder.execute("ROLLBACK")
        for number in range(5):
            await chats.save(Chat(number))
    told = [(one["log_level"], one["event"].partition(";")[0]) for one in logs]
    assert told == [("warning", "the database is away"), ("warning", "the database is back")]
    holder.close()
    await database.aclose()


async def test_an_attempt_that_fails_late_does_not_say_again_that_it_is_away(
    tmp_path: Path,
) -> None:
    stores = await open_stores(f"sqlite:///{tmp_path}/precis.db")
    await stores.aclose()
    database = Database(f"sqlite:///{tmp_path}/precis.db")

    async def ask(table: str) -> None:
        async with database.read() as connection:
            await connection.execute(text(f"SELECT 1 FROM {table}"))

    with capture_logs() as logs:
        await ask("chats")
        with pytest.raises(StoreUnavailable):
            await ask("nowhere")
        with pytest.raises(StoreUnavailable):
            async with database.read() as connection:
                await ask("chats")
                await connection.execute(text("SELECT 1 FROM nowhere"))
    await database.aclose()
    told = [one["event"].partition(";")[0] for one in logs]
    assert told == ["the database is away", "the database is back"]


async def test_a_database_that_never_was_there_is_told_by_who_opens_it(tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    with capture_logs() as logs, pytest.raises(StoreUnavailable):
        await open_stores(f"sqlite:///{tmp_path}/folder.db")
    assert logs == []
