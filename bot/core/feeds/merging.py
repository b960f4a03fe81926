"""Feeds that have come to one address: which of them stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.core.feeds.polling import ask
from bot.core.model.feeds import Feed, FeedState


def proven_address(feed: Feed, state: FeedState, now: datetime) -> str | None:
    """The address that a feed has moved to, once that is proven; None where it is at its own."""
    address = ask(feed.url, state, now).url
    return address if address == state.moved_to else None


def surviving_feed(
    address: str, rows: Sequence[tuple[Feed, FeedState]], now: datetime
) -> tuple[Feed, list[Feed]] | None:
    """Of the feeds that are asked at `address`: the one that stays, and those that go into it.

    The one of the sources file stays before one that a chat had added, then the one whose own
    address it is. None where there is no more than one, and where only chats had added them, each
    by another address: nobody is given the address that somebody else had typed, which may hold a
    secret.
    """
    here = [feed for feed, state in rows if ask(feed.url, state, now).url == address]
    here.sort(key=lambda feed: (not feed.bundled, feed.url != address, feed.id))
    if len(here) < 2 or not (here[0].bundled or here[0].url == address):
        return None
    return here[0], here[1:]
