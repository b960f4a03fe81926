from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from bot.core.model.chats import Shown
from bot.errors import StoreUnavailable
from bot.store import Database, open_stores, stores_of
from bot.store.migrations import STEPS, upgrade, version
from bot.store.schema import metadata


def stored_columns(connection: Connection) -> dict[str, Any]:
    seen = inspect(connection)
    return {
        table.name: {c["name"]: c["nullable"] for c in seen.get_columns(table.name)}
        for table in metadata.sorted_tables
    }


def stored_indexes(connection: Connection) -> set[tuple[str, str]]:
    seen = inspect(connection)
    names = seen.get_table_names()
    return {(n, str(i["name"])) for n in names for i in seen.get_indexes(n)}


async def test_the_steps_build_the_tables_that_the_statements_name(database: Database) -> None:
    named = {t.name: {c.name: c.nullable for c in t.c} for t in metadata.sorted_tables}
    async with database.read() as connection:
        assert await connection.run_sync(stored_columns) == named


async def test_the_steps_build_the_indexes_that_the_schema_names(database: Database) -> None:
    named = {(t.name, str(i.name)) for t in metadata.sorted_tables for i in t.indexes}
    async with database.read() as connection:
        assert named <= await connection.run_sync(stored_indexes)


async def test_a_second_upgrade_has_nothing_to_do(database: Database) -> None:
    assert await upgrade(database) == 0
    assert await version(database) == len(STEPS)


async def test_two_processes_that_start_together_take_each_step_once(database_url: str) -> None:
    first, second = Database(database_url), Database(database_url)
    await start_over(first)
    try:
        taken = await asyncio.gather(upgrade(first), upgrade(second))
    finally:
        await first.aclose()
        await second.aclose()
    assert sorted(taken) == [0, len(STEPS)]


async def start_over(database: Database) -> None:
    async with database.write() as connection:
        for gone in ("article_search", "article_words"):  # no statement names them, or not any more
            await connection.execute(text(f"DROP TABLE IF EXISTS {gone}"))
        for table in (*reversed(metadata.sorted_tables),):
            await connection.execute(text(f"DROP TABLE IF EXISTS {table.name}"))
        await connection.execute(text("DROP TABLE IF EXISTS schema_version"))


async def test_a_step_that_fails_leaves_the_schema_as_it_was(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(database_url)
    await start_over(database)
    async with database.write() as connection:  # in the way of the step's last statements
        await connection.execute(text("CREATE TABLE inbox (update_id INTEGER)"))
    with pytest.raises(StoreUnavailable, match="already exists"):
        await upgrade(database)
    assert await version(database) == 0
    async with database.write() as connection:
        await connection.execute(text("DROP TABLE inbox"))
    assert await upgrade(database) == len(STEPS)
    await database.aclose()


async def test_a_database_of_a_newer_version_is_refused_in_words(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(text("INSERT INTO schema_version (version) VALUES (9999)"))
    with pytest.raises(StoreUnavailable, match="newer version of Précis"):
        await upgrade(database)
    async with database.write() as connection:
        await connection.execute(text("DELETE FROM schema_version WHERE version = 9999"))


async def test_opening_the_stores_makes_an_empty_database_ready(database_url: str) -> None:
    stores = await open_stores(database_url)
    assert await stores.chats.count() == 0
    await stores.aclose()


async def test_a_chat_that_got_its_own_feeds_alone_goes_on_to(database: Database) -> None:
    await start_over(database)
    await upgrade(database, until=4)
    chat = (
        "INSERT INTO chats (id, kind, language, times, days, active, stories, bullets)"
        " VALUES ({}, 'private', 'en', '[]', '[0, 1]', true, 5, 3)"
    )
    rows = [
        *(chat.format(number) for number in (1, 2, 3)),
        "INSERT INTO chat_feeds (chat_id, feed_id, place) VALUES (1, 7, 0), (2, 7, 0)",
        "INSERT INTO chat_topics (chat_id, topic, place) VALUES (2, 'world', 0)",
    ]
    async with database.write() as connection:
        for row in rows:
            await connection.execute(text(row))
    assert await upgrade(database) == len(STEPS) - 4
    chats = stores_of(database).chats
    found = [await chats.get(number) for number in (1, 2, 3)]
    assert [chat and chat.only_feeds for chat in found] == [True, False, False]


OLD_ROWS = """
INSERT INTO feeds (id, url, url_key, title, topics, full_text, bundled, next_check, failures,
    gone, entries_seen) VALUES (1, 'u1', 'k1', 't', '[]', false, true, '2026-11-01 00:00:00+00', 0,
    false, 0), (2, 'u2', 'k2', 't', '[]', false, false, '2026-11-01 00:00:00+00', 0, false, 0)

INSERT INTO articles (url, url_key, title, text, outlet, published, seen, language, author, image,
    bullets, hashtags, topics, feed_id, story_id, fingerprint, independent, from_feed)
    SELECT 'a' || id, 'a' || id, '', '', '', next_check, next_check,
    '', '', '', '[]', '[]', '[]', id, 1, '', true, false FROM feeds
    UNION ALL SELECT 'a9', 'a9', '', '', '', next_check, next_check,
    '', '', '', '[]', '[]', '[]', 9, 1, '', true, false FROM feeds WHERE id = 1

INSERT INTO chats (id, kind, language, times, days, active, stories, bullets, thread_id)
    VALUES (-100777, 'supergroup', 'en', '[]', '[]', true, 8, 3, 44),
    (11, 'private', 'en', '[]', '[]', true, 8, 3, NULL)

INSERT INTO chat_topics (chat_id, topic, place) VALUES (-100777, 'world', 0), (11, 'world', 0)

INSERT INTO shown (chat_id, story_id, article_id, shown_at)
    SELECT -100777, 1, id, seen FROM articles WHERE url = 'a1'
"""


async def test_a_database_of_the_first_schema_keeps_its_own_feeds_and_its_topics_apart(
    database_url: str,
) -> None:
    database = Database(database_url)
    await start_over(database)
    await upgrade(database, until=1)
    async with database.write() as connection:
        for statement in OLD_ROWS.strip().split("\n\n"):
            await connection.exec_driver_sql(statement)
    await upgrade(database)
    async with database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT url_key, address FROM articles")
        assert {tuple(row) for row in rows} == {("a1", "a1"), ("a2-2", "a2")}
        rows = await connection.exec_driver_sql(
            "SELECT chats.chat_id, thread_id, topic, story_id FROM chats"
            " JOIN chat_topics ON chat_topics.chat_id = chats.id"
            " LEFT JOIN shown ON shown.chat_id = chats.id ORDER BY chats.chat_id"
        )
        assert [tuple(row) for row in rows] == [
            (-100777, 44, "world", 1),
            (11, None, "world", None),
        ]
    (place,) = await stores_of(database).chats.places(-100777)
    assert place.id > 2**61
    assert place.telegram_id == -100777
    await database.aclose()


async def test_what_was_shown_article_by_article_is_kept_by_story(database_url: str) -> None:
    database = Database(database_url)
    await start_over(database)
    await upgrade(database, until=22)
    early, late = "2026-11-01 07:00:00.000000", "2026-11-02 07:00:00.000000"
    rows = [(1, 5, 5, early), (1, 5, 7, late), (1, 5, 6, early), (1, 8, 8, early), (2, 5, 5, late)]
    zone = "" if database.backend == "sqlite" else "+00"
    async with database.write() as connection:
        for chat, story, article, at in rows:
            await connection.exec_driver_sql(
                "INSERT INTO shown (chat_id, story_id, article_id, shown_at)"
                f" VALUES ({chat}, {story}, {article}, '{at}{zone}')"
            )
    assert await upgrade(database) == len(STEPS) - 22
    monday = datetime(2026, 11, 2, 7, tzinfo=UTC)
    found = await stores_of(database).chats.shown_to([1, 2], monday - timedelta(days=9))
    assert found == {
        1: {
            5: Shown(5, monday, frozenset({5, 6, 7})),
            8: Shown(8, monday - timedelta(days=1), frozenset({8})),
        },
        2: {5: Shown(5, monday, frozenset({5}))},
    }
    await database.aclose()
