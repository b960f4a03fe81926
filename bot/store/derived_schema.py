"""Tables that can be made again of the others (`bot.store.schema`): no backup holds them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, Table, Text

from bot.store.schema import metadata

DERIVED = {"derived": True}
"""Marks tables that can be made again of the others: no backup holds them."""

grouping_records = Table(
    "grouping_records",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("record", LargeBinary, nullable=False),
    info=DERIVED,
)

grouping_counts = Table(
    "grouping_counts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("through", BigInteger, nullable=False),
    Column("counts", LargeBinary, nullable=False),
    info=DERIVED,
)
