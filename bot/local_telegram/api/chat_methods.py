"""The methods about chats and files: getChat and its kin, leaveChat, pins, getFile."""

from __future__ import annotations

from bot.local_telegram.api import access
from bot.local_telegram.api.params import Params
from bot.local_telegram.world import bot_api_json
from bot.local_telegram.world.errors import bad_request
from bot.local_telegram.world.state import Json, LocalChat
from bot.local_telegram.world.telegram import Telegram


def get_chat(telegram: Telegram, params: Params) -> Json:
    """getChat."""
    return bot_api_json.full_chat(telegram.world, access.inside(telegram.world, params))


def get_chat_member(telegram: Telegram, params: Params) -> Json:
    """getChatMember: anyone known; who never was in the chat is "left"."""
    chat = access.inside(telegram.world, params)
    user_id = params.integer("user_id")
    if user_id not in telegram.world.users:
        raise bad_request("PARTICIPANT_ID_INVALID" if user_id else "invalid user_id specified")
    return bot_api_json.member(telegram.world, chat, user_id)


def get_chat_administrators(telegram: Telegram, params: Params) -> list[Json]:
    """getChatAdministrators."""
    chat = access.inside(telegram.world, params)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return bot_api_json.administrators(telegram.world, chat)


def get_chat_member_count(telegram: Telegram, params: Params) -> int:
    """getChatMemberCount."""
    chat = access.inside(telegram.world, params)
    return sum(telegram.world.is_member(chat, user_id) for user_id in chat.members)


def leave_chat(telegram: Telegram, params: Params) -> bool:
    """leaveChat."""
    chat = access.inside(telegram.world, params)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.members[telegram.bot.id] = "left"
    telegram.world.tell("chats", chat.id)
    return True


def pin_chat_message(telegram: Telegram, params: Params) -> bool:
    """pinChatMessage: allowed in private and to administrators."""
    chat, message_id = _may_pin(telegram, params), params.integer("message_id")
    if not telegram.world.live(chat, message_id):
        raise bad_request("message to pin not found")
    if message_id not in chat.pinned:
        chat.pinned.append(message_id)
    return True


def unpin_chat_message(telegram: Telegram, params: Params) -> bool:
    """unpinChatMessage: the one that is named, else the newest."""
    chat, message_id = _may_pin(telegram, params), params.integer("message_id")
    found = message_id or max(chat.pinned, default=0)
    if found not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(found)
    return True


def _may_pin(telegram: Telegram, params: Params) -> LocalChat:
    chat = access.inside(telegram.world, params)
    if not chat.private and not telegram.world.is_admin(chat, telegram.bot.id):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


def get_file(telegram: Telegram, params: Params) -> Json:
    """getFile: the path goes behind `/file/bot{token}/`."""
    item = telegram.world.files.get(params.text("file_id"))
    if item is None:
        raise bad_request("invalid file_id")
    return bot_api_json.file(item, path=True)
