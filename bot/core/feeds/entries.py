"""Entries of a feed: which are new and are read, and what their articles are recognised by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from bot.core.model.feeds import Entry, Feed, ParsedFeed
from bot.core.urls import canonical

MAX_TEXT_IN_HAND = 512 * 1024
"""Characters of one feed's entries that are kept while its articles are read."""
_LEAST_TEXT = 16 * 1024  # of one entry, however many there are
_ENOUGH_WORDS = 120  # characters; less may come again and mean something new
_COMPARED = 4000


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry as its feed lists it: `address` is its article's ("" for none), `identities` what
    it is known again by."""

    entry: Entry
    address: str
    identities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What becomes of a feed's entries.

    `read` are to be read, oldest first; `remember` the identities to keep. Of the entries with
    unknown ids, `new` in all, `repeated` are known all the same, and `skipped` are past the limit.
    """

    read: tuple[ListedEntry, ...]
    remember: frozenset[str]
    new: int
    repeated: int
    skipped: int


def listed(feed: Feed, parsed: ParsedFeed) -> tuple[ListedEntry, ...]:
    """The entries of a feed with their addresses and identities, in the feed's order; of entries
    with one and the same id the last is the one."""
    addresses = ((entry, article_address(entry, feed, parsed)) for entry in parsed.entries)
    by_key = {entry.key: (entry, address) for entry, address in addresses}
    return tuple(ListedEntry(one, at, identities(one, at)) for one, at in by_key.values())


def select(
    entries: Sequence[ListedEntry], unknown: Collection[str], known: Collection[str], limit: int
) -> Selection:
    """Which entries are read: the newest `limit` of those that nothing about them was known of.

    `unknown` are the identities that the feed has not shown before, `known` the addresses of
    articles that are stored.
    """
    by_id = [one for one in entries if one.entry.key in unknown]
    renamed = {one.entry.key for one in by_id if not set(one.identities).issubset(unknown)}
    new = newest_first([one for one in by_id if one.entry.key not in renamed])
    wanted = [one for one in new[:limit] if one.address and one.address not in known]
    return Selection(
        read=tuple(_in_hand(one, len(wanted)) for one in reversed(wanted)),
        remember=frozenset(unknown),
        new=len(by_id),
        repeated=sum(one.entry.key in renamed or one.address in known for one in by_id),
        skipped=len(new[limit:]),
    )


def _in_hand(one: ListedEntry, count: int) -> ListedEntry:
    """The entry with its share of the text that is kept of `count` entries; one text, not two."""
    share = max(_LEAST_TEXT, MAX_TEXT_IN_HAND // count)
    entry = one.entry
    html = entry.html or entry.summary
    return replace(one, entry=replace(entry, html=html[:share], summary=""))


def without_texts(parsed: ParsedFeed) -> ParsedFeed:
    """The feed with entries that have their dates and ids alone: what polling remembers it by."""
    bare = (Entry(one.key, one.link, "", one.date) for one in parsed.entries)
    return replace(parsed, entries=tuple(bare))


def article_address(entry: Entry, feed: Feed, parsed: ParsedFeed) -> str:
    """The canonical address of an entry's article; one without a link stands on its site, told
    apart by its key. "" if the link is no web address."""
    if entry.link:
        return canonical(entry.link, feed.url)
    key = quote(entry.key, safe="", errors="replace")
    return f"{canonical(parsed.link) or canonical(feed.url)}#{key}"


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


def newest_first(entries: Sequence[ListedEntry]) -> list[ListedEntry]:
    """Entries by date, newest first; undated ones keep the feed's own order among them."""
    dated = [one.entry.date for one in entries if one.entry.date]
    newest = max(dated, default=None)
    return sorted(entries, key=lambda one: _age(one.entry.date, newest))


def _age(date: datetime | None, newest: datetime | None) -> float:
    return (newest - date).total_seconds() if date and newest else 0.0
