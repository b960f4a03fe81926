"""Lists of stories are read from indexes alone, and not from rows with whole texts."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


_SQL = """
DROP INDEX articles_seen

DROP INDEX articles_story

CREATE INDEX articles_window ON articles (seen, story_id, feed_id)

CREATE INDEX articles_members ON articles (story_id, feed_id, independent)
"""
