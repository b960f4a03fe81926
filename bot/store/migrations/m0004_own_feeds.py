"""Articles of the feeds that chats have added are kept apart from those of the bundled feeds."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


# Articles without a feed are of sources that were dropped: nobody sees them, and they would stand
# in the way of the same address in a feed that is read.
_SQL = """
DELETE FROM articles WHERE feed_id NOT IN (SELECT id FROM feeds)

DELETE FROM shown WHERE article_id NOT IN (SELECT id FROM articles)

ALTER TABLE articles ADD COLUMN address TEXT NOT NULL DEFAULT ''

UPDATE articles SET address = url_key

UPDATE articles SET url_key = url_key || '-' || feed_id
WHERE feed_id NOT IN (SELECT id FROM feeds WHERE bundled = true)

CREATE INDEX articles_address ON articles (address)

CREATE INDEX articles_feed ON articles (feed_id, seen)
"""
