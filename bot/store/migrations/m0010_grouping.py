"""What grouping has worked out of each article is kept, so that a start need not do it again."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


_SQL = """
CREATE TABLE grouping_records (
    article_id {number} NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    record {bytes} NOT NULL
)

CREATE TABLE grouping_counts (
    name TEXT NOT NULL PRIMARY KEY,
    through BIGINT NOT NULL,
    counts {bytes} NOT NULL
)
"""
