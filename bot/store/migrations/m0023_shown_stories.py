"""What a chat was shown is one row a story, with the numbers of its articles."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map({**words, "joined": _JOINED[words["name"]]})


_JOINED = {
    "sqlite": "group_concat(article_id, ',')",
    "postgresql": "string_agg(CAST(article_id AS TEXT), ',')",
}

# An edition of ten stories took a row for each of their articles, often hundreds.
_SQL = """
CREATE TABLE shown_stories (
    chat_id BIGINT NOT NULL,
    story_id BIGINT NOT NULL,
    article_ids TEXT NOT NULL,
    shown_at {moment} NOT NULL,
    PRIMARY KEY (chat_id, story_id)
)

INSERT INTO shown_stories (chat_id, story_id, article_ids, shown_at)
    SELECT chat_id, story_id, ',' || {joined} || ',', max(shown_at)
    FROM shown GROUP BY chat_id, story_id

DROP TABLE shown

ALTER TABLE shown_stories RENAME TO shown

CREATE INDEX shown_when ON shown (shown_at)
"""
