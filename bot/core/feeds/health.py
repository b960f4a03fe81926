"""How a feed is doing, in a word for counting, and which chats are to be told of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.feeds.naming import feed_name
from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.reasons import Reason, Unreadable

TOLD_AFTER = timedelta(days=7)
MERGED = Unreadable(Reason.MERGED)

_FEWEST_FAILURES = 3  # after a week without us one failure says little
_FAILURES_OF_A_WEEK = 12
_MISSED = timedelta(hours=6)

_SILENT_GAPS = 8
_SHORTEST_SILENCE = timedelta(days=2)


def is_merged(state: FeedState) -> bool:
    """Whether a feed of the sources file rests because another one is read at its address."""
    return state.gone and state.error == MERGED


class Condition(StrEnum):
    """What can be the matter with a feed; the worst that holds is named."""

    GONE = "gone"
    FAILING = "failing"
    NEW = "new"
    SILENT = "silent"
    ODD = "odd"
    OK = "ok"


def condition(state: FeedState, now: datetime) -> Condition:
    """The worst that can be said of a feed at `now`."""
    if state.gone:
        return Condition.GONE
    if state.failures:
        return Condition.FAILING
    if state.succeeded_at is None:
        return Condition.NEW
    if silent_for(state, now):
        return Condition.SILENT
    return Condition.ODD if state.error or state.warning else Condition.OK


def silent_for(state: FeedState, now: datetime) -> timedelta | None:
    """How long a feed has said nothing new, if that is not its habit; else None.

    Eight times its usual gap between entries, and two days at least.
    """
    if not state.newest_entry_at or not state.usual_gap:
        return None
    silence = now - state.newest_entry_at
    return silence if silence > max(_SHORTEST_SILENCE, _SILENT_GAPS * state.usual_gap) else None


def notice_key(state: FeedState, now: datetime) -> str | None:
    """A name for what a feed's followers should be told of it once; None if there is nothing.

    Told is that its publisher has ended it, or that it has failed for 7 days. The name stands for
    this one time of trouble: a success ends it, and the next trouble has another name. A feed
    that was merged into another one is no trouble.
    """
    since = f"{state.succeeded_at:%Y-%m-%dT%H:%M:%S}" if state.succeeded_at else "the start"
    if state.gone:
        return None if is_merged(state) else f"feed {state.feed_id} gone, good at {since}"
    if state.failures < _FEWEST_FAILURES or state.succeeded_at is None:
        return None
    long_enough = now - state.succeeded_at >= TOLD_AFTER
    return f"feed {state.feed_id} failing, good at {since}" if long_enough else None


def unreadable_outlets(
    chat: Chat, troubled: Iterable[tuple[Feed, FeedState]], now: datetime
) -> tuple[str, ...]:
    """The outlets whose news the chat may miss in an edition made now, by name.

    Those are its own feeds that fail, and the feeds of its topics that have failed for six hours;
    what has failed for a week is told once (`notice_key`), and not with every edition.
    """
    found = []
    for feed, state in troubled:
        failed_for = now - (state.succeeded_at or now)
        lasting = failed_for >= TOLD_AFTER or state.failures > _FAILURES_OF_A_WEEK
        fails = state.failures > 0 and not (state.gone or lasting)
        missed = failed_for >= _MISSED and _is_read(chat, feed)
        if fails and (missed or feed.id in chat.feed_ids):
            found.append(feed_name(feed))
    return tuple(dict.fromkeys(found))


def _is_read(chat: Chat, feed: Feed) -> bool:
    """Whether the chat's editions draw on a feed by its topics; other chats' own feeds are not
    for it."""
    everything = not chat.topics and not chat.feed_ids
    return feed.bundled and (everything or not set(chat.topics).isdisjoint(feed.topics))
