"""Keyboards as Telegram takes them: what may stand on a button, and what it says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.local_telegram.api.params import Params
from bot.local_telegram.world import links
from bot.local_telegram.world.errors import bad_request
from bot.local_telegram.world.state import Json

MAX_DATA = 64
MAX_BUTTONS = 100

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")


def read(params: Params) -> Json | None:
    """The reply markup of a call, None for none or an empty one; raises 400 for a bad one."""
    return checked(params.json("reply_markup", "reply keyboard markup"))


def checked(given: Any) -> Json | None:
    """The same of a markup that is parsed already."""
    if not given:
        return None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in given:
        rows = _rows(given["inline_keyboard"], "inline keyboard")
        keyboard = [[_inline_button(button) for button in row] for row in rows if row]
        if sum(map(len, keyboard)) > MAX_BUTTONS:
            raise bad_request("reply markup is too long")
        return {"inline_keyboard": keyboard} if keyboard else None
    if "keyboard" in given:
        _check_keyboard(given["keyboard"])
    return given if any(name in given for name in _KEYBOARDS) else None


def buttons(markup: Json | None) -> Iterator[Json]:
    """Every button of an inline keyboard, in reading order."""
    for row in (markup or {}).get("inline_keyboard", []):
        yield from row


def _rows(given: Any, what: str) -> list[list[Any]]:
    if not isinstance(given, list):
        raise bad_request(f"can't parse {what}: field must be of type Array")
    if not all(isinstance(row, list) for row in given):
        raise bad_request(f"can't parse {what}: row of the keyboard must be of type Array")
    return given


def _inline_button(given: Any) -> Json:
    problem = "can't parse inline keyboard button: "
    if not isinstance(given, dict):
        raise bad_request(problem + "InlineKeyboardButton must be an Object")
    if "text" not in given:
        raise bad_request(problem + 'Can\'t find field "text"')
    actions = [name for name in _ACTIONS if name in given]
    if not actions:
        raise bad_request(problem + "Text buttons are unallowed in the inline keyboard")
    button = {**given, "text": str(given["text"]).strip()}
    if not button["text"]:
        raise bad_request("inline keyboard button text must be non-empty")
    if "url" in button:
        button["url"] = _button_url(str(button["url"]))
    if "callback_data" in button:
        size = len(str(button["callback_data"]).encode())
        if not 1 <= size <= MAX_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    return button


def _button_url(url: str) -> str:
    try:
        return links.checked(url)
    except ValueError as error:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {error}") from error


def _check_keyboard(given: Any) -> None:
    for row in _rows(given, "reply keyboard"):
        for button in row:
            text = button if isinstance(button, str) else button.get("text", "")
            if not text:
                raise bad_request("keyboard button text must be non-empty")
