"""Entries of a feed: which are the newest, and what their articles are recognised by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from bot.core.model.feeds import Entry, Feed, ParsedFeed
from bot.core.urls import canonical

_ENOUGH_WORDS = 120  # characters; less may come again and mean something new
_COMPARED = 4000


def article_address(entry: Entry, feed: Feed, parsed: ParsedFeed) -> str:
    """The canonical address of an entry's article; one without a link stands on its site, told
    apart by its key. "" if the link is no web address."""
    if entry.link:
        return canonical(entry.link, feed.url)
    return f"{canonical(parsed.link) or canonical(feed.url)}#{quote(entry.key, safe='')}"


def identities(entry: Entry, address: str) -> tuple[str, ...]:
    """What an entry is known again by within its feed: its id, its article's address (canonical),
    and its words and day, where it brings enough of them: a column may bear the same words daily.

    Ids change when a site moves or is repaired, addresses when titles are edited; what keeps one
    of the three is no news.
    """
    words = (entry.html or entry.summary)[:_COMPARED]
    day = f"{entry.date:%Y-%m-%d}" if entry.date else ""
    own = f"words {day} {entry.title}\n{words}" if len(words) >= _ENOUGH_WORDS else ""
    return tuple(filter(None, (entry.key, address and f"at {address}", own)))


def newest_first(entries: Sequence[Entry]) -> list[Entry]:
    """Entries by date, newest first; undated ones keep the feed's own order among them."""
    dated = [entry.date for entry in entries if entry.date]
    newest = max(dated, default=None)
    return sorted(entries, key=lambda entry: _age(entry.date, newest))


def _age(date: datetime | None, newest: datetime | None) -> float:
    return (newest - date).total_seconds() if date and newest else 0.0
