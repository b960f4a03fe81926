"""A file of all that is stored of a chat, in JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, time, timedelta
from typing import Any, Protocol

from bot.services.ports import Clock

Stored = Mapping[str, Sequence[Mapping[str, Any]]]


class ChatExportStore(Protocol):
    """Gives what is stored of a chat."""

    async def export(self, telegram_id: int) -> Stored:
        """By table: every row that has to do with this chat and its forum topics."""


class ChatExports:
    """Writes the file."""

    def __init__(self, chats: ChatExportStore, clock: Clock) -> None:
        self._chats, self._clock = chats, clock

    async def document(self, telegram_id: int) -> bytes:
        """UTF-8 JSON: when it was written, the chat's number, and by table what is stored."""
        stored = await self._chats.export(telegram_id)
        head = {"exported_at": self._clock().isoformat(), "chat": telegram_id}
        return await asyncio.to_thread(written, {**head, "stored": stored})


def written(value: object) -> bytes:
    """Indented UTF-8 JSON of values as they are stored: times by ISO 8601, spans in seconds."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain).encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)
