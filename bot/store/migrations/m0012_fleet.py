"""Several processes read feeds: who polls which, and the articles that wait for their story."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


_SQL = """
CREATE TABLE polls (
    feed_id {number} NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    host TEXT NOT NULL,
    until {moment} NOT NULL,
    tries INTEGER NOT NULL
)

CREATE TABLE arrivals (
    id {id},
    key TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL,
    arrived_at {moment} NOT NULL
)
"""
