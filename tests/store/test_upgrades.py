"""A database of every earlier version is brought up to date with all that it holds.

Each is made by the steps up to that version, with rows in every table that it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from bot.core.model.chats import PUBLIC
from bot.store import Database, stores_of
from bot.store.migrations import STEPS, upgrade, version
from bot.store.schema import digest, metadata
from tests.store.test_migrations import start_over

NOW = datetime(2026, 11, 1, tzinfo=UTC)
CHAT, URL, PAGE = 11, "https://a.example/feed", "https://a.example/page"
GIVEN: dict[str, Any] = {
    "times": '["07:30"]',
    "days": "[0,1,2,3,4]",
    "topics": '["world"]',
    "hashtags": '["Portwell"]',
    "bullets": "[]",
    "kind": "private",
    "timezone": "Europe/Berlin",
    "language": "en",
    "message": '["<b>due</b>","due",[],false,""]',
    "state": "pending",
    "body": '{"update_id": 7}',
    "update_id": 7,
    "active": True,
    "bundled": True,
    "independent": True,
    "topic": "world",
    "texts": "{}",
    "reads": "[]",
    "contents": "[]",
    "words": " portwell ",
    "part": 0,
    "doubts": 0,
    "attempts": 0,
    "strikes": 0,
    "failures": 0,
    "bot": 0,
}
"""Values by column, where any value of the type would not do."""
OF_TABLE = {
    "feeds": {"id": 1, "url": URL, "url_key": digest(URL), "title": "A"},
    "articles": {
        "id": 5,
        "url": PAGE,
        "url_key": digest(PAGE),
        "address": digest(PAGE),
        "feed_id": 1,
        "story_id": 5,
        "title": "Crane falls",
    },
    "chats": {"id": CHAT, "chat_id": CHAT},
    "shown": {"story_id": 5, "article_id": 5, "article_ids": ",5,"},
    "article_topics": {"article_id": 5},
    "article_words": {"article_id": 5},
    "search_due": {"article_id": 5},
    "grouping_records": {"article_id": 5},
}
TYPES = {"BOOLEAN": False, "INTEGER": 1, "BIGINT": 1}
OLD = range(1, len(STEPS))


def value_of(table: str, column: Any) -> Any:
    """What the row of a table holds in a column that must not be empty."""
    name, kind = column["name"], str(column["type"]).split("(")[0]
    if name in OF_TABLE.get(table, {}):
        return OF_TABLE[table][name]
    if name == "chat_id":
        return CHAT
    if name in GIVEN and (kind not in TYPES or not isinstance(GIVEN[name], str)):
        return GIVEN[name]
    if kind in ("VARCHAR", "TIMESTAMP"):
        return NOW.isoformat(" ")
    if kind in ("BLOB", "BYTEA"):
        return b"x"
    return TYPES.get(kind, "x")


def filled(connection: Connection) -> list[str]:
    """One row in every table there is, parents first; the tables' names."""
    seen = inspect(connection)
    there = set(seen.get_table_names())
    tables = [t.name for t in metadata.sorted_tables if t.name in there]
    tables += ["article_words"] if "article_words" in there else []
    for table in tables:
        columns = [c for c in seen.get_columns(table) if must_be_given(table, c)]
        row = {c["name"]: value_of(table, c) for c in columns}
        names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), row)
    return tables


def must_be_given(table: str, column: Any) -> bool:
    optional = column["nullable"] and column["name"] not in ("timezone", "next_due")
    return not optional or column["name"] in OF_TABLE.get(table, {})


async def rows_in(database: Database, tables: Sequence[str]) -> dict[str, int]:
    async with database.read() as connection:
        return {
            table: int(await connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)
            for table in tables
        }


@pytest.mark.parametrize("old", OLD)
async def test_everything_is_kept(database_url: str, old: int) -> None:
    database = Database(database_url)
    await start_over(database)
    await upgrade(database, until=old)
    async with database.write() as connection:
        tables = await connection.run_sync(filled)
    assert len(tables) >= 10
    assert await upgrade(database) == len(STEPS) - old
    assert await version(database) == len(STEPS)
    # The index took the place of the words; triggers note the change of the story that comes.
    kept = [table for table in tables if table not in ("article_words", "story_changes")]
    assert set((await rows_in(database, kept)).values()) == {1}
    await reads_as_before(database)
    await start_over(database)
    await database.aclose()


async def reads_as_before(database: Database) -> None:
    """The product finds the feed, the article, the chat with its hours, and what is due."""
    stores = stores_of(database)
    ((feed, _),) = await stores.feeds.all()
    assert (feed.url, feed.title, feed.bundled) == (URL, "A", True)
    (article,) = await stores.articles.recent(datetime(2020, 1, 1, tzinfo=UTC))
    assert (article.url, article.title, article.story_id) == (PAGE, "Crane falls", 5)
    chat = await stores.chats.get(CHAT)
    assert chat and chat.schedule.times == (time(7, 30),)
    assert (chat.timezone, chat.topics, chat.feed_ids) == ("Europe/Berlin", ("world",), (1,))
    assert set(await stores.chats.shown(CHAT, datetime(2020, 1, 1, tzinfo=UTC), PUBLIC)) == {5}
    (due,) = await stores.outbox.claim("me", NOW.replace(year=2027), 60, 9)
    assert (due.chat_id, due.message.plain) == (CHAT, "due")
