"""What becomes of the feeds of a file that a reader wants to import, decided before anything is
read or stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.core.model.feeds import Feed
from bot.core.urls import normal


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """`new` feeds are to be added, at most as many as the chat has room for. `followed` is how many
    the chat has already, `odd` how many addresses are none of the web, `over` how many find no
    room."""

    new: tuple[Feed, ...]
    followed: int = 0
    odd: int = 0
    over: int = 0

    @property
    def total(self) -> int:
        """How many feeds the file holds, each counted once."""
        return len(self.new) + self.followed + self.odd + self.over


def plan_import(listed: Iterable[Feed], followed: Collection[str], room: int) -> ImportPlan:
    """Sort the feeds that a file lists, in its order. `followed` are the addresses that the chat
    has already, `room` is how many more it may have."""
    by_url: dict[str, Feed] = {}
    odd = 0
    for feed in listed:
        address = normal(feed.url)
        odd += not address
        if address:
            by_url.setdefault(address, Feed(address, feed.title, bundled=False))
    fresh = [feed for url, feed in by_url.items() if url not in followed]
    known = len(by_url) - len(fresh)
    return ImportPlan(tuple(fresh[:room]), known, odd, max(0, len(fresh) - room))
