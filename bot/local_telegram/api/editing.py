"""The methods that change what was sent: edits, deletion, and the answer to a tapped button."""

from __future__ import annotations

from bot.local_telegram.api import access, reply_markup
from bot.local_telegram.api.params import Params
from bot.local_telegram.api.sending import formatted
from bot.local_telegram.world import bot_api_json, entities
from bot.local_telegram.world.errors import NOT_MODIFIED, QUERY_TOO_OLD, bad_request
from bot.local_telegram.world.state import Json, LocalChat, LocalMessage
from bot.local_telegram.world.telegram import Telegram

DELETABLE_SECONDS = 48 * 3600
MAX_ANSWER = 200


def edit_message_text(telegram: Telegram, params: Params) -> Json:
    """editMessageText; a keyboard that is not given again goes, as in Telegram."""
    chat, message = _own_message(telegram, params)
    text, found = formatted(telegram, params, "text")
    if not text:
        raise bad_request("text must be non-empty")
    if message.media:
        raise bad_request("there is no text in the message to edit")
    keyboard = reply_markup.read(params)
    if (text, found, keyboard) == (message.text, message.entities, message.markup):
        raise bad_request(NOT_MODIFIED)
    _count(telegram, chat)
    message.text, message.entities = text, found
    message.source, message.parse_mode = params.text("text"), params.text("parse_mode")
    message.reworded = True
    return _edited(telegram, message, keyboard)


def edit_message_caption(telegram: Telegram, params: Params) -> Json:
    """editMessageCaption."""
    chat, message = _own_message(telegram, params)
    caption, found = formatted(telegram, params, "caption")
    if not message.media:
        raise bad_request("there is no caption in the message to edit")
    keyboard = reply_markup.read(params)
    if (caption, found, keyboard) == (message.text, message.entities, message.markup):
        raise bad_request(NOT_MODIFIED)
    _count(telegram, chat)
    message.text, message.entities, message.reworded = caption, found, True
    return _edited(telegram, message, keyboard)


def edit_message_reply_markup(telegram: Telegram, params: Params) -> Json:
    """editMessageReplyMarkup."""
    chat, message = _own_message(telegram, params)
    keyboard = reply_markup.read(params)
    if keyboard == message.markup:
        raise bad_request(NOT_MODIFIED)
    _count(telegram, chat)
    return _edited(telegram, message, keyboard)


def delete_message(telegram: Telegram, params: Params) -> bool:
    """deleteMessage: the bot's own for 48 hours, others' in private or as an administrator."""
    world = telegram.world
    chat = access.inside(world, params)
    message = world.live(chat, params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    may = message.from_bot or chat.private or world.is_admin(chat, world.bot.id)
    if not may or world.now() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted")
    message.deleted = True
    world.tell("deleted", chat.id, message_id=message.id)
    return True


def delete_messages(telegram: Telegram, params: Params) -> bool:
    """deleteMessages: those that cannot be deleted are passed over."""
    world = telegram.world
    chat = access.inside(world, params)
    for message_id in params.json("message_ids", "message identifiers") or []:
        message = world.live(chat, int(message_id))
        if message and (message.from_bot or chat.private):
            message.deleted = True
            world.tell("deleted", chat.id, message_id=message.id)
    return True


def answer_callback_query(telegram: Telegram, params: Params) -> bool:
    """answerCallbackQuery: the page shows the text as a toast, or as an alert."""
    world = telegram.world
    query = world.queries.get(params.text("callback_query_id"))
    if query is None or world.clock() - query.date > telegram.query_seconds:
        raise bad_request(QUERY_TOO_OLD)
    text = params.text("text")
    if entities.utf16(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answered = True
    world.tell(
        "answer",
        query.chat_id,
        query=query.id,
        user=query.user_id,
        text=text,
        alert=params.flag("show_alert"),
    )
    return True


def _own_message(telegram: Telegram, params: Params) -> tuple[LocalChat, LocalMessage]:
    """The bot's message that an edit means; raises 400 as Telegram does."""
    if params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = access.writable(telegram.world, params)
    if not params.integer("message_id"):
        raise bad_request("message identifier is not specified")
    message = telegram.world.live(chat, params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _count(telegram: Telegram, chat: LocalChat) -> None:
    telegram.limits.check(chat.id, group=not chat.private, edit=True)


def _edited(telegram: Telegram, message: LocalMessage, keyboard: Json | None) -> Json:
    message.markup = keyboard
    message.edit_date = telegram.world.now()
    telegram.world.tell("edited", message.chat_id, message_id=message.id)
    return bot_api_json.message(telegram.world, message)
