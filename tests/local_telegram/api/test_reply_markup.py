from __future__ import annotations

from typing import Any

import pytest
import telegram as ptb
from telegram.error import BadRequest

from tests.local_telegram.fixtures import Telegram


def keyboard(*buttons: dict[str, Any]) -> ptb.InlineKeyboardMarkup:
    return ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton(**one) for one in buttons]])


BUTTON = "can't parse inline keyboard button: "


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ({"text": "x", "callback_data": "ü" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, BUTTON + "Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "x"}, BUTTON + 'Can\'t find field "text"'),
        ("x", BUTTON + "InlineKeyboardButton must be an Object"),
        ({"text": " ", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
        (
            {"text": "x", "url": "javascript:x"},
            "inline keyboard button URL 'javascript:x' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "x", "url": "http://"},
            "inline keyboard button URL 'http://' is invalid: URL host is empty",
        ),
        (
            {"text": "x", "url": "nodots"},
            "inline keyboard button URL 'nodots' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_a_bad_button_is_refused(
    telegram: Telegram, button: dict[str, str] | str, complaint: str
) -> None:
    ada = await telegram.user("Ada")
    call = {"chat_id": ada.id, "text": "x", "reply_markup": {"inline_keyboard": [[button]]}}
    answer = await telegram.http.post(f"/bot{telegram.token}/sendMessage", json=call)
    assert answer.json()["description"] == f"Bad Request: {complaint}"


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ({"inline_keyboard": 1}, "can't parse inline keyboard: field must be of type Array"),
        (
            {"inline_keyboard": [{}]},
            "can't parse inline keyboard: row of the keyboard must be of type Array",
        ),
        (
            {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 8] * 13},
            "reply markup is too long",
        ),
        ({"keyboard": [[""]]}, "keyboard button text must be non-empty"),
    ],
)
async def test_a_bad_keyboard_is_refused(
    telegram: Telegram, markup: dict[str, Any], complaint: str
) -> None:
    ada = await telegram.user("Ada")
    call = {"chat_id": ada.id, "text": "x", "reply_markup": markup}
    answer = await telegram.http.post(f"/bot{telegram.token}/sendMessage", json=call)
    assert answer.json()["description"] == f"Bad Request: {complaint}"


async def test_half_a_character_on_a_button_is_refused(telegram: Telegram, bot: ptb.Bot) -> None:
    ada = await telegram.user("Ada")
    markup = keyboard({"text": "\ud83d", "callback_data": "x"})
    with pytest.raises(BadRequest, match="Strings must be encoded in utf-8"):
        await bot.send_message(ada.id, "x", reply_markup=markup)
