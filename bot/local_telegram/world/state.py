"""The small world of the local Telegram: people, chats, messages and files, kept in memory."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from bot.local_telegram.world.entities import Entity

Json = dict[str, Any]
Clock = Callable[[], float]

ANONYMOUS_ADMIN = 1087968824
"""The user id under which Telegram shows every anonymous administrator of a group."""

JOURNAL_KEPT = 2_000

PRESENT = ("creator", "administrator", "member", "restricted")
ADMINISTRATORS = ("creator", "administrator")


@dataclass(slots=True)
class User:
    """A person, or the bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    deactivated: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(slots=True)
class ForumTopic:
    """A forum topic; its id is the id of the message that created it."""

    id: int
    name: str
    closed: bool = False
    deleted: bool = False


@dataclass(slots=True)
class LocalMessage:
    """One message of a chat, the bot's or a person's.

    `text` is the text or the caption (`media` tells which: it holds photo, document or
    location). `source` is the text as the bot gave it, before parsing. `extra` holds the fields
    of service and forwarded messages as the Bot API writes them. `reworded` is False while only
    its keyboard was edited: nobody is shown "edited" for that.
    """

    id: int
    chat_id: int
    date: int
    sender: User | None = None
    sender_chat: int | None = None
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    source: str = ""
    parse_mode: str = ""
    markup: Json | None = None
    media: Json = field(default_factory=dict)
    extra: Json = field(default_factory=dict)
    reply_to: int | None = None
    thread_id: int | None = None
    in_topic: bool = False
    edit_date: int | None = None
    silent: bool = False
    reworded: bool = False
    deleted: bool = False
    options: Json = field(default_factory=dict)

    @property
    def from_bot(self) -> bool:
        """True for what the bot sent."""
        return bool(self.options.get("from_bot"))


@dataclass(slots=True)
class LocalChat:
    """A conversation: private, group, supergroup or channel.

    `members` maps user ids to their status; the bot's own status in a private chat is "kicked"
    once the person has blocked it. `started` is False until the person wrote first.
    """

    id: int
    kind: str
    title: str = ""
    username: str = ""
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, ForumTopic] = field(default_factory=dict)
    messages: dict[int, LocalMessage] = field(default_factory=dict)
    is_forum: bool = False
    started: bool = True
    can_write: bool = True
    deleted: bool = False
    migrated_to: int | None = None
    last_id: int = 0
    pinned: list[int] = field(default_factory=list)

    @property
    def private(self) -> bool:
        """True for a conversation with one person."""
        return self.kind == "private"


@dataclass(slots=True)
class File:
    """A file that went through a chat."""

    id: str
    name: str
    mime: str
    data: bytes
    path: str


@dataclass(slots=True)
class CallbackQuery:
    """A tapped button that waits for its answer; `date` in seconds."""

    id: str
    user_id: int
    chat_id: int
    date: float
    answered: bool = False


@dataclass(frozen=True, slots=True)
class OfferedCard:
    """One article that a bot offers inline: what is seen of it, and the message that it becomes."""

    id: str
    title: str
    line: str
    text: str
    entities: tuple[Entity, ...]
    markup: Json | None


@dataclass(slots=True)
class InlineQuery:
    """Words typed behind the bot's name, and what the bot offers for them; `date` in seconds."""

    id: str
    user_id: int
    chat_id: int
    words: str
    date: float
    cards: list[OfferedCard] = field(default_factory=list)


class Signal:
    """Wakes everyone who waits, again and again."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def fire(self) -> None:
        """Wake those who wait now."""
        event, self._event = self._event, asyncio.Event()
        event.set()

    def wait(self) -> Coroutine[Any, Any, bool]:
        """Something to await that ends with the next `fire` after this call."""
        return self._event.wait()


class World:
    """Everything that exists, and who is told when it changes.

    `clock` gives the time in seconds since 1970. Every change is an event with its `kind`,
    `chat` and `revision`: the last ones stay in `journal`, `listeners` get each as it happens.
    """

    def __init__(self, bot: User, clock: Clock) -> None:
        self.bot = bot
        self.clock = clock
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, LocalChat] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, CallbackQuery] = {}
        self.inline: dict[str, InlineQuery] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.profile: dict[tuple[str, str], Any] = {}
        self.changed = Signal()
        self.revision = 0
        self.journal: deque[Json] = deque(maxlen=JOURNAL_KEPT)
        self.listeners: set[asyncio.Queue[Json]] = set()
        self._last_message = 0
        self._last_number = 0

    def now(self) -> int:
        """The time in whole seconds, as messages carry it."""
        return int(self.clock())

    def number(self) -> int:
        """A number never given before: for ids of people, chats, files and queries."""
        self._last_number += 1
        return self._last_number

    def message_id(self, chat: LocalChat) -> int:
        """The next message id: counted per supergroup and channel, else over all chats."""
        if chat.kind in ("supergroup", "channel"):
            chat.last_id += 1
            return chat.last_id
        self._last_message += 1
        return self._last_message

    def add(self, message: LocalMessage) -> LocalMessage:
        """Put a message into its chat and tell the pages."""
        self.chats[message.chat_id].messages[message.id] = message
        self.tell("message", message.chat_id, message_id=message.id)
        return message

    def tell(self, kind: str, chat_id: int, **payload: Any) -> None:
        """Note a change and wake whoever looks on."""
        self.revision += 1
        event = {"kind": kind, "chat": chat_id, "revision": self.revision, **payload}
        self.journal.append(event)
        for listener in self.listeners:
            listener.put_nowait(event)
        self.changed.fire()

    def is_member(self, chat: LocalChat, user_id: int) -> bool:
        """True when this user is in the chat."""
        return chat.members.get(user_id) in PRESENT

    def is_admin(self, chat: LocalChat, user_id: int) -> bool:
        """True when this user is an administrator of the chat or its creator."""
        return chat.members.get(user_id) in ADMINISTRATORS

    def live(self, chat: LocalChat, message_id: int | None) -> LocalMessage | None:
        """A message of the chat that was not deleted."""
        message = chat.messages.get(message_id or 0)
        return None if message is None or message.deleted else message
