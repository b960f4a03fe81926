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

from bot.chat.flood_control import Pass
from bot.chat.handlers.errors import Faults, redact
from bot.chat.handlers.following import Following
from bot.chat.handlers.free_text import Plain
from bot.chat.handlers.membership import Membership
from bot.chat.handlers.onboarding import FirstContact
from bot.chat.handlers.operator import Operator
from bot.chat.handlers.privacy import Data
from bot.chat.handlers.queries import Asking
from bot.chat.handlers.schedule import Wishes
from bot.chat.handlers.summaries import Reading
from bot.chat.handlers.taps import Taps
from bot.chat.rendering import keyboards
from bot.chat.rendering.texts import say
from bot.chat.reply import Room
from bot.chat.requests import Asked, from_message, from_tap

log = structlog.get_logger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]
Handle = Callable[[Asked], Awaitable[None]]
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

    def only_shows(self, asked: Asked) -> bool:
        """Whether this, as it was asked, changes nothing."""
        return not self.settings or (self.bare and not asked.words)


class _Elsewhere(filters.MessageFilter):
    """Commands that name a bot which is not this one."""

    def filter(self, message: Message) -> bool:
        named = (message.text or "").split(maxsplit=1)[0].partition("@")[2]
        return bool(named) and named.lower() != message.get_bot().username.lower()


class _Doors:
    """Every handler stands behind one of these: floods first, then rights."""

    def __init__(self, room: Room) -> None:
        self._room, self._since = room, room.clock()

    def command(self, command: _Command) -> Callback:
        async def callback(update: Update, _: Context) -> None:
            asked = from_message(update)
            if asked is None or not await self._enter(asked):
                return
            shows = command.only_shows(asked)
            if shows and self._is_backlog(asked):
                await self._away(asked)
            elif shows or await self._room.members.may_change(asked):
                await command.run(asked)
            else:
                await self._room.say(asked, "admins.only")

        return callback

    def message(self, handle: Handle) -> Callback:
        return self.command(_Command(handle))

    def tap(self, handle: Handle) -> Callback:
        async def callback(update: Update, _: Context) -> None:
            query = update.callback_query
            if query is None:
                return
            asked = from_tap(query)
            if asked is None:
                await self._room.sender.answer_callback(query.id, say("tap.stale"))
            elif await self._enter(asked):
                await handle(asked)

        return callback

    def _is_backlog(self, asked: Asked) -> bool:
        """Whether it was asked so long before we started that the asker has moved on.

        Telegram keeps updates for a day; a date before that is no date.
        """
        start, day = self._since - _STALE, self._since - timedelta(days=1)
        return asked.written is not None and day < asked.written < start

    async def _away(self, asked: Asked) -> None:
        """One answer to all that a chat asked meanwhile."""
        if self._room.limits.take("away", asked.place.id) is Pass.YES:
            await self._room.say(asked, "away", keyboards.again(asked.place.language))

    async def _enter(self, asked: Asked) -> bool:
        """Whether this reader, and this chat, may ask yet again."""
        limits = self._room.limits
        passed = limits.take("user", asked.user_id) if asked.user_id else Pass.YES
        if passed is Pass.YES:
            passed = limits.take("chat", asked.place.id)
        if passed is not Pass.WARN:
            return passed is Pass.YES
        if asked.query_id:
            slow = say("limit.slow", asked.place.language)
            await self._room.sender.answer_callback(asked.query_id, slow)
        else:
            await self._room.say(asked, "limit.slow")
        return False


def _commands(room: Room) -> tuple[dict[str, _Command], Taps, Plain, FirstContact]:
    asking, reading, wishes = Asking(room), Reading(room), Wishes(room)
    following, data = Following(room), Data(room, COMMANDS)
    first = FirstContact(room, asking, wishes)
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
    return by_name, taps, Plain(room, reading, first), first


async def _leave(update: Update, context: Context) -> None:
    """A command to another bot is not ours to answer."""


def register(application: App, room: Room) -> Faults:
    """Hang every handler into the application. The Faults are for `receiver.Worker`."""
    doors, membership, faults = _Doors(room), Membership(room), Faults(room)
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
        log.warning("menu not set", reason=redact(error.message))
        return False
