"""What watches over the state: copies of an SQLite file, snapshots in the operator's chat, and a
look at whether delivery stands still."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.app import Ingestion, now
from bot.chat.transport.client import TelegramClient, telegram_client
from bot.chat.transport.introduction import retry_pause
from bot.chat.transport.safe_chat import SafeChat
from bot.errors import StoreUnavailable
from bot.redaction import redacted
from bot.services.safekeeping.delivery_watch import DeliveryWatch, Standstill
from bot.services.safekeeping.snapshots import Snapshots, taken_back
from bot.store.backups.hourly import backed_up, copy_due
from bot.store.backups.snapshot import restore_snapshot, state_mark, write_snapshot
from bot.store.database import Database
from config.settings import Settings

log = structlog.get_logger(__name__)

COPY_SECONDS, LOOK_SECONDS = 3600, 60
LAST_SECONDS = 3.5  # for the snapshot at a stop, which ends in ten in all

Ticks = Mapping[str, tuple[Callable[[], Awaitable[Any]], float]]


def file_of(settings: Settings) -> Path | None:
    """The SQLite file; None for a database in memory or of another kind."""
    kind, _, path = settings.database_url.partition(":///")
    return Path(path) if kind.startswith("sqlite") and path and path != ":memory:" else None


@dataclass(frozen=True, slots=True)
class _State:
    database: Database

    async def mark(self) -> str:
        return await state_mark(self.database)

    async def write(self, path: Path, at: datetime, *, clean: bool, grouping: bool) -> int:
        return await write_snapshot(self.database, path, at, clean=clean, grouping=grouping)


class Safekeeping:
    """Ticks that copy the state, and a last snapshot at a clean stop."""

    def __init__(self, ingestion: Ingestion, client: TelegramClient) -> None:
        settings, self._stores = ingestion.settings, ingestion.stores
        self._file = file_of(settings)
        self._watch = DeliveryWatch(self._stores.chats, self._stores.outbox, now)
        self._snapshots: Snapshots | None = None
        if self._file and settings.snapshots:
            place = SafeChat(client, settings.admin_user_ids[0])
            state, secret = _State(ingestion.stores.database), settings.telegram_bot_token or ""
            self._snapshots = Snapshots(state, place, now, secret)

    def standstill(self) -> Standstill | None:
        """Whether delivery stands still, as the log says it."""
        return self._watch.standstill()

    def ticks(self) -> Ticks:
        """What is to be done how often (seconds)."""
        copying = {"copy": (self._copy, COPY_SECONDS)} if self._file else {}
        looking = {"snapshot": (self._snapshots.look, LOOK_SECONDS)} if self._snapshots else {}
        return {**copying, **looking, "stillness": (self._watch.look, LOOK_SECONDS)}

    async def _copy(self) -> None:
        file = self._file
        if file is None or not copy_due(file, time.time(), COPY_SECONDS):
            return
        try:
            await asyncio.to_thread(backed_up, file)
        except (sqlite3.Error, OSError) as wrong:
            log.error("the database was not copied", reason=str(wrong))

    async def close(self) -> None:
        """Everything is settled as far as it will be: the last snapshot, if there are any."""
        if not self._snapshots:
            return
        try:
            async with asyncio.timeout(LAST_SECONDS):
                counts = await self._stores.outbox.counts()
                await self._snapshots.take(clean=not counts.get("sending"))
        except (TimeoutError, StoreUnavailable) as wrong:
            log.warning("no snapshot at the stop", reason=type(wrong).__name__)


async def take_back(settings: Settings) -> None:
    """On an empty disk, and where snapshots are wanted, take the last one back.

    While Telegram cannot be reached it is waited for: to begin with nothing would be to lose all.
    Raises PrecisError for a snapshot that cannot be used.
    """
    file = file_of(settings)
    if not settings.snapshots or file is None or await asyncio.to_thread(file.exists):
        return
    failures = 0
    while True:
        try:
            async with telegram_client(
                settings.telegram_bot_token or "", settings.telegram_api_url
            ) as client:
                place = SafeChat(client, settings.admin_user_ids[0])
                await taken_back(
                    place, settings.telegram_bot_token or "", lambda path: _restored(path, file)
                )
            return
        except (InvalidToken, Forbidden, BadRequest) as refused:
            reason = redacted(refused.message)[:200]
            log.warning(
                "no snapshot can be asked for; has the operator started the bot?", reason=reason
            )
            return
        except TelegramError as error:
            failures += 1
            if failures == 1:
                log.warning("waiting for Telegram, where the state is kept")
            await asyncio.sleep(retry_pause(failures, error))


async def _restored(snapshot: Path, file: Path) -> int:
    """Fill the file, which appears when it is complete."""
    part = file.with_name(file.name + ".part")
    await asyncio.to_thread(part.unlink, missing_ok=True)
    database = Database(f"sqlite:///{part}")
    try:
        rows = await restore_snapshot(database, snapshot)
    finally:
        await database.aclose()
    await asyncio.to_thread(os.replace, part, file)
    return rows
