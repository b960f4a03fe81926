"""An update, read: where it was asked, by whom, with which words."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from telegram import CallbackQuery, Message, ReactionTypeEmoji, Update
from telegram.constants import ChatType

from bot.chat.rendering import texts
from bot.chat.rendering.callbacks import Tap, managed_number, of_channel
from bot.core.urls import outlet_host, parse_user_input
from bot.services.chats import ChatRef, Spot

LONG_TEXT = 500  # characters of a message that is itself worth bullets


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message, still at Telegram; `size` in bytes, 0 where it is not
    told."""

    file_id: str
    name: str = ""
    mime: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """From where a channel is managed: its administrator's private chat, the `number` that stands
    for the channel there, and the channel's title."""

    chat_ref: ChatRef
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Request:
    """One message or tap of a reader.

    `trusted` marks who may change settings without being asked for their rank: the reader of a
    private chat, a channel's own post, an administrator who writes as the group itself.
    `edited` says that a message was changed after it was sent.
    `message_id` is the message written, or the one whose button was tapped (0 when it is too old
    to be edited); `query_id` is "" for a message. `text` is the whole text, `words` the text
    without the command; `link` (the first of `links`) and `long_text` are what there is to read
    in it, or in the message that it replies to; `spot` is a shared location; `written` is when it
    was, or was edited; `album` names the album that it is a part of; `attachment` is a file sent
    with it, or with the message that it replies to.

    `there` is where it is answered when that is not the chat itself: the forum topic that shows a
    section of its group's edition.

    `channel` is the number of the managed channel that the tapped button, or the message that is
    replied to, is about; 0 for none. Once its administrator has been let in, `chat_ref` is the
    channel, and `desk` the private chat in which all is answered.
    """

    chat_ref: ChatRef
    user_id: int
    message_id: int
    trusted: bool
    text: str = ""
    words: str = ""
    link: str = ""
    links: tuple[str, ...] = ()
    long_text: str = ""
    query_id: str = ""
    data: str = ""
    spot: Spot | None = None
    written: datetime | None = None
    album: str = ""
    attachment: Attachment | None = None
    channel: int = 0
    desk: Desk | None = None
    edited: bool = False
    there: ChatRef | None = None

    @property
    def place(self) -> ChatRef:
        """Where it is answered."""
        return self.desk.chat_ref if self.desk else self.there or self.chat_ref

    @property
    def language(self) -> str:
        """The language to answer in."""
        return self.place.language

    @property
    def private(self) -> bool:
        """Whether this is between one reader and us."""
        return self.place.kind == ChatType.PRIVATE

    @property
    def locatable(self) -> bool:
        """Whether the reader's own location is a way to say where this chat is."""
        return self.private and self.desk is None

    @property
    def reply_to(self) -> int | None:
        """The message to answer visibly: the question, where others talk between."""
        group = self.place.kind in (ChatType.GROUP, ChatType.SUPERGROUP)
        return self.message_id if group and not self.query_id else None


Answerer = Callable[[Request, Tap], Awaitable[None]]
"""Does what a tapped button says."""


def _place(message: Message, language: str, client: str | None = None) -> ChatRef:
    thread = message.message_thread_id if message.is_topic_message else None
    return ChatRef(message.chat.id, message.chat.type, language, thread, client or "")


def _text(message: Message | None) -> str:
    return (message.text or message.caption or "") if message else ""


_TELEGRAM = frozenset({"t.me", "telegram.me", "telegram.dog"})
_ADDRESSES = 20  # of a message's buttons that are looked at


def find_links(message: Message | None) -> tuple[str, ...]:
    """The web addresses in a message, those behind words first, then those written out, then those
    of its buttons; each once. Of a forwarded post that names pages, the channel's own links at
    Telegram are left aside."""
    if message is None:
        return ()
    behind = [
        entity.url or ""
        for entity in (*message.entities, *message.caption_entities)
        if entity.type == "text_link"
    ]
    written = [word.strip("()<>,;\"'") for word in _text(message).split()]
    found = [parse_user_input(one) for one in (*behind, *written, *_under(message))]
    links = tuple(dict.fromkeys(filter(None, found)))
    pages = tuple(one for one in links if outlet_host(one) not in _TELEGRAM)
    return pages if pages and message.forward_origin else links


def _under(message: Message) -> list[str]:
    """The addresses of a message's buttons, as channels put them under their posts; ours lead back
    to what was read already."""
    if message.reply_markup is None or message.forward_origin is None:
        return []
    rows = message.reply_markup.inline_keyboard
    return [button.url for row in rows for button in row if button.url][:_ADDRESSES]


def find_attachment(*messages: Message | None) -> Attachment | None:
    """The file of the first of these messages that has one."""
    found = next((one.document for one in messages if one and one.document), None)
    if found is None:
        return None
    name, mime = found.file_name or "", found.mime_type or ""
    return Attachment(found.file_id, name, mime, found.file_size or 0)


_COMMAND = re.compile(r"/\w+(@\w+)?\s*")


def _without_command(text: str) -> str:
    found = _COMMAND.match(text)
    return text[found.end() :].strip() if found else text.strip()


def from_message(update: Update) -> Request | None:
    """What a message asks; None for an update that holds no message to answer."""
    message = update.effective_message
    if message is None or update.callback_query:
        return None
    user, sender, spot = message.from_user, message.sender_chat, message.location
    client = user.language_code if user else None
    chat_ref = _place(message, texts.known(client), client)
    as_chat = sender is not None and sender.id == chat_ref.id
    replied = message.reply_to_message
    links = find_links(message) or find_links(replied)
    quoted = message.quote.text if message.quote and not replied else ""
    written = _without_command(_text(message)), _text(replied), quoted
    bodies = [body for body in written if body]
    return Request(
        chat_ref=chat_ref,
        user_id=user.id if user and not sender else 0,
        message_id=message.message_id,
        trusted=chat_ref.kind in (ChatType.PRIVATE, ChatType.CHANNEL) or as_chat,
        text=_text(message),
        words=_without_command(_text(message)),
        link=next(iter(links), ""),
        links=links,
        long_text=next((body for body in bodies if len(body) >= LONG_TEXT), ""),
        spot=Spot(spot.latitude, spot.longitude) if spot else None,
        written=message.edit_date or message.date,
        album=message.media_group_id or "",
        attachment=find_attachment(message, replied),
        channel=_channel_of(replied) if chat_ref.kind == ChatType.PRIVATE else 0,
        edited=message.edit_date is not None,
    )


def _channel_of(message: Message | None) -> int:
    """The number of the managed channel that a message of ours is about; 0 for none."""
    if message is None or message.reply_markup is None or not message.from_user:
        return 0
    buttons = [button for row in message.reply_markup.inline_keyboard for button in row]
    numbers = [managed_number(str(button.callback_data or "")) for button in buttons]
    return next(filter(None, numbers), 0) if message.from_user.is_bot else 0


def from_tap(query: CallbackQuery) -> Request | None:
    """What a tapped button asks; None where its message can no longer be told, nor in which
    forum topic it stands."""
    message = query.message
    if message is None:
        return None
    language = texts.known(query.from_user.language_code)
    # A message that can no longer be edited comes with the date 0, and with no more than its chat.
    editable = isinstance(message, Message) and message.date.timestamp() > 0
    if message.chat.is_forum and not editable:
        return None
    chat_ref = (
        _place(message, language)
        if isinstance(message, Message)
        else ChatRef(message.chat.id, message.chat.type, language)
    )
    private = chat_ref.kind == ChatType.PRIVATE
    number, data = of_channel(query.data or "") if private else (0, query.data or "")
    return Request(
        chat_ref=chat_ref,
        user_id=query.from_user.id,
        message_id=message.message_id if editable else 0,
        trusted=private,
        query_id=query.id,
        data=data,
        channel=number,
    )


def from_reaction(update: Update) -> Request | None:
    """A reader's reaction to a message: its signs, between spaces, are the `data`. None where it
    is of nobody in particular. In which forum topic the message stands is not told."""
    reaction = update.message_reaction
    if reaction is None or reaction.user is None:
        return None
    language = texts.known(reaction.user.language_code)
    chat_ref = ChatRef(reaction.chat.id, reaction.chat.type, language)
    signs = [one.emoji for one in reaction.new_reaction if isinstance(one, ReactionTypeEmoji)]
    return Request(
        chat_ref=chat_ref,
        user_id=reaction.user.id,
        message_id=reaction.message_id,
        trusted=chat_ref.kind == ChatType.PRIVATE,
        data=" ".join(signs),
    )
