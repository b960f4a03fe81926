"""Tables that can be made again of the others (`bot.store.schema`). What costs minutes to make
again is in backups all the same."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    insert,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.columns import Words
from bot.store.schema import articles, metadata

DERIVED = {"derived": True}
"""Marks tables that are made again of the others at once: no backup holds them."""

grouping_records = Table(
    "grouping_records",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("record", LargeBinary, nullable=False),
)

grouping_counts = Table(
    "grouping_counts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("through", BigInteger, nullable=False),
    Column("counts", LargeBinary, nullable=False),
)

GROUPING = frozenset({grouping_records.name, grouping_counts.name})
"""The tables of what grouping has worked out of the articles."""

search_due = Table(
    "search_due",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    info=DERIVED,
)
"""Articles that cannot be found yet: an older version stored them, or a backup brought them."""


story_changes = Table(
    "story_changes",
    metadata,
    Column("story_id", BigInteger, primary_key=True, autoincrement=False),
    Column("place", BigInteger, nullable=False),
    Index("story_changes_place", "place"),
    info=DERIVED,
)
"""When a story's articles last came, went or changed (`bot.store.articles.newest`): triggers write
it."""

tellings = Table(
    "tellings",
    metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("story_id", BigInteger, nullable=False),
    Column("bullets", Integer, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("told", Words, nullable=False),
    Index("tellings_story", "story_id", "bullets", "version"),
    info=DERIVED,
)
"""What was told of stories (`bot.store.articles.telling_store`): triggers delete what a change has
made untrue."""


async def make_derived_due(connection: AsyncConnection) -> None:
    """All articles are new to the tables here: they are made again, the newest first."""
    every = select(articles.c.id)
    await connection.execute(insert(search_due).from_select(["article_id"], every))
