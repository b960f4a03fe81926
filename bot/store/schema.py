"""The tables, as statements name them; `bot.store.migrations` makes them, a test compares both.

Long texts that must be unique (addresses, entry keys) are unique by their digest: PostgreSQL's
indexes hold at most 2,704 bytes, and feeds have been seen with longer GUIDs.
"""

from __future__ import annotations

from hashlib import blake2b

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    false,
    text,
)

from bot.store.base import RowId
from bot.store.base import metadata as metadata
from bot.store.columns import (
    Bullets,
    FeedErrors,
    FeedWarnings,
    Listed,
    Messages,
    Quiet,
    Span,
    States,
    Times,
    UtcDateTime,
    Words,
)
from bot.store.operator_schema import broadcast_holds as broadcast_holds
from bot.store.operator_schema import broadcasts as broadcasts
from bot.store.settings_schema import feed_folders as feed_folders
from bot.store.settings_schema import forum_sections as forum_sections
from bot.store.settings_schema import held_feeds as held_feeds
from bot.store.settings_schema import managed_channels as managed_channels
from bot.store.settings_schema import settings_changes as settings_changes
from bot.store.taste_schema import cards as cards
from bot.store.taste_schema import contents as contents
from bot.store.taste_schema import tastes as tastes


def digest(value: str) -> str:
    """32 hexadecimal characters that stand for `value` in a unique index."""
    return blake2b(value.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _partial(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


feeds = Table(
    "feeds",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("url", Words, nullable=False),
    Column("url_key", Text, nullable=False, unique=True),
    Column("title", Words, nullable=False),
    Column("topics", Listed, nullable=False),
    Column("language", Words),
    Column("full_text", Boolean, nullable=False),
    Column("bundled", Boolean, nullable=False),
    Column("next_check", UtcDateTime, nullable=False),
    Column("attempted_at", UtcDateTime),
    Column("succeeded_at", UtcDateTime),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("failures", Integer, nullable=False, default=0),
    Column("error", FeedErrors),
    Column("gone", Boolean, nullable=False, default=False),
    Column("moved_to", Words),
    Column("moved_since", UtcDateTime),
    Column("newest_entry_at", UtcDateTime),
    Column("entries_seen", Integer, nullable=False, default=0),
    Column("usual_gap", Span),
    Column("warning", FeedWarnings),
    Index("feeds_due", "gone", "next_check"),
)

feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed_id", BigInteger, primary_key=True, autoincrement=False),
    Column("key", Text, primary_key=True),
    Column("seen_at", UtcDateTime, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("url", Words, nullable=False),
    Column("url_key", Text, nullable=False, unique=True),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("outlet", Words, nullable=False),
    Column("published", UtcDateTime, nullable=False),
    Column("seen", UtcDateTime, nullable=False),
    Column("language", Words, nullable=False),
    Column("author", Words, nullable=False),
    Column("image", Words, nullable=False),
    Column("bullets", Bullets, nullable=False),
    Column("hashtags", Listed, nullable=False),
    Column("topics", Listed, nullable=False),
    Column("feed_id", BigInteger, nullable=False),
    Column("story_id", BigInteger, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("independent", Boolean, nullable=False),
    Column("from_feed", Boolean, nullable=False),
    Column("address", Text, nullable=False),  # digest of the url, the same in every scope
    Index("articles_window", "seen", "story_id", "feed_id"),
    Index("articles_members", "story_id", "feed_id", "independent"),
    Index("articles_fingerprint", "fingerprint", "seen"),
    Index("articles_address", "address"),
    Index("articles_feed", "feed_id", "seen"),
)

article_topics = Table(
    "article_topics",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("topic", Words, primary_key=True),
)

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("timezone", Words),
    Column("language", Words, nullable=False),
    Column("times", Times, nullable=False),
    Column("days", Listed, nullable=False),
    Column("next_due", UtcDateTime),
    Column("last_edition_at", UtcDateTime),
    Column("active", Boolean, nullable=False),
    Column("stories", Integer, nullable=False),
    Column("bullets", Integer, nullable=False),
    Column("thread_id", BigInteger),
    Column("only_feeds", Boolean, nullable=False, server_default=false()),
    Column("admins_ask", Boolean, nullable=False, server_default=false()),
    Column("created_at", UtcDateTime),
    Column("left_at", UtcDateTime),
    Column("left_because", Words),
    Column("chat_id", BigInteger, nullable=False),  # Telegram's; `id` is the place's own
    Column("strikes", Integer, nullable=False, default=0),
    Column("struck_at", UtcDateTime),
    Column("language_chosen", Boolean, nullable=False, server_default=false()),
    Column("reads", Listed, nullable=False, server_default="[]"),
    Column("quiet", Quiet),
    Column("paused_until", UtcDateTime),
    Column("away_since", UtcDateTime),
    Column("heard_at", UtcDateTime),
    Column("asked_at", UtcDateTime),
    Column("pictures", Boolean, nullable=False, server_default=false()),
    Column("hears_operator", Boolean, nullable=False, server_default=false()),
    Index("chats_due", "active", "next_due"),
    Index("chats_place", "chat_id", "thread_id", unique=True),
)


def _of_chat() -> Column[int]:
    """What goes and moves with its chat."""
    chat = ForeignKey("chats.id", ondelete="CASCADE", onupdate="CASCADE")
    return Column("chat_id", chat, primary_key=True)


chat_topics = Table(
    "chat_topics",
    metadata,
    _of_chat(),
    Column("topic", Words, primary_key=True),
    Column("place", Integer, nullable=False),
)

chat_feeds = Table(
    "chat_feeds",
    metadata,
    _of_chat(),
    Column("feed_id", BigInteger, primary_key=True),
    Column("place", Integer, nullable=False),
    Index("chat_feeds_feed", "feed_id"),
)

shown = Table(
    "shown",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("story_id", BigInteger, primary_key=True, autoincrement=False),
    Column("article_ids", Text, nullable=False),  # ",7,12,", what was shown later behind
    Column("shown_at", UtcDateTime, nullable=False),
    Index("shown_when", "shown_at"),
)

editions = Table(
    "editions",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("key", Text, primary_key=True),
    Column("due", UtcDateTime, nullable=False),
    Column("planned_at", UtcDateTime, nullable=False),
    Column("parts", Integer, nullable=False),
    Index("editions_due", "due"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("slot", Text, nullable=False),
    Column("part", Integer, nullable=False),
    Column("message", Messages, nullable=False),
    Column("state", States, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("doubts", Integer, nullable=False, default=0),
    Column("thread_id", BigInteger),
    Column("planned_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("owner", Text),
    Column("lease_until", UtcDateTime),
    Column("message_id", BigInteger),
    Column("reason", Words),
    Column("settled_at", UtcDateTime),
    Index("outbox_slot", "chat_id", "slot", "part", unique=True),
    _partial("outbox_live", "chat_id", "id", where="state IN ('pending', 'sending')"),
    _partial("outbox_pending", "id", where="state = 'pending'"),
    _partial("outbox_sending", "lease_until", where="state = 'sending'"),
    Index("outbox_state", "state"),
    Index("outbox_settled", "settled_at"),
)

pauses = Table(
    "pauses",
    metadata,
    Column("name", Text, primary_key=True),
    Column("until", UtcDateTime, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

polls = Table(  # a feed that a process of a fleet is reading; `host` as the feed's address has it
    "polls",
    metadata,
    Column("feed_id", BigInteger, primary_key=True, autoincrement=False),
    Column("owner", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False),
)

arrivals = Table(  # read by one process of a fleet, waiting for the one that groups stories
    "arrivals",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("article", Words, nullable=False),
    Column("arrived_at", UtcDateTime, nullable=False),
)

bots = Table(
    "bots",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("bot_id", BigInteger, nullable=False),
    Column("api", Text, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Index("bots_identity", "bot_id", "api", unique=True),
)

inbox = Table(
    "inbox",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("body", Words, nullable=False),
    Column("chat_id", BigInteger),
    Column("user_id", BigInteger),
    Column("received_at", UtcDateTime, nullable=False),
    Column("done", Boolean, nullable=False, default=False),
    Column("error", Words),
    _partial("inbox_pending", "bot", "update_id", where="done = false"),
    _partial("inbox_chats", "bot", "chat_id", "update_id", where="done = false"),
    Index("inbox_received", "received_at"),
)
