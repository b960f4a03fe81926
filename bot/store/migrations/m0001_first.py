"""The first schema. Once released a step is never edited: what changes is a new step."""

from __future__ import annotations

from collections.abc import Mapping


def statements(words: Mapping[str, str]) -> str:
    """The SQL of this step in the words of one database."""
    return _SQL.format_map(words)


_SQL = """
CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY)

CREATE TABLE feeds (
    id {id},
    url TEXT NOT NULL,
    url_key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    topics TEXT NOT NULL,
    language TEXT,
    full_text BOOLEAN NOT NULL,
    bundled BOOLEAN NOT NULL,
    next_check {moment} NOT NULL,
    attempted_at {moment},
    succeeded_at {moment},
    etag TEXT,
    last_modified TEXT,
    failures INTEGER NOT NULL,
    error TEXT,
    gone BOOLEAN NOT NULL,
    moved_to TEXT,
    moved_since {moment},
    newest_entry_at {moment},
    entries_seen INTEGER NOT NULL,
    usual_gap BIGINT,
    warning TEXT
)

CREATE INDEX feeds_due ON feeds (gone, next_check)

CREATE TABLE feed_entries (
    feed_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    seen_at {moment} NOT NULL,
    PRIMARY KEY (feed_id, key)
)

CREATE TABLE articles (
    id {id},
    url TEXT NOT NULL,
    url_key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    outlet TEXT NOT NULL,
    published {moment} NOT NULL,
    seen {moment} NOT NULL,
    language TEXT NOT NULL,
    author TEXT NOT NULL,
    image TEXT NOT NULL,
    bullets TEXT NOT NULL,
    hashtags TEXT NOT NULL,
    topics TEXT NOT NULL,
    feed_id BIGINT NOT NULL,
    story_id BIGINT NOT NULL,
    fingerprint TEXT NOT NULL,
    independent BOOLEAN NOT NULL,
    from_feed BOOLEAN NOT NULL
)

CREATE INDEX articles_seen ON articles (seen, story_id)

CREATE INDEX articles_story ON articles (story_id, seen)

CREATE INDEX articles_fingerprint ON articles (fingerprint, seen)

CREATE TABLE article_topics (
    article_id BIGINT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    PRIMARY KEY (article_id, topic)
)

CREATE TABLE article_words (
    article_id {number} NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    words TEXT NOT NULL
)

CREATE TABLE chats (
    id {number} NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    timezone TEXT,
    language TEXT NOT NULL,
    times TEXT NOT NULL,
    days TEXT NOT NULL,
    next_due {moment},
    last_edition_at {moment},
    active BOOLEAN NOT NULL,
    stories INTEGER NOT NULL,
    bullets INTEGER NOT NULL,
    thread_id BIGINT,
    created_at {moment},
    left_at {moment},
    left_because TEXT
)

CREATE INDEX chats_due ON chats (active, next_due)

CREATE TABLE chat_topics (
    chat_id BIGINT NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
    topic TEXT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (chat_id, topic)
)

CREATE TABLE chat_feeds (
    chat_id BIGINT NOT NULL REFERENCES chats (id) ON DELETE CASCADE ON UPDATE CASCADE,
    feed_id BIGINT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (chat_id, feed_id)
)

CREATE INDEX chat_feeds_feed ON chat_feeds (feed_id)

CREATE TABLE shown (
    chat_id BIGINT NOT NULL,
    story_id BIGINT NOT NULL,
    article_id BIGINT NOT NULL,
    shown_at {moment} NOT NULL,
    PRIMARY KEY (chat_id, story_id, article_id)
)

CREATE INDEX shown_article ON shown (article_id)

CREATE TABLE editions (
    chat_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    due {moment} NOT NULL,
    planned_at {moment} NOT NULL,
    parts INTEGER NOT NULL,
    PRIMARY KEY (chat_id, key)
)

CREATE INDEX editions_due ON editions (due)

CREATE TABLE outbox (
    id {id},
    chat_id BIGINT NOT NULL,
    slot TEXT NOT NULL,
    part INTEGER NOT NULL,
    message TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    doubts INTEGER NOT NULL,
    thread_id BIGINT,
    planned_at {moment} NOT NULL,
    not_before {moment} NOT NULL,
    owner TEXT,
    lease_until {moment},
    message_id BIGINT,
    reason TEXT,
    settled_at {moment}
)

CREATE UNIQUE INDEX outbox_slot ON outbox (chat_id, slot, part)

CREATE INDEX outbox_live ON outbox (chat_id, id) WHERE state IN ('pending', 'sending')

CREATE INDEX outbox_pending ON outbox (id) WHERE state = 'pending'

CREATE INDEX outbox_sending ON outbox (lease_until) WHERE state = 'sending'

CREATE INDEX outbox_state ON outbox (state)

CREATE INDEX outbox_settled ON outbox (settled_at)

CREATE TABLE pauses (
    name TEXT NOT NULL PRIMARY KEY,
    until {moment} NOT NULL
)

CREATE TABLE inbox (
    update_id {number} NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    chat_id BIGINT,
    user_id BIGINT,
    received_at {moment} NOT NULL,
    done BOOLEAN NOT NULL,
    error TEXT
)

CREATE INDEX inbox_pending ON inbox (update_id) WHERE done = false

CREATE INDEX inbox_received ON inbox (received_at)
"""
