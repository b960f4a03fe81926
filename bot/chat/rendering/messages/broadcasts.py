"""A broadcast as its readers see it, and how far it is."""

from __future__ import annotations

import html

from bot.chat.rendering import keyboards
from bot.chat.rendering.rich_text import clean, join, plain, units
from bot.chat.rendering.split import MAX_UNITS
from bot.chat.rendering.texts import count, words
from bot.core.model.broadcasts import BroadcastReport, BroadcastState
from bot.core.model.messages import Message


def fits(text: str) -> bool:
    """Whether the text is one message."""
    return units(text) <= MAX_UNITS


def broadcast_message(text: str) -> Message:
    """The operator's own words, line by line as they are; it makes no sound."""
    shown = "\n".join(clean(line) for line in text.split("\n"))
    return Message(html.escape(shown, quote=False), shown, silent=True)


def broadcast_report(number: int, report: BroadcastReport, language: str) -> Message:
    """What became of the broadcast with this number until now."""
    if report.state is BroadcastState.CANCELLED:
        piece = words("broadcast.cancelled", language)
        return Message(piece.html, piece.plain)
    key = "broadcast.done" if report.state is BroadcastState.DONE else "broadcast.going"
    chats = count("broadcast.chats", report.audience, language)
    numbers = {"sent": report.sent, "waiting": report.waiting, "failed": report.failed}
    piece = words(key, language, chats=chats, **numbers)
    if report.held:
        piece = join([piece, plain(count("broadcast.held", report.held, language))], "\n")
    return Message(piece.html, piece.plain, keyboards.broadcast_progress(number, language))
