"""What a chat is told of feeds that have ended or fail, as one message."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.rendering.reasons import sentence
from bot.chat.rendering.rich_text import Rich, clip, join, raw
from bot.chat.rendering.texts import words
from bot.core.feeds.naming import feed_name
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.messages import Message

_LISTED = 20
_TITLE, _REASON = 60, 120  # UTF-16 units


def about_feeds(rows: Sequence[tuple[Feed, FeedState]], language: str) -> Message:
    """One line a feed, at most 20 of them, and where to change what is followed."""
    lines = [_line(feed, state, language) for feed, state in rows[:_LISTED]]
    if len(rows) > _LISTED:
        lines.append(words("notice.more", language, n=len(rows) - _LISTED))
    piece = join([words("notice.head", language), *lines, words("notice.tail", language)], "\n")
    return Message(piece.html, piece.plain)


def _line(feed: Feed, state: FeedState, language: str) -> Rich:
    title = clip(feed_name(feed), _TITLE)
    key = "notice.gone" if state.gone else "notice.failing"
    error = clip(sentence(state.error, language) if state.error else "", _REASON)
    return raw("• ") + words(key, language, title=title, error=error)
