"""What every update passes before its handler runs: floods, backlog, rights."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from telegram import Update
from telegram.ext import CallbackContext

from bot.chat.background_tasks import BackgroundTasks
from bot.chat.flood_control import Decision, RateLimits
from bot.chat.gathering import Gathering, Pause, a_moment
from bot.chat.handlers.channels.desk import ChannelDesks
from bot.chat.permissions import Permissions
from bot.chat.rendering import keyboards, texts
from bot.chat.rendering.reasons import seconds
from bot.chat.rendering.rich_text import clip
from bot.chat.reply import Reply
from bot.chat.requests import Request, from_message, from_reaction, from_tap
from bot.services.chats import ChatSettings

Context = CallbackContext[Any, Any, Any, Any]
Handle = Callable[[Request], Awaitable[None]]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]

_STALE = timedelta(minutes=10)
_QUOTED, _LISTED = 40, 5  # UTF-16 units of a question that is repeated, and how many are


@dataclass(frozen=True, slots=True)
class Command:
    """A command; `settings` when only administrators of a group may give it.

    `bare` commands only show something when they come without words: then anybody may. One that
    `greets` is answered in the language of who gives it, whatever the chat spoke before. One that
    `manages`, in reply to a message about a managed channel, is about that channel.
    """

    run: Handle
    settings: bool = False
    bare: bool = False
    greets: bool = False
    manages: bool = False

    def only_shows(self, request: Request) -> bool:
        """Whether this, as it was asked, changes nothing."""
        return not self.settings or (self.bare and not request.words)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request with the command that it is for."""

    request: Request
    command: Command


class Guards:
    """Every handler stands behind one of these: floods first, then rights."""

    def __init__(
        self,
        reply: Reply,
        chats: ChatSettings,
        limits: RateLimits,
        permissions: Permissions,
        background: BackgroundTasks,
        since: datetime,
        desks: ChannelDesks,
        pause: Pause = a_moment,
    ) -> None:
        self._reply, self._chats, self._since = reply, chats, since
        self._limits, self._permissions, self._desks = limits, permissions, desks
        self._albums = Gathering[_Asked](background, self._album, pause)
        self._backlog = Gathering[Request](background, self._away, pause)

    def command(self, command: Command) -> Callback:
        """Behind the guards, a command or a message."""

        async def callback(update: Update, _: Context) -> None:
            request = from_message(update)
            if request is None or not self._reply.is_asked(request):
                return
            if request.album:
                self._albums.add((request.chat_ref.id, request.album), _Asked(request, command))
            else:
                await self._answer(_Asked(request, command))

        return callback

    async def _album(self, parts: list[_Asked]) -> None:
        """An album is answered once: to the part that says something, or else to the first."""
        await self._answer(next((part for part in parts if part.request.text), parts[0]))

    async def _answer(self, asked: _Asked) -> None:
        command = asked.command
        request = await self._spoken_to(asked.request, greets=command.greets)
        shows = command.only_shows(request)
        if shows and self._is_backlog(request):
            self._backlog.add(request.chat_ref.id, request)
        elif not await self._enter(request):
            return
        elif request.channel and command.manages:
            if (there := await self._desks.enter(request)) is not None:
                await command.run(there)
        elif shows or await self._permissions.may_change(request):
            await command.run(request)
        else:
            await self._reply.say(request, "admins.only")
        await self._reply.tidy(request)

    def message(self, handle: Handle, *, manages: bool = False) -> Callback:
        """The same for what anybody may write."""
        return self.command(Command(handle, manages=manages))

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
            elif await self._enter(request := await self._spoken_to(request)):
                there = await self._desks.enter(request) if request.channel else request
                if there is not None:
                    await handle(there)

        return callback

    def reaction(self, handle: Handle) -> Callback:
        """The same for reactions, which are answered by nothing: what is not allowed is silent."""

        async def callback(update: Update, _: Context) -> None:
            request = from_reaction(update)
            if request is None or self._limits.take("user", request.user_id) is not Decision.YES:
                return
            if await self._permissions.may_change(request):
                await handle(request)

        return callback

    async def _spoken_to(self, request: Request, *, greets: bool = False) -> Request:
        """The request, to be answered in the language of its chat, which has now been heard."""
        chat = await self._chats.get(request.chat_ref)
        await self._chats.heard(chat)
        if greets and not chat.language_chosen:
            return request
        return replace(request, chat_ref=replace(request.chat_ref, language=chat.language))

    def _is_backlog(self, request: Request) -> bool:
        """Whether it was asked so long before we started that the asker has moved on.

        Telegram keeps updates for a day; a date before that is no date.
        """
        start, day = self._since - _STALE, self._since - timedelta(days=1)
        return request.written is not None and day < request.written < start

    async def _away(self, requests: list[Request]) -> None:
        """One answer to all that a chat asked meanwhile, with what that was."""
        last, asked = requests[-1], dict.fromkeys(clip(one.text, _QUOTED) for one in requests)
        quoted = [f"“{text}”" for text in asked if text][-_LISTED:]
        questions = texts.listed(quoted, last.language) or "…"
        rows = keyboards.again(last.language)
        await self._reply.say(last, "away", rows, questions=questions)

    async def _enter(self, request: Request) -> bool:
        """Whether this reader, and this chat, may ask yet again."""
        limits, asked = self._limits, ("user", request.user_id)
        passed = limits.take(*asked) if request.user_id else Decision.YES
        if passed is Decision.YES:
            asked = ("chat", request.chat_ref.id)
            passed = limits.take(*asked)
        if passed is not Decision.WARN:
            return passed is Decision.YES
        wait = seconds(limits.closed_for(*asked), request.language)
        if request.query_id:
            slow = texts.say("limit.slow", request.language, time=wait)
            await self._reply.end_tap(request.query_id, slow)
        else:
            await self._reply.say(request, "limit.slow", time=wait)
        return False
