"""The room that the chat's tests talk in, over both databases."""

from tests.chat.conftest import bot, sender, talk, telegram, time

__all__ = [
    "bot",
    "sender",
    "talk",
    "telegram",
    "time",
]
