"""The databases that the store's tests run on, and the room that the chat's tests talk in."""

from tests.chat.conftest import bot, sender, talk, telegram, time
from tests.store.conftest import database, database_url, postgresql_url, ready_file, stores

__all__ = [
    "bot",
    "database",
    "database_url",
    "postgresql_url",
    "ready_file",
    "sender",
    "stores",
    "talk",
    "telegram",
    "time",
]
