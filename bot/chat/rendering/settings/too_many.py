"""The question whether the editions are too many, with the ways to fewer."""

from __future__ import annotations

from bot.chat.rendering.callbacks import Verb, key
from bot.chat.rendering.texts import say, words
from bot.core.editions.length import Length, length_of
from bot.core.model.chats import Chat
from bot.core.model.messages import Button, Message


def question(chat: Chat) -> Message:
    """Asked once: fewer, shorter, or as it is; silent."""
    names = ["daily" if len(chat.schedule.times) > 1 else "weekly"]
    if len(chat.schedule.days) == 1 and names == ["weekly"]:
        names = []
    if length_of(chat.stories) is not Length.SHORT:
        names.append("shorter")
    buttons = [
        Button(say(f"button.{name}", chat.language), key(Verb.TOO_MANY, name))
        for name in (*names, "leave")
    ]
    piece = words("too_many.ask", chat.language)
    return Message(piece.html, piece.plain, (tuple(buttons),), silent=True)
