"""Which handler takes which update; rights and floods are asked about here, for all of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from telegram import Bot, BotCommand, Message, Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.chat.flood_control import Decision
from bot.chat.handlers.errors import ErrorReplies
from bot.chat.handlers.following import Following
from bot.chat.handlers.free_text import FreeText
from bot.chat.handlers.membership import Membership
from bot.chat.handlers.onboarding import Onboarding
from bot.chat.handlers.operator import Operator
from bot.chat.handlers.privacy import Privacy
from bot.chat.handlers.queries import Queries
from bot.chat.handlers.schedule import ScheduleSettings
from bot.chat.handlers.summaries import Summaries
from bot.chat.handlers.taps import Taps
from bot.chat.rendering import keyboards
from bot.chat.rendering.texts import say
from bot.chat.reply import Room
from bot.chat.requests import Request, from_message, from_tap
from bot.redaction import redacted

log = structlog.get_logger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]
Handle = Callable[[Request], Awaitable[None]]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]

COMMANDS = (
    "start", "help", "topics", "topic", "digest", "summary", "search", "subscribe",
    "unsubscribe", "sources", "schedule", "timezone", "stop", "privacy", "deletedata",
)  # fmt: skip
"""The commands that are built, in the order of the menu."""

_STALE = timedelta(minutes=10)
OPERATOR_COMMANDS = ("sourcehealth",)
"""Those that only the bot's own administrators are told of and answered."""

_NEW = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
_PRIVATE = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE


@dataclass(frozen=True, slots=True)
class _Command:
    """A command; `settings` when only administrators of a group may give it.

    `bare` commands only show something when they come without words: then anybody may.
    """

    run: Handle
    settings: bool = False
    bare: bool = False

    def only_shows(self, request: Request) -> bool:
        """Whether this, as it was asked, changes nothing."""
        return not self.settings or (self.bare and not request.words)


class _Elsewhere(filters.MessageFilter):
    """Commands that name a bot which is not this one."""

    def filter(self, message: Message) -> bool:
        named = (message.text or "").split(maxsplit=1)[0].partition("@")[2]
        return bool(named) and named.lower() != message.get_bot().username.lower()


class _Guards:
    """Every handler stands behind one of these: floods first, then rights."""

    def __init__(self, room: Room) -> None:
        self._room, self._since = room, room.clock()

    def command(self, command: _Command) -> Callback:
        async def callback(update: Update, _: Context) -> None:
            request = from_message(update)
            if request is None or not await self._enter(request):
                return
            shows = command.only_shows(request)
            if shows and self._is_backlog(request):
                await self._away(request)
            elif shows or await self._room.members.may_change(request):
                await command.run(request)
            else:
                await self._room.say(request, "admins.only")

        return callback

    def message(self, handle: Handle) -> Callback:
        return self.command(_Command(handle))

    def tap(self, handle: Handle) -> Callback:
        async def callback(update: Update, _: Context) -> None:
            query = update.callback_query
            if query is None:
                return
            request = from_tap(query)
            if request is None:
                await self._room.sender.answer_callback(query.id, say("tap.stale"))
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
        if self._room.limits.take("away", request.chat_ref.id) is Decision.YES:
            await self._room.say(request, "away", keyboards.again(request.chat_ref.language))

    async def _enter(self, request: Request) -> bool:
        """Whether this reader, and this chat, may ask yet again."""
        limits = self._room.limits
        passed = limits.take("user", request.user_id) if request.user_id else Decision.YES
        if passed is Decision.YES:
            passed = limits.take("chat", request.chat_ref.id)
        if passed is not Decision.WARN:
            return passed is Decision.YES
        if request.query_id:
            slow = say("limit.slow", request.chat_ref.language)
            await self._room.sender.answer_callback(request.query_id, slow)
        else:
            await self._room.say(request, "limit.slow")
        return False


def _commands(room: Room) -> tuple[dict[str, _Command], Taps, FreeText, Onboarding]:
    asking, reading, wishes = Queries(room), Summaries(room), ScheduleSettings(room)
    following, data = Following(room), Privacy(room, COMMANDS)
    first = Onboarding(room, asking, wishes)
    by_name = {
        "start": _Command(first.start, settings=True),
        "help": _Command(data.help),
        "topics": _Command(following.topics),
        "topic": _Command(asking.topic),
        "digest": _Command(asking.digest),
        "summary": _Command(reading.summary),
        "search": _Command(asking.search),
        "subscribe": _Command(following.subscribe, settings=True, bare=True),
        "unsubscribe": _Command(following.unsubscribe, settings=True, bare=True),
        "sources": _Command(following.sources),
        "schedule": _Command(wishes.schedule, settings=True, bare=True),
        "timezone": _Command(wishes.timezone, settings=True, bare=True),
        "stop": _Command(data.stop, settings=True),
        "privacy": _Command(data.privacy),
        "deletedata": _Command(data.delete, settings=True),
        "sourcehealth": _Command(Operator(room).source_health),
    }
    taps = Taps(room, asking, following, wishes, first, data)
    return by_name, taps, FreeText(room, reading, first), first


async def _leave(update: Update, context: Context) -> None:
    """A command to another bot is not ours to answer."""


def register(application: App, room: Room) -> ErrorReplies:
    """Hang every handler into the application. The ErrorReplies are for `receiver.Worker`."""
    doors, membership, faults = _Guards(room), Membership(room), ErrorReplies(room)
    commands, taps, plain, first = _commands(room)

    async def membership_changed(update: Update, _: Context) -> None:
        await membership.changed(update)

    async def migrated(update: Update, _: Context) -> None:
        await membership.migrated(update)

    async def failed(update: object, context: Context) -> None:
        await faults.failed(update, context.error)

    for name in (*COMMANDS, *OPERATOR_COMMANDS):
        application.add_handler(CommandHandler(name, doors.command(commands[name]), _NEW))
    application.add_handler(CallbackQueryHandler(doors.tap(taps.tapped)))
    application.add_handler(ChatMemberHandler(membership_changed, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, migrated))
    places = _PRIVATE & filters.LOCATION
    application.add_handler(MessageHandler(places, doors.message(first.located)))
    unknown = _PRIVATE & filters.COMMAND
    application.add_handler(MessageHandler(unknown & _Elsewhere(), _leave))
    application.add_handler(MessageHandler(unknown, doors.message(plain.unknown_command)))
    words = _PRIVATE & (filters.TEXT | filters.CAPTION)
    application.add_handler(MessageHandler(words, doors.message(plain.written)))
    rest = _PRIVATE & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(rest, doors.message(plain.wordless)))
    application.add_error_handler(failed)
    return faults


async def publish_commands(bot: Bot, language: str = "en") -> bool:
    """Fill Telegram's menu with our commands; False when Telegram would not have it now."""
    menu = [BotCommand(name, say(f"command.{name}", language)) for name in COMMANDS]
    try:
        return await bot.set_my_commands(menu)
    except TelegramError as error:
        log.warning("menu not set", reason=redacted(error.message))
        return False
