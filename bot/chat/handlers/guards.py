"""What every update passes before its handler runs: floods, backlog, rights."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from telegram import Update
from telegram.ext import CallbackContext

from bot.chat.flood_control import Decision, RateLimits
from bot.chat.permissions import Permissions
from bot.chat.rendering import keyboards, texts
from bot.chat.reply import Reply
from bot.chat.requests import Request, from_message, from_tap

Context = CallbackContext[Any, Any, Any, Any]
Handle = Callable[[Request], Awaitable[None]]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]

_STALE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Command:
    """A command; `settings` when only administrators of a group may give it.

    `bare` commands only show something when they come without words: then anybody may.
    """

    run: Handle
    settings: bool = False
    bare: bool = False

    def only_shows(self, request: Request) -> bool:
        """Whether this, as it was asked, changes nothing."""
        return not self.settings or (self.bare and not request.words)


class Guards:
    """Every handler stands behind one of these: floods first, then rights."""

    def __init__(
        self, reply: Reply, limits: RateLimits, permissions: Permissions, since: datetime
    ) -> None:
        self._reply, self._limits, self._permissions = reply, limits, permissions
        self._since = since

    def command(self, command: Command) -> Callback:
        """Behind the guards, a command or a message."""

        async def callback(update: Update, _: Context) -> None:
            request = from_message(update)
            if request is None or not await self._enter(request):
                return
            shows = command.only_shows(request)
            if shows and self._is_backlog(request):
                await self._away(request)
            elif shows or await self._permissions.may_change(request):
                await command.run(request)
            else:
                await self._reply.say(request, "admins.only")

        return callback

    def message(self, handle: Handle) -> Callback:
        """The same for what anybody may write."""
        return self.command(Command(handle))

    def tap(self, handle: Handle) -> Callback:
        """The same for taps; rights are asked about where it is known what the tap does."""

        async def callback(update: Update, _: Context) -> None:
            query = update.callback_query
            if query is None:
                return
            request = from_tap(query)
            if request is None:
                language = texts.known(query.from_user.language_code)
                await self._reply.end_tap(query.id, texts.say("tap.stale", language))
            elif await self._enter(request):
                await handle(request)

        return callback

    def _is_backlog(self, request: Request) -> bool:
        """Whether it was asked so long before we started that the asker has moved on.

        Telegram keeps updates for a day; a date before that is no date.
        """
        start, day = self._since - _STALE, self._since - timedelta(days=1)
        return request.written is not None and day < request.written < start

    async def _away(self, request: Request) -> None:
        """One answer to all that a chat asked meanwhile."""
        if self._limits.take("away", request.chat_ref.id) is Decision.YES:
            await self._reply.say(request, "away", keyboards.again(request.language))

    async def _enter(self, request: Request) -> bool:
        """Whether this reader, and this chat, may ask yet again."""
        limits = self._limits
        passed = limits.take("user", request.user_id) if request.user_id else Decision.YES
        if passed is Decision.YES:
            passed = limits.take("chat", request.chat_ref.id)
        if passed is not Decision.WARN:
            return passed is Decision.YES
        if request.query_id:
            slow = texts.say("limit.slow", request.language)
            await self._reply.end_tap(request.query_id, slow)
        else:
            await self._reply.say(request, "limit.slow")
        return False
