"""Files that readers send: fetched from Telegram, small ones only."""

from __future__ import annotations

from typing import Any

import structlog
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.redaction import redacted

log = structlog.get_logger(__name__)


class TelegramFiles:
    """Gives the bytes behind a file id."""

    def __init__(self, bot: ExtBot[Any]) -> None:
        self._bot = bot

    async def read(self, file_id: str, limit: int) -> bytes | None:
        """The file's bytes; None for one of more than `limit` bytes, and when Telegram does not
        give it."""
        try:
            file = await self._bot.get_file(file_id)
            if (file.file_size or 0) > limit:
                return None
            data = bytes(await file.download_as_bytearray())
        except TelegramError as error:
            log.warning("file not fetched", reason=redacted(error.message))
            return None
        return data if len(data) <= limit else None
