"""What is the matter with the bot itself, for those who run it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.rendering.rich_text import clip, join, raw
from bot.chat.rendering.texts import words
from bot.core.model.messages import Message
from bot.services.operators.troubles import Trouble

_REASON = 200  # UTF-16 units of Telegram's own words


def about_troubles(troubles: Sequence[Trouble], language: str) -> Message:
    """One line each."""
    lines = [
        raw("• ")
        + words(f"trouble.{one.kind}", language, n=one.number, reason=clip(one.why, _REASON))
        for one in troubles
    ]
    piece = join([words("trouble.head", language), *lines], "\n")
    return Message(piece.html, piece.plain)
