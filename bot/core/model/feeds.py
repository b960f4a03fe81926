"""Feeds: what is polled, what polling remembers, what one document held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.model.reasons import Reason, Unreadable


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


Folder = tuple[str, ...]
"""The names of a folder and of those that it lies in, from the outermost."""


@dataclass(frozen=True, slots=True)
class ListedFeed(Feed):
    """A feed as a file lists it: it may lie in several folders."""

    folders: tuple[Folder, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedState:
    """What polling remembers of a feed between two polls, restarts included.

    `etag` and `last_modified` are kept byte for byte. `failures` counts failed polls in a row;
    `error` is the last one, None after a success. `gone` feeds are polled no more.
    `moved_to` is the address that last answered instead of the feed's own (the validators belong
    to it), `moved_since` since when it did so for good. `usual_gap` is the usual time between two
    entries; `warning` a fault that does not stop reading (lying dates, changing ids).
    """

    feed_id: int
    next_check: datetime
    attempted_at: datetime | None = None
    succeeded_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    error: Unreadable | None = None
    gone: bool = False
    moved_to: str | None = None
    moved_since: datetime | None = None
    newest_entry_at: datetime | None = None
    entries_seen: int = 0
    usual_gap: timedelta | None = None
    warning: Reason | None = None


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
