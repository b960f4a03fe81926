"""Every story whose articles come, go or change is noted, so that lists in memory stay true."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return (_TABLE + _TRIGGERS[words["name"]]).format_map(words)


# `place` is the number of the change on SQLite, that of its transaction on PostgreSQL.
_TABLE = """
CREATE TABLE story_changes (
    story_id {number} NOT NULL PRIMARY KEY,
    place BIGINT NOT NULL
)

CREATE INDEX story_changes_place ON story_changes (place)
"""
_NOTED = """INSERT INTO story_changes (story_id, place)
    SELECT DISTINCT story_id, (SELECT coalesce(max(place), 0) + 1 FROM story_changes)
    FROM ({stories}) AS changed WHERE true
    ON CONFLICT (story_id) DO UPDATE SET place = excluded.place;"""


def _noted(stories: str) -> str:
    return _NOTED.replace("{stories}", stories)


_OF_FEED = "SELECT story_id FROM articles WHERE feed_id = old.id"
_TRIGGERS = {
    "sqlite": f"""
CREATE TRIGGER story_changed_new AFTER INSERT ON articles BEGIN
    {_noted("SELECT new.story_id AS story_id")}
END

CREATE TRIGGER story_changed AFTER UPDATE OF story_id, feed_id, independent, url_key ON articles
BEGIN
    {_noted("SELECT old.story_id AS story_id UNION SELECT new.story_id")}
END

CREATE TRIGGER story_changed_gone AFTER DELETE ON articles BEGIN
    {_noted("SELECT old.story_id AS story_id")}
END

CREATE TRIGGER story_changed_feed AFTER UPDATE OF bundled ON feeds
WHEN old.bundled <> new.bundled BEGIN
    {_noted(_OF_FEED)}
END

CREATE TRIGGER story_changed_feed_gone AFTER DELETE ON feeds BEGIN
    {_noted(_OF_FEED)}
END
""",
    "postgresql": """
CREATE OR REPLACE FUNCTION story_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO story_changes (story_id, place) VALUES (old.story_id, txid_current())
        ON CONFLICT (story_id) DO UPDATE SET place = excluded.place;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO story_changes (story_id, place) VALUES (new.story_id, txid_current())
        ON CONFLICT (story_id) DO UPDATE SET place = excluded.place;
    END IF;
    RETURN NULL;
END
$$

CREATE TRIGGER story_changed AFTER INSERT OR DELETE
    OR UPDATE OF story_id, feed_id, independent, url_key ON articles
    FOR EACH ROW EXECUTE FUNCTION story_changed()

CREATE OR REPLACE FUNCTION stories_of_feed_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO story_changes (story_id, place)
        SELECT DISTINCT story_id, txid_current() FROM articles WHERE feed_id = old.id
        ON CONFLICT (story_id) DO UPDATE SET place = excluded.place;
    RETURN NULL;
END
$$

CREATE TRIGGER story_changed_feed AFTER DELETE OR UPDATE OF bundled ON feeds
    FOR EACH ROW EXECUTE FUNCTION stories_of_feed_changed()
""",
}
