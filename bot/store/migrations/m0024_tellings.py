"""What was told of a story is kept, until an article of the story comes, goes or changes."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return (_TABLE + _TRIGGERS[words["name"]]).format_map(words)


_TABLE = """
CREATE TABLE tellings (
    key {bytes} NOT NULL PRIMARY KEY,
    story_id BIGINT NOT NULL,
    bullets INTEGER NOT NULL,
    version BIGINT NOT NULL,
    told TEXT NOT NULL
)

CREATE INDEX tellings_story ON tellings (story_id, bullets, version)
"""
_TRIGGERS = {
    "sqlite": """
CREATE TRIGGER tellings_outdated_new AFTER INSERT ON story_changes BEGIN
    DELETE FROM tellings WHERE story_id = new.story_id;
END

CREATE TRIGGER tellings_outdated AFTER UPDATE ON story_changes BEGIN
    DELETE FROM tellings WHERE story_id = new.story_id;
END
""",
    "postgresql": """
CREATE OR REPLACE FUNCTION tellings_outdated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM tellings WHERE story_id = new.story_id;
    RETURN NULL;
END
$$

CREATE TRIGGER tellings_outdated AFTER INSERT OR UPDATE ON story_changes
    FOR EACH ROW EXECUTE FUNCTION tellings_outdated()
""",
}
