"""The operator's own chat as a safe place: one pinned document that the bot finds again.

A bot cannot search a chat, but `getChat` tells it the newest pinned message.
"""

from __future__ import annotations

import structlog
from telegram import InputFile
from telegram.error import TelegramError

from bot.chat.transport.client import TelegramClient
from bot.redaction import redacted

log = structlog.get_logger(__name__)

FILE_NAME = "precis-snapshot.sealed"


class SafeChat:
    """`services.safekeeping.SafePlace` in the private chat of `user_id`, who has started the
    bot."""

    def __init__(self, client: TelegramClient, user_id: int) -> None:
        self._client, self._user_id = client, user_id
        self._before: int | None = None

    async def put(self, sealed: bytes) -> bool:
        """Send it silently, pin it, then take away the one before; False where Telegram refused."""
        file = InputFile(sealed, filename=FILE_NAME)
        try:
            before = self._before or (await self._pinned())[0]
            sent = await self._client.send_document(
                self._user_id, file, disable_notification=True, disable_content_type_detection=True
            )
            await self._client.pin_chat_message(
                self._user_id, sent.message_id, disable_notification=True
            )
            self._before = sent.message_id
            if before:
                await self._client.delete_message(self._user_id, before)
        except TelegramError as error:
            log.warning("snapshot not kept", reason=redacted(error.message)[:200])
            return False
        return True

    async def get(self) -> bytes | None:
        """The document that is pinned; None where none is. Raises TelegramError."""
        message_id, file_id = await self._pinned()
        if not file_id:
            return None
        file = await self._client.get_file(file_id)
        self._before = message_id
        return bytes(await file.download_as_bytearray())

    async def _pinned(self) -> tuple[int | None, str]:
        """Our pinned message and its file; (None, "") where none of ours is pinned."""
        pinned = (await self._client.get_chat(self._user_id)).pinned_message
        document = pinned.document if pinned else None
        if not pinned or not document or document.file_name != FILE_NAME:
            return None, ""
        return pinned.message_id, document.file_id
