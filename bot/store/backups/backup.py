"""The whole state in one file, from either database into either: gzip, one JSON value a line.

The first line tells the format, the schema's version and the highest numbers given; then each
table's name and columns are a line, and each of its rows a line. The last line counts the rows, so
that half a file is known. Bytes are written in base64.
"""

from __future__ import annotations

import asyncio
import gzip
import json
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import datetime
from io import TextIOBase
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    func,
    literal,
    literal_column,
    select,
    text,
    true,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.stories.grouping import COMPARED
from bot.errors import PrecisError
from bot.store.backups.sequences import go_on_from, last_numbers
from bot.store.columns import UtcDateTime
from bot.store.database import Database
from bot.store.derived_schema import GROUPING, grouping_records, make_derived_due
from bot.store.migrations import STEPS, version
from bot.store.schema import articles, chats, metadata

FORMAT = 1
_BATCH = 500
_WRITTEN_AT_ONCE = 100  # lines: each may be an article, and packing them takes a while

Line = dict[str, Any] | list[Any]


async def write_backup(
    database: Database,
    path: Path,
    *,
    since: datetime | None = None,
    head: dict[str, Any] | None = None,
    grouping: bool = True,
) -> int:
    """Write everything that is stored at one moment to `path`; how many rows there were.

    With `since`, articles first seen before then are left out, and so are the entries that no
    feed has shown since. What `head` holds stands in the first line. Without `grouping` what was
    worked out of articles to group them is left out: it would be worked out again.

    The file is its owner's alone, and complete when it appears. Raises StoreUnavailable, OSError.
    """
    part = path.with_name(path.name + ".part")
    part.touch(mode=0o600)
    rows = 0
    with gzip.open(part, "wt", encoding="utf-8", compresslevel=6) as out:
        waiting = list[Line]()
        async for line in _lines(database, since, head or {}, grouping=grouping):
            rows += isinstance(line, list)
            waiting.append(line)
            if len(waiting) == _WRITTEN_AT_ONCE:
                await asyncio.to_thread(_write, out, waiting)
                waiting.clear()
        await asyncio.to_thread(_write, out, [*waiting, {"rows": rows}])
    part.replace(path)
    return rows


def _write(out: TextIOBase, lines: Sequence[Line]) -> None:
    for line in lines:
        out.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n")


async def restore_backup(database: Database, path: Path, *, replace: bool = False) -> int:
    """Put a backup's rows in the place of what is stored, all or nothing; how many there were.

    The schema must be up to date. Raises PrecisError where the file is none of ours, is cut
    short, or is of another version, and where chats are stored and `replace` is not said.
    """
    lines = read_backup(path)
    head = next(lines, {})
    if not isinstance(head, dict) or head.get("precis_backup") != FORMAT:
        raise PrecisError(f"{path}: this is no backup of Précis")
    if head["schema"] != len(STEPS):
        raise PrecisError(
            f"{path}: it is of schema {head['schema']}, this version has {len(STEPS)}; restore it "
            "with the version that wrote it, then upgrade"
        )
    async with database.write() as connection:
        known = await connection.scalar(select(func.count()).select_from(chats))
        if known and not replace:
            raise PrecisError(f"{database.name} holds {known} chats; say --replace to lose them")
        for table in reversed(metadata.sorted_tables):
            await connection.execute(table.delete())
        rows = await insert_all(connection, lines, path)
        await make_derived_due(connection)
        await go_on_from(connection, head.get("sequences", {}))
    return rows


async def _lines(
    database: Database, since: datetime | None, head: dict[str, Any], *, grouping: bool
) -> AsyncIterator[Line]:
    schema = await version(database)
    if schema != len(STEPS):
        raise PrecisError(f"{database.name} is of schema {schema}; run: precis db upgrade")
    async with database.read() as connection:
        if database.backend == "postgresql":
            await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        sequences = await last_numbers(connection)
        yield {"precis_backup": FORMAT, "schema": schema, "sequences": sequences} | head
        newest = await connection.scalar(select(func.max(articles.c.seen)))
        compared = newest and newest - COMPARED
        for table in _plain_tables():
            if table.name in GROUPING and not grouping:
                continue
            yield {"table": table.name, "columns": table.columns.keys()}
            rows = _recent(table.name, since, compared)
            asked = select(table).where(rows).execution_options(yield_per=_WRITTEN_AT_ONCE)
            async for row in await connection.stream(asked):
                yield [_plain(one) for one in row]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return b64encode(value).decode() if isinstance(value, bytes) else value


def _recent(table: str, since: datetime | None, compared: datetime | None) -> ColumnElement[bool]:
    """Which rows of a table a backup of the time since then holds; new articles are compared with
    those seen since `compared`, and what is kept of earlier ones is of no use."""
    if table == grouping_records.name and compared:
        seen = articles.c.seen >= max(compared, since or compared)
        return literal_column("article_id").in_(select(articles.c.id).where(seen))
    if since is None:
        return true()
    recent = select(articles.c.id).where(articles.c.seen >= since)
    kept = {
        "articles": literal_column("seen") >= literal(since, UtcDateTime()),
        "article_words": literal_column("article_id").in_(recent),
        "article_topics": literal_column("article_id").in_(recent),
        "feed_entries": literal_column("seen_at") >= literal(since, UtcDateTime()),
    }
    return kept.get(table, true())


def _plain_tables() -> list[Table]:
    """Our tables with the plain types in which both databases hold the same values."""
    plain = MetaData()
    kept = [table for table in metadata.sorted_tables if not table.info.get("derived")]
    for table in kept:
        Table(table.name, plain, *(Column(c.name, _plain_type(c.type)) for c in table.columns))
    return [plain.tables[table.name] for table in kept]


def _plain_table(name: str, columns: Iterable[str]) -> Table:
    """A table as a backup names it, which may be of an older schema: a column that is no more is
    text."""
    known = metadata.tables.get(name)
    types = {c.name: _plain_type(c.type) for c in known.columns} if known is not None else {}
    return Table(name, MetaData(), *(Column(c, types.get(c, Text())) for c in columns))


def _plain_type(kind: Any) -> Any:
    if isinstance(kind, UtcDateTime | Boolean | LargeBinary):
        return kind
    inner = getattr(kind, "impl", kind)
    return BigInteger() if isinstance(inner, Integer | BigInteger) else Text()


async def insert_all(connection: AsyncConnection, lines: Iterator[Line], path: Path) -> int:
    """Insert the rows of a backup, behind its first line; how many there were."""
    table: Table | None = None
    names, batch, count = list[str](), list[dict[str, Any]](), 0
    for line in lines:
        if isinstance(line, list) and table is not None:
            batch.append({n: _value(table, n, one) for n, one in zip(names, line, strict=True)})
            count += 1
            if len(batch) < _BATCH:
                continue
        if batch and table is not None:
            await connection.execute(table.insert(), batch)
            batch = []
        if isinstance(line, dict) and "table" in line:
            table, names = _plain_table(line["table"], line["columns"]), line["columns"]
        elif isinstance(line, dict) and line.get("rows") == count:
            return count
    raise PrecisError(f"{path}: the file ends before its end; nothing was restored")


def _value(table: Table, name: str, value: Any) -> Any:
    kind = table.c[name].type
    if value is not None and isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    return b64decode(value) if isinstance(kind, LargeBinary) else value


def read_backup(path: Path) -> Iterator[Line]:
    """The lines of a backup, its first line first. A file that is cut short ends early."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)
    except (EOFError, ValueError, gzip.BadGzipFile):
        return
    except OSError as wrong:
        raise PrecisError(f"{path}: {wrong.strerror or wrong}") from None
