"""Which handler takes which update."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog
from telegram import Bot, BotCommand, Message, Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from bot.chat.handlers.channels.standing import ChannelStanding
from bot.chat.handlers.errors import ErrorReplies
from bot.chat.handlers.following import Following
from bot.chat.handlers.free_text import FreeText
from bot.chat.handlers.guards import Command, Context, Guards
from bot.chat.handlers.inline import InlineMode
from bot.chat.handlers.membership import Membership
from bot.chat.handlers.onboarding import Onboarding
from bot.chat.handlers.operator import Operator
from bot.chat.handlers.operators.broadcasting import Broadcasting
from bot.chat.handlers.operators.statistics import StatisticsCommand
from bot.chat.handlers.portability.data_export import DataExport
from bot.chat.handlers.portability.opml import OpmlFiles, looks_like_opml
from bot.chat.handlers.privacy import Privacy
from bot.chat.handlers.queries import Queries
from bot.chat.handlers.schedule import ScheduleSettings
from bot.chat.handlers.settings.group_editions import GroupEditions
from bot.chat.handlers.settings.panel import SettingsPanel
from bot.chat.handlers.settings.pauses import Pauses
from bot.chat.handlers.summaries import Summaries, is_text
from bot.chat.handlers.taps import Taps
from bot.chat.handlers.taste.rules import TasteRules
from bot.chat.handlers.taste.stories import StoryCards
from bot.chat.rendering.texts import DEFAULT, LANGUAGES, say
from bot.chat.requests import Attachment, find_attachment
from bot.redaction import redacted

log = structlog.get_logger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

COMMANDS = (
    "start", "help", "topics", "topic", "digest", "summary", "search", "subscribe",
    "unsubscribe", "sources", "opml", "follow", "mute", "why", "settings", "schedule", "timezone",
    "quiet", "pause", "resume", "stop", "privacy", "export", "deletedata",
)  # fmt: skip
"""The commands that are built, in the order of the menu."""

OPERATOR_COMMANDS = ("stats", "broadcast", "sourcehealth")
"""Those that only the bot's own administrators are told of and answered."""

_MANAGES = frozenset(COMMANDS) - {"start", "help", "topic", "summary", "search", "why", "privacy"}
"""Those that, in reply to a message about a managed channel, are about that channel."""


class _ByWayOfUs(filters.MessageFilter):
    """A story card that a reader has chosen inline: it is no question."""

    def filter(self, message: Message) -> bool:
        by = message.via_bot
        return by is not None and by.username == message.get_bot().username


_OURS = _ByWayOfUs()
_ASKED = filters.UpdateType.MESSAGES | filters.UpdateType.CHANNEL_POSTS  # new ones and edited
_NEW_PRIVATE = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & ~_OURS
_PRIVATE = filters.UpdateType.MESSAGES & filters.ChatType.PRIVATE & ~_OURS


@dataclass(frozen=True, slots=True)
class Handlers:
    """Every handler there is, ready to be registered."""

    guards: Guards
    errors: ErrorReplies
    membership: Membership
    channels: ChannelStanding
    queries: Queries
    group_editions: GroupEditions
    summaries: Summaries
    schedule: ScheduleSettings
    following: Following
    privacy: Privacy
    opml: OpmlFiles
    data_export: DataExport
    pauses: Pauses
    panel: SettingsPanel
    operator: Operator
    broadcasting: Broadcasting
    statistics: StatisticsCommand
    onboarding: Onboarding
    free_text: FreeText
    taps: Taps
    inline: InlineMode
    rules: TasteRules
    cards: StoryCards


_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?![\w@/])")


class _IsCommand(filters.MessageFilter):
    """A text or caption that begins with a command: one of `names`, or any.

    One that names another bot is not ours; with `elsewhere` it is those that are looked for.
    """

    def __init__(self, *names: str, elsewhere: bool = False) -> None:
        super().__init__()
        self._names, self._elsewhere = frozenset(names), elsewhere

    def filter(self, message: Message) -> bool:
        found = _COMMAND.match(message.text or message.caption or "")
        if not found:
            return False
        named = (found[2] or "").lower()
        ours = not named or named == message.get_bot().username.lower()
        wanted = not self._names or found[1].lower() in self._names
        return wanted and ours is not self._elsewhere


class _Sends(filters.MessageFilter):
    """A file of one kind."""

    def __init__(self, kind: Callable[[Attachment], bool]) -> None:
        super().__init__()
        self._kind = kind

    def filter(self, message: Message) -> bool:
        found = find_attachment(message)
        return found is not None and self._kind(found)


def _commands(handlers: Handlers) -> Mapping[str, Command]:
    return {
        "start": Command(handlers.onboarding.start, settings=True, greets=True),
        "help": Command(handlers.privacy.help),
        "topics": Command(handlers.following.topics),
        "topic": Command(handlers.queries.topic),
        "digest": Command(handlers.group_editions.digest),
        "summary": Command(handlers.summaries.summary),
        "search": Command(handlers.queries.search),
        "subscribe": Command(handlers.following.subscribe, settings=True, bare=True),
        "unsubscribe": Command(handlers.following.unsubscribe, settings=True, bare=True),
        "sources": Command(handlers.following.sources),
        "follow": Command(handlers.rules.follow, settings=True, bare=True),
        "mute": Command(handlers.rules.mute, settings=True, bare=True),
        "why": Command(handlers.cards.why),
        "schedule": Command(handlers.schedule.schedule, settings=True, bare=True),
        "timezone": Command(handlers.onboarding.timezone, settings=True, bare=True),
        "opml": Command(handlers.opml.opml, settings=True),
        "settings": Command(handlers.panel.settings),
        "quiet": Command(handlers.pauses.quiet, settings=True, bare=True),
        "pause": Command(handlers.pauses.pause, settings=True, bare=True),
        "resume": Command(handlers.pauses.resume, settings=True),
        "stop": Command(handlers.pauses.stop, settings=True),
        "privacy": Command(handlers.privacy.privacy),
        "export": Command(handlers.data_export.export, settings=True),
        "deletedata": Command(handlers.privacy.delete, settings=True),
        "stats": Command(handlers.statistics.stats),
        "broadcast": Command(handlers.broadcasting.broadcast),
        "sourcehealth": Command(handlers.operator.source_health),
    }


async def _leave(update: Update, context: Context) -> None:
    """A command to another bot is not ours to answer."""


def register(application: App, handlers: Handlers) -> None:
    """Hang every handler into the application."""
    guards, commands = handlers.guards, _commands(handlers)
    for name in (*COMMANDS, *OPERATOR_COMMANDS):
        asked = _ASKED & _IsCommand(name)
        command = replace(commands[name], manages=name in _MANAGES)
        application.add_handler(MessageHandler(asked, guards.command(command)))
    application.add_handler(CallbackQueryHandler(guards.tap(handlers.taps.tapped)))
    application.add_handler(MessageReactionHandler(guards.reaction(handlers.cards.reacted)))
    _register_inline(application, handlers.inline)
    _register_membership(application, handlers.membership)
    _register_channels(application, handlers.channels)
    _register_messages(application, guards, handlers)

    async def failed(update: object, context: Context) -> None:
        await handlers.errors.failed(update, context.error)

    application.add_error_handler(failed)


def _register_inline(application: App, inline: InlineMode) -> None:
    async def asked(update: Update, _: Context) -> None:
        await inline.asked(update)

    application.add_handler(InlineQueryHandler(asked))


def _register_membership(application: App, membership: Membership) -> None:
    async def changed(update: Update, _: Context) -> None:
        await membership.changed(update)

    async def migrated(update: Update, _: Context) -> None:
        await membership.migrated(update)

    application.add_handler(ChatMemberHandler(changed, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, migrated))


def _register_channels(application: App, channels: ChannelStanding) -> None:
    async def renamed(update: Update, _: Context) -> None:
        await channels.renamed(update)

    async def chosen(update: Update, _: Context) -> None:
        await channels.chosen(update)

    posted = filters.UpdateType.CHANNEL_POST & filters.StatusUpdate.NEW_CHAT_TITLE
    application.add_handler(MessageHandler(posted, renamed))
    shared = _NEW_PRIVATE & filters.StatusUpdate.CHAT_SHARED
    application.add_handler(MessageHandler(shared, chosen))


def _register_messages(application: App, guards: Guards, handlers: Handlers) -> None:
    """What is no known command, in private chats; the first that fits takes it."""
    free_text = handlers.free_text
    words = _PRIVATE & (filters.TEXT | filters.CAPTION)
    rest = _NEW_PRIVATE & ~filters.StatusUpdate.ALL
    for kind, callback in (
        (_NEW_PRIVATE & filters.LOCATION, guards.message(handlers.onboarding.located)),
        (_PRIVATE & _IsCommand(elsewhere=True), _leave),
        (_PRIVATE & _IsCommand(), guards.message(free_text.unknown_command)),
        (_NEW_PRIVATE & _Sends(looks_like_opml), guards.message(handlers.opml.received)),
        (_NEW_PRIVATE & _Sends(is_text), guards.message(handlers.summaries.file)),
        (words, guards.message(free_text.written, manages=True)),
        (rest, guards.message(free_text.wordless)),
    ):
        application.add_handler(MessageHandler(kind, callback))


async def publish_commands(bot: Bot) -> bool:
    """Fill Telegram's menu with our commands, in every language; False when it was refused."""
    try:
        for language in LANGUAGES:
            menu = [BotCommand(name, say(f"command.{name}", language)) for name in COMMANDS]
            code = "" if language == DEFAULT else language
            await bot.set_my_commands(menu, language_code=code or None)
    except TelegramError as error:
        log.warning("menu not set", reason=redacted(error.message))
        return False
    return True
