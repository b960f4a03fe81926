"""What every table is made of: the one collection of them, and the number of a row."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, MetaData

metadata = MetaData()

RowId = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows by itself only for a column that is INTEGER to the letter."""
