"""The buttons of managed channels; the keys they carry are those of `callbacks`."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import (
    ChatAdministratorRights,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
)

from bot.chat.rendering.callbacks import Verb, key
from bot.chat.rendering.keyboards import Rows, to_settings
from bot.chat.rendering.rich_text import clip
from bot.chat.rendering.texts import say
from bot.core.model.messages import Button

_TITLE = 40  # UTF-16 units
_REQUEST = 1  # our only question for a chat


def listing(titles: Sequence[tuple[int, str]], language: str) -> Rows:
    """The channels, by number and title, one a row; one more; the way back."""
    rows = [
        (Button(clip(f"📢 {title}", _TITLE), key(Verb.CHANNELS, "open", number)),)
        for number, title in titles
    ]
    more = Button(say("button.choose_channel", language), key(Verb.CHANNELS, "choose"))
    return (*rows, (more,), *to_settings(language))


def to_channels(language: str, name: str = "button.channels") -> Rows:
    """The way to the list of channels."""
    return ((Button(say(name, language), key(Verb.CHANNELS, "list")),),)


def choose(language: str) -> ReplyKeyboardMarkup:
    """Below the text box: one key by which Telegram lets the reader choose a channel, and lets the
    bot in where it is no administrator yet."""
    rights = _rights()
    request = KeyboardButtonRequestChat(
        _REQUEST,
        chat_is_channel=True,
        user_administrator_rights=rights,
        bot_administrator_rights=rights,
    )
    share = KeyboardButton(say("button.choose_channel", language), request_chat=request)
    return ReplyKeyboardMarkup([[share]], resize_keyboard=True, one_time_keyboard=True)


def _rights() -> ChatAdministratorRights:
    """To post, and nothing else."""
    return ChatAdministratorRights(
        is_anonymous=False,
        can_manage_chat=True,
        can_delete_messages=False,
        can_manage_video_chats=False,
        can_restrict_members=False,
        can_promote_members=False,
        can_change_info=False,
        can_invite_users=False,
        can_post_stories=False,
        can_edit_stories=False,
        can_delete_stories=False,
        can_post_messages=True,
    )
