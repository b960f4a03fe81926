"""Stores on both databases, and a reader that reads in the test's own process."""

from __future__ import annotations

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
