"""The one way to a database: SQLite or PostgreSQL, the same statements on both.

    database = Database("sqlite:///var/precis.db")
    async with database.write() as connection:
        await connection.execute(...)

Every failure that a caller can do nothing about (unreachable, full, locked, read-only) comes out
as `StoreUnavailable` with one line that never holds a password.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import URL, AsyncAdaptedQueuePool, Table, event, exc, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StoreUnavailable

log = structlog.get_logger(__name__)

Insert = sqlite.Insert | postgresql.Insert
"""An INSERT that knows ON CONFLICT; both databases write it the same way."""

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA cache_size = -1024",  # kB a connection: the system holds the file's pages, too
)
_STATEMENTS = 32  # prepared ones that a connection keeps, some ten kB each
_WRITE = "precis_write"


class Database:
    """A small pool of connections to one database.

    `url` is SQLAlchemy-style: `sqlite:///path`, `postgres://` or `postgresql://` with libpq's own
    parameters (`sslmode`, `host`) in its query. A writer waits up to `busy_seconds` for another
    process that writes to the same SQLite file. Nothing is dialled before the first use. Raises
    StoreUnavailable for an address of another kind.
    """

    def __init__(self, url: str, *, pool_size: int = 4, busy_seconds: float = 10) -> None:
        self._url, schema = _parsed(url)
        self.backend = self._url.get_backend_name()
        self.name = _display_name(self._url)
        self._engine = _engine(self._url, pool_size, busy_seconds)
        if schema:
            event.listen(self._engine.sync_engine, "begin", _into_schema(schema))
        self._writing = self._engine.execution_options(**{_WRITE: True})
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._reached: bool | None = None  # None: never so far, and who opens it tells
        self._returns = 0  # how often it was back: an attempt from before that tells nothing new
        self._turn: AbstractAsyncContextManager[Any] = (
            asyncio.Lock() if self.backend == "sqlite" else nullcontext()
        )

    def insert(self, table: Table) -> Insert:
        """An INSERT into `table` in this database's own kind."""
        return sqlite.insert(table) if self.backend == "sqlite" else postgresql.insert(table)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that is for reading. Raises StoreUnavailable."""
        async with self._guarded(), self._engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that is committed at the end, undone on any exception.

        On SQLite it holds the write lock from its first moment, and the tasks of this process
        take turns. Not to be nested. Raises StoreUnavailable.
        """
        async with self._guarded(), self._turn, self._writing.begin() as connection:
            yield connection

    async def aclose(self) -> None:
        """Close every connection. The database may be used again, on another event loop too."""
        await self._engine.dispose()
        self._begin_anew()

    @asynccontextmanager
    async def _guarded(self) -> AsyncIterator[None]:
        returns = self._returns
        try:
            yield
        except (exc.IntegrityError, exc.DataError):
            raise  # our own mistake, not the database's state
        except (exc.DBAPIError, exc.TimeoutError, sqlite3.Error, OSError) as error:
            complaint = self._complaint(error)
            # One line for all who meet it until it is back, and none for who comes late.
            if self._reached is True and returns == self._returns:
                log.warning("the database is away; all goes on when it is back", reason=complaint)
                self._reached = False
            raise StoreUnavailable(complaint) from error
        if self._reached is False:
            log.warning("the database is back")
            self._returns += 1
        self._reached = True

    def _complaint(self, error: Exception) -> str:
        cause = getattr(error, "orig", None) or error
        words = " ".join(str(cause).split()) or type(cause).__name__
        if self._url.password:
            words = words.replace(str(self._url.password), "***")
        return f"{self.name}: {words[:300]}{_advice(words)}"


def _parsed(url: str) -> tuple[URL, str]:
    """The address as a driver reads it, and the schema that it names, if any."""
    try:
        parsed = make_url(url)
        driver = _DRIVERS[parsed.drivername]
    except (exc.ArgumentError, KeyError, ValueError):
        raise StoreUnavailable(
            "DATABASE_URL must be sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME"
        ) from None
    schema = str(parsed.query.get("schema", ""))
    return parsed.set(drivername=driver).difference_update_query(["schema"]), schema


def _into_schema(schema: str) -> Callable[[Connection], None]:
    """Tables are looked up in `schema`: said for each transaction, for behind a pooler the next
    one runs in another session."""

    def begun(connection: Connection) -> None:
        name = connection.dialect.identifier_preparer.quote_identifier(schema)
        connection.exec_driver_sql(f"SET LOCAL search_path TO {name}")

    return begun


def _display_name(url: URL) -> str:
    """What messages call the database: its path, or its host and name; never user or password."""
    if url.get_backend_name() == "sqlite":
        return f"database {url.database or ':memory:'}"
    host = url.host or url.query.get("host") or "localhost"
    port = f":{url.port}" if url.port else ""
    return f"database {url.database or 'postgres'} at {host}{port}"


def _advice(words: str) -> str:
    for sign, advice in _ADVICE.items():
        if sign in words.lower():
            return f" ({advice})"
    return ""


_ADVICE = {
    "unable to open database file": "check that its folder exists and may be written",
    "readonly": "check the rights of the file and its folder",
    "read-only": "check the rights of the file and its folder",
    "is full": "the disk is full: make room, nothing stored so far is lost",
    "no space left": "the disk is full: make room, nothing stored so far is lost",
    "is locked": "another process has held it for too long",
    "not a database": "the path names a file of another kind",
    "no such table": "run: precis db upgrade",
    "does not exist": "check DATABASE_URL, or run: precis db upgrade",
    "refused": "check that the server runs and that DATABASE_URL is right",
    "password authentication failed": "check the user and the password in DATABASE_URL",
}


def _engine(url: URL, pool_size: int, busy_seconds: float) -> AsyncEngine:
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, pool_size, busy_seconds)
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=30,
        pool_pre_ping=True,
        # Prepared statements break behind the poolers that many hosts put before PostgreSQL.
        connect_args={"prepare_threshold": None, "connect_timeout": 10, **_keepalive(url)},
    )


def _keepalive(url: URL) -> dict[str, int]:
    """A server that vanished without a word is noticed in half a minute, not in two hours."""
    wishes = {
        "keepalives_idle": 20,
        "keepalives_interval": 5,
        "keepalives_count": 2,
        "tcp_user_timeout": 30_000,
    }
    return {name: value for name, value in wishes.items() if name not in url.query}


def _sqlite_engine(url: URL, pool_size: int, busy_seconds: float) -> AsyncEngine:
    memory = url.database in (None, "", ":memory:")
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1 if memory else pool_size,
        max_overflow=0,
        pool_timeout=30,
        # None: transactions begin where `_begin` says, and nowhere by themselves.
        connect_args={
            "timeout": busy_seconds,
            "isolation_level": None,
            "cached_statements": _STATEMENTS,
        },
    )
    if not memory:
        path = Path(str(url.database))
        event.listen(engine.sync_engine, "do_connect", lambda *_: _openable(path))
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _openable(path: Path) -> None:
    """Make the folder, and try the file here, before a thread is started for it: a thread that
    cannot open its file may still speak up when the event loop has gone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)  # who follows what is nobody else's business
    sqlite3.connect(path).close()


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    try:
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
    except BaseException:  # nobody else knows of this connection yet
        connection.close()
        raise
    cursor.close()


def _begin(connection: Connection) -> None:
    """Writers take the lock at once: a read lock that must grow can fail without waiting."""
    writes = connection.get_execution_options().get(_WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
