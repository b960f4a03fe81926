"""The methods about the bot itself: getMe, its commands, descriptions and menu button."""

from __future__ import annotations

import json
import re

from bot.local_telegram.api.params import Params
from bot.local_telegram.world import bot_api_json
from bot.local_telegram.world.errors import bad_request
from bot.local_telegram.world.state import Json, LocalChat, World
from bot.local_telegram.world.telegram import Telegram

MAX_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def get_me(telegram: Telegram, params: Params) -> Json:
    """getMe."""
    return bot_api_json.me(telegram.bot)


def set_my_commands(telegram: Telegram, params: Params) -> bool:
    """setMyCommands, per scope and language; raises 400 for a bad name or description."""
    given = params.json("commands", "commands") or []
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(one) for one in given]
    telegram.world.commands[_key(params)] = commands
    telegram.world.tell("commands", 0)
    return True


def get_my_commands(telegram: Telegram, params: Params) -> list[Json]:
    """getMyCommands: those of exactly this scope and language."""
    return telegram.world.commands.get(_key(params), [])


def delete_my_commands(telegram: Telegram, params: Params) -> bool:
    """deleteMyCommands."""
    telegram.world.commands.pop(_key(params), None)
    telegram.world.tell("commands", 0)
    return True


def commands_for(world: World, chat: LocalChat, user_id: int, language: str) -> list[Json]:
    """The commands that a person's menu shows in a chat: the narrowest scope that has some."""
    admin = world.is_admin(chat, user_id)
    scopes = [f"chat_member:{chat.id}:{user_id}"]
    scopes += [f"chat_administrators:{chat.id}"] if admin else []
    scopes += [f"chat:{chat.id}"]
    scopes += ["all_chat_administrators"] if admin and not chat.private else []
    scopes += ["all_private_chats" if chat.private else "all_group_chats", "default"]
    keys = ((scope, code) for scope in scopes for code in (language, ""))
    return next((world.commands[key] for key in keys if world.commands.get(key)), [])


def set_text(telegram: Telegram, params: Params, name: str, limit: int) -> bool:
    """Set one of the bot's texts; raises 400 for one that is too long."""
    text = params.text(name)
    if len(text) > limit:
        raise bad_request(f"{name.replace('_', ' ')} is too long")
    telegram.world.profile[name, params.text("language_code")] = text
    telegram.world.tell("profile", 0)
    return True


def set_my_description(telegram: Telegram, params: Params) -> bool:
    """setMyDescription, at most 512 characters."""
    return set_text(telegram, params, "description", 512)


def set_my_short_description(telegram: Telegram, params: Params) -> bool:
    """setMyShortDescription, at most 120 characters."""
    return set_text(telegram, params, "short_description", 120)


def set_my_name(telegram: Telegram, params: Params) -> bool:
    """setMyName, at most 64 characters."""
    return set_text(telegram, params, "name", 64)


def get_my_description(telegram: Telegram, params: Params) -> Json:
    """getMyDescription."""
    return {"description": _text(telegram, params, "description")}


def get_my_short_description(telegram: Telegram, params: Params) -> Json:
    """getMyShortDescription."""
    return {"short_description": _text(telegram, params, "short_description")}


def get_my_name(telegram: Telegram, params: Params) -> Json:
    """getMyName."""
    return {"name": _text(telegram, params, "name") or telegram.bot.first_name}


def set_chat_menu_button(telegram: Telegram, params: Params) -> bool:
    """setChatMenuButton: kept, the page always shows the commands."""
    button = params.mapping("menu_button", "menu button") or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    telegram.world.profile["menu_button", params.text("chat_id")] = button
    return True


def get_chat_menu_button(telegram: Telegram, params: Params) -> Json:
    """getChatMenuButton."""
    kept = telegram.world.profile.get(("menu_button", params.text("chat_id")))
    return kept or {"type": "commands"}


def always_true(telegram: Telegram, params: Params) -> bool:
    """logOut and close: nothing to do here."""
    return True


def _text(telegram: Telegram, params: Params, name: str) -> str:
    profile = telegram.world.profile
    language = params.text("language_code")
    return str(profile.get((name, language)) or profile.get((name, "")) or "")


def _key(params: Params) -> tuple[str, str]:
    scope = params.mapping("scope", "BotCommandScope") or {"type": "default"}
    kind = scope.get("type")
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    parts = [str(kind), *(json.dumps(scope.get(name)) for name in _SCOPES[kind])]
    return ":".join(parts), params.text("language_code")


def _command(given: object) -> Json:
    if not isinstance(given, dict) or "command" not in given or "description" not in given:
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(given["command"]).removeprefix("/").lower()
    description = str(given["description"]).strip()
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
