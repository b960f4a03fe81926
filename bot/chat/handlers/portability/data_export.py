"""/export: all that is stored of the chat, as a file."""

from __future__ import annotations

from bot.chat.background_tasks import BackgroundTasks
from bot.chat.flood_control import RateLimits
from bot.chat.rendering.reasons import time_left
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.model.messages import OutgoingFile
from bot.services.portability.chat_exports import ChatExports


class DataExport:
    """Sends the file, in the background."""

    def __init__(
        self, reply: Reply, exports: ChatExports, limits: RateLimits, background: BackgroundTasks
    ) -> None:
        self._reply, self._exports = reply, exports
        self._limits, self._background = limits, background

    async def export(self, request: Request) -> None:
        """All that is stored, at most once an hour or so: it is read from every table."""
        wait = self._limits.spend("export", request.chat_ref.id, request.user_id)
        if wait is not None:
            await self._reply.say(request, "limit.export", time=time_left(wait, request.language))
        else:
            self._background.start(self._send(request))

    async def _send(self, request: Request) -> None:
        document = await self._exports.document(request.chat_ref.id)
        caption = self._reply.note(request, "export.caption")
        await self._reply.send_file(request, OutgoingFile("precis.json", document), caption)
