"""What becomes of the feeds of a file that a reader wants to import, decided before anything is
read or stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from bot.core.model.feeds import ListedFeed
from bot.core.urls import normal

MAX_FOLDERS = 5
"""Folders of one feed that are kept."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """`new` feeds are to be added, at most as many as the chat has room for. `followed` is how many
    the chat has already (`known` are these), `odd` how many addresses are none of the web, `over`
    how many find no room."""

    new: tuple[ListedFeed, ...]
    followed: int = 0
    odd: int = 0
    over: int = 0
    known: tuple[ListedFeed, ...] = ()

    @property
    def total(self) -> int:
        """How many feeds the file holds, each counted once."""
        return len(self.new) + self.followed + self.odd + self.over


def plan_import(listed: Iterable[ListedFeed], followed: Collection[str], room: int) -> ImportPlan:
    """Sort the feeds that a file lists, in its order. `followed` are the addresses that the chat
    has already, `room` is how many more it may have. One that is listed twice lies in the folders
    of both."""
    by_url: dict[str, ListedFeed] = {}
    odd = 0
    for feed in listed:
        address = normal(feed.url)
        odd += not address
        if address:
            first = by_url.get(address, ListedFeed(address, feed.title, bundled=False))
            folders = tuple(dict.fromkeys((*first.folders, *feed.folders)))[:MAX_FOLDERS]
            by_url[address] = replace(first, folders=folders)
    fresh = [feed for url, feed in by_url.items() if url not in followed]
    known = tuple(feed for url, feed in by_url.items() if url in followed)
    over = max(0, len(fresh) - room)
    return ImportPlan(tuple(fresh[:room]), len(known), odd, over, known)
