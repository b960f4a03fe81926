"""What a feed is called where readers see it, and where it is logged.

A bundled feed goes by the name that the sources file or the feed itself gives. A feed that a
reader added may call itself anything, "Reuters" too: it shows the host that it comes from.
"""

from __future__ import annotations

import unicodedata

from bot.core.model.feeds import Feed
from bot.core.urls import outlet_host

MAX_NAME = 56
"""Characters of an own feed's name with its host: less than any place that shows it clips off."""
_MAX_HOST = 36
# Marks after which a name could seem to end in a host of its choice.
_BRACKETS = str.maketrans(dict.fromkeys("()[]{}<>（）［］｛｝⟨⟩「」【】", " "))


def feed_name(feed: Feed) -> str:
    """The feed's name for its readers; never "" where its address has a host."""
    return outlet_shown(feed.title, feed.url, bundled=feed.bundled)


def outlet_shown(name: str, feed_url: str, *, bundled: bool) -> str:
    """What an outlet is called, whose feed at `feed_url` gives it this `name`."""
    if bundled:
        return name or outlet_host(feed_url)
    return _with_host(name, feed_url)


def _with_host(name: str, feed_url: str) -> str:
    """ "Name (host)", or the host alone where the feed has no other name."""
    host = outlet_host(feed_url) or "?"
    if len(host) > _MAX_HOST:
        host = f"…{host[-_MAX_HOST:]}"  # who owns a name stands at its end
    words = " ".join("".join(filter(_is_plain, name)).translate(_BRACKETS).split())
    if words.casefold() == host.casefold():
        return host
    room = MAX_NAME - len(host) - len(" ()")
    if len(words) > room:
        words = f"{words[: room - 1].rstrip()}…"
    return f"{words} ({host})" if words else host


def _is_plain(letter: str) -> bool:
    """Whether a character neither hides, nor turns the writing, nor piles up on others."""
    return letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cs", "Me")


def feed_logged(feed: Feed) -> str:
    """The feed for logs and for the operator: an own feed's address may hold its owner's secret,
    so only the host and the number are told."""
    return feed.url if feed.bundled else f"own feed {feed.id} at {outlet_host(feed.url)}"
