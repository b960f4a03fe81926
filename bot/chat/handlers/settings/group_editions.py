"""Whole editions in groups: who may ask for them, and one an hour for all members together.

Administrators are not held; whoever is held may still open stories and ask for topics.
"""

from __future__ import annotations

from datetime import timedelta

from telegram.constants import ChatType

from bot.chat.flood_control import Decision, RateLimits
from bot.chat.handlers.queries import Queries
from bot.chat.permissions import Permissions
from bot.chat.rendering.callbacks import Tap
from bot.chat.rendering.reasons import time_left
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.services.chats import ChatSettings

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


class GroupEditions:
    """Stands before /digest and its button."""

    def __init__(
        self,
        reply: Reply,
        chats: ChatSettings,
        limits: RateLimits,
        permissions: Permissions,
        queries: Queries,
    ) -> None:
        self._reply, self._chats, self._limits = reply, chats, limits
        self._permissions, self._queries = permissions, queries

    async def digest(self, request: Request) -> None:
        """The chat's own digest, where this reader may ask for it now."""
        if await self._granted(request):
            await self._queries.digest(request)

    async def digest_tap(self, request: Request, tap: Tap) -> None:
        """The same by a button."""
        if await self._granted(request):
            await self._queries.digest_tap(request, tap)

    async def _granted(self, request: Request) -> bool:
        if request.chat_ref.kind not in GROUPS or await self._permissions.may_change(request):
            return True
        chat = await self._chats.get(request.chat_ref)
        if chat.admins_ask:
            await self._reply.say(request, "group.admins_ask")
            return False
        decision = self._limits.take("edition", chat.id)
        refused = decision is not Decision.YES
        if refused and self._limits.take("reminder", chat.id) is Decision.YES:
            # The minute that `time_left` adds is left out: an hour is to be told as one.
            wait = self._limits.closed_for("edition", chat.id) - timedelta(minutes=1)
            await self._reply.say(request, "group.hourly", time=time_left(wait, request.language))
        return not refused
