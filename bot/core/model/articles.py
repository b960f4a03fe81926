"""The values that travel from feed to chat: frozen, slotted, every time an aware UTC datetime."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime, time, timedelta

from bot.core.model.editions import Cited, Coverage, Differing, Digest, DigestStory, Moment
from summarizers.document import Bullet

__all__ = [
    "Answer",
    "Article",
    "Chat",
    "Cited",
    "Coverage",
    "Differing",
    "Digest",
    "DigestStory",
    "Entry",
    "Feed",
    "FeedState",
    "Moment",
    "Page",
    "ParsedFeed",
    "Related",
    "Schedule",
    "Shown",
    "Slot",
    "Story",
]

# --- the web, coming in -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed that is polled, for however many chats follow it.

    `id` is 0 until the store has given it one. `topics` are topic names in lower case.
    `bundled` feeds come from the sources file; the others were added by chats.
    """

    url: str
    title: str = ""
    topics: tuple[str, ...] = ()
    language: str | None = None
    full_text: bool = True
    bundled: bool = True
    id: int = 0


@dataclass(frozen=True, slots=True)
class FeedState:
    """What polling remembers of a feed between two polls, restarts included.

    `etag` and `last_modified` are kept byte for byte. `failures` counts failed polls in a row;
    `error` is the last one in words, None after a success. `gone` feeds are polled no more.
    `moved_to` is the address that last answered instead of the feed's own (the validators belong
    to it), `moved_since` since when it did so for good. `usual_gap` is the usual time between two
    entries; `warning` a fault that does not stop reading (lying dates, changing ids), in words.
    """

    feed_id: int
    next_check: datetime
    attempted_at: datetime | None = None
    succeeded_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    error: str | None = None
    gone: bool = False
    moved_to: str | None = None
    moved_since: datetime | None = None
    newest_entry_at: datetime | None = None
    entries_seen: int = 0
    usual_gap: timedelta | None = None
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one fetch: an HTTP answer, or the reason there is none.

    `status` is 0 when no answer came; then `error` says why in one line fit for a reader. It also
    puts into words a status that is no success; success and 304 have no `error`.
    `url` is the final address; `permanent` is True when every redirect on the way was 301/308.
    Header names are lower case. `body` is decoded (gzip undone) and capped.
    """

    url: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    error: str | None = None
    permanent: bool = False

    @property
    def content_type(self) -> str:
        """The Content-Type header as it was sent, or the empty string."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. `key` is its identity in the feed (GUID, else link, else title).

    `html` is the fullest markup the feed itself carries, `summary` its short text (may be html).
    """

    key: str
    link: str
    title: str
    date: datetime | None = None
    summary: str = ""
    html: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What was read from one feed document. `ttl_minutes` is RSS's own wish, if any; `misdated`
    counts entries whose date names no day on which anybody could have published."""

    title: str = ""
    link: str = ""
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    ttl_minutes: int | None = None
    misdated: int = 0


@dataclass(frozen=True, slots=True)
class Related:
    """Another article that stands on a page beside its main one; fields empty where unknown."""

    title: str
    text: str = ""
    site: str = ""
    date: datetime | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, read: its main article as prose (paragraphs separated by blank lines), and more.

    `problem` is None, or why the text is not the whole article ("paywall", "consent", "empty").
    `date` is in UTC, `day` the day of publication as the page writes it, in its own zone.
    """

    url: str = ""
    title: str = ""
    text: str = ""
    date: datetime | None = None
    author: str = ""
    site: str = ""
    language: str | None = None
    image: str = ""
    hashtags: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    problem: str | None = None
    day: Day | None = None


# --- what we keep -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is stored: read, cleaned, summarised, and placed in a story.

    `url` is canonical and unique. `published` is never later than `seen` (the time we first saw
    it). `bullets` are ranked spans of `text` in reading order. `independent` is False for a
    near-verbatim reprint of another outlet's article in the same story. `from_feed` marks text
    that the feed itself gave because the page could not be read.
    """

    url: str
    title: str
    text: str
    outlet: str
    published: datetime
    seen: datetime
    language: str = ""
    author: str = ""
    image: str = ""
    bullets: tuple[Bullet, ...] = ()
    hashtags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    feed_id: int = 0
    story_id: int = 0
    fingerprint: str = ""
    independent: bool = True
    from_feed: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one event, oldest first. The id is stable once a reader has seen it."""

    id: int
    articles: tuple[Article, ...]


# --- chats --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a chat's digests come: local times of day, on these weekdays (Monday is 0)."""

    times: tuple[time, ...] = ()
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat's settings, and nothing else of it: no name, no message text is ever kept.

    `timezone` is an IANA name, None until the chat has set one. `topics` are names from
    topics.toml; `feed_ids` the chat's own feeds. `next_due` is the next slot (UTC), kept so that
    what is due is a query; None when nothing is scheduled. `thread_id` is the forum topic.
    """

    id: int
    kind: str = "private"
    timezone: str | None = None
    language: str = "en"
    topics: tuple[str, ...] = ()
    feed_ids: tuple[int, ...] = ()
    schedule: Schedule = Schedule()
    next_due: datetime | None = None
    last_edition_at: datetime | None = None
    active: bool = True
    stories: int = 8
    bullets: int = 3
    thread_id: int | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """One planned edition of one chat. `key` is its local date and hour ("2026-11-23T07:30"):
    a slot planned twice is one slot, and a daylight-saving change never makes two of one."""

    chat_id: int
    key: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """That a chat has been shown these articles of a story, last at `at`."""

    story_id: int
    at: datetime
    article_ids: frozenset[int]
