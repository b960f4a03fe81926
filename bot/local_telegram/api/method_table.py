"""Which function answers which method of the Bot API, and what getUpdates and webhooks ask for."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from bot.local_telegram.api import chat_methods, editing, inline, profile, sending
from bot.local_telegram.api.params import Params
from bot.local_telegram.world.errors import bad_request, conflict
from bot.local_telegram.world.state import Json
from bot.local_telegram.world.telegram import Hook, Telegram

Method = Callable[[Telegram, Params], Any | Awaitable[Any]]

MAX_POLL_SECONDS = 50


async def get_updates(telegram: Telegram, params: Params) -> list[Json]:
    """getUpdates by long polling; `allowed_updates` stays in force until it is given again."""
    _allow(telegram, params)
    limit = params.integer("limit", 100)
    return await telegram.updates.poll(
        params.integer("offset"),
        limit if 1 <= limit <= 100 else 100,
        min(params.integer("timeout"), MAX_POLL_SECONDS),
    )


def set_webhook(telegram: Telegram, params: Params) -> bool:
    """setWebhook: like a Bot API server run in local mode it takes http, but loopback only."""
    url = params.text("url")
    if not url:
        return delete_webhook(telegram, params)
    secret = params.text("secret_token")
    if len(secret) > 256 or not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    _check_address(url)
    _allow(telegram, params)
    connections = params.integer("max_connections", 40)
    telegram.hook = Hook(url, secret, min(max(connections, 1), 100))
    telegram.updates.webhook_active = True
    _drop(telegram, params)
    telegram.updates.terminate(conflict("terminated by setWebhook request"))
    telegram.hook_changed.fire()
    return True


def delete_webhook(telegram: Telegram, params: Params) -> bool:
    """deleteWebhook; pending updates stay unless told otherwise."""
    telegram.hook = Hook()
    telegram.updates.webhook_active = False
    _drop(telegram, params)
    telegram.hook_changed.fire()
    return True


def get_webhook_info(telegram: Telegram, params: Params) -> Json:
    """getWebhookInfo."""
    hook = telegram.hook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(telegram.updates.pending),
    }
    if hook.url:
        info |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
    if hook.last_error_date:
        info |= {
            "last_error_date": hook.last_error_date,
            "last_error_message": hook.last_error,
        }
    if telegram.updates.allowed:
        info["allowed_updates"] = list(telegram.updates.allowed)
    return info


def _allow(telegram: Telegram, params: Params) -> None:
    if "allowed_updates" in params.values:
        given = params.json("allowed_updates", "allowed updates") or []
        telegram.updates.allowed = [str(kind) for kind in given]


def _drop(telegram: Telegram, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        telegram.updates.pending.clear()


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    host = parts.hostname or ""
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    if not loopback:
        raise bad_request("bad webhook: the local Telegram calls addresses of this machine only")


METHODS: dict[str, Method] = {
    "answerCallbackQuery": editing.answer_callback_query,
    "answerInlineQuery": inline.answer_inline_query,
    "close": profile.always_true,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "deleteMyCommands": profile.delete_my_commands,
    "deleteWebhook": delete_webhook,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageText": editing.edit_message_text,
    "getChat": chat_methods.get_chat,
    "getChatAdministrators": chat_methods.get_chat_administrators,
    "getChatMember": chat_methods.get_chat_member,
    "getChatMemberCount": chat_methods.get_chat_member_count,
    "getChatMenuButton": profile.get_chat_menu_button,
    "getFile": chat_methods.get_file,
    "getMe": profile.get_me,
    "getMyCommands": profile.get_my_commands,
    "getMyDescription": profile.get_my_description,
    "getMyName": profile.get_my_name,
    "getMyShortDescription": profile.get_my_short_description,
    "getUpdates": get_updates,
    "getWebhookInfo": get_webhook_info,
    "leaveChat": chat_methods.leave_chat,
    "logOut": profile.always_true,
    "pinChatMessage": chat_methods.pin_chat_message,
    "sendChatAction": sending.send_chat_action,
    "sendDocument": sending.send_document,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "setChatMenuButton": profile.set_chat_menu_button,
    "setMyCommands": profile.set_my_commands,
    "setMyDescription": profile.set_my_description,
    "setMyName": profile.set_my_name,
    "setMyShortDescription": profile.set_my_short_description,
    "setWebhook": set_webhook,
    "unpinChatMessage": chat_methods.unpin_chat_message,
}

BY_LOWER_NAME = {name.lower(): (name, function) for name, function in METHODS.items()}
