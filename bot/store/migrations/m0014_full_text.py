"""Words are found by a full text index; what is stored is put into it by and by."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return (_INDEX[words["name"]] + _SQL).format_map(words)


# The tokens are cut already: `ascii` cuts at spaces and leaves every other letter alone.
_INDEX = {
    "sqlite": """
CREATE VIRTUAL TABLE article_search USING fts5 (words, tokenize = 'ascii')

CREATE TRIGGER article_search_gone AFTER DELETE ON articles BEGIN
    DELETE FROM article_search WHERE rowid = old.id;
END
""",
    "postgresql": """
CREATE TABLE article_search (
    article_id BIGINT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    words TSVECTOR NOT NULL
)

CREATE INDEX article_search_words ON article_search USING gin (words)
""",
}
_SQL = """
CREATE TABLE search_due (
    article_id {number} NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
)

INSERT INTO search_due (article_id) SELECT id FROM articles

DROP TABLE article_words
"""
