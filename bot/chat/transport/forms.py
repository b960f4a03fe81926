"""A message in the forms that Telegram takes: as it is, without live ages, or plain."""

from __future__ import annotations

import re
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from bot.chat.rendering.rich_text import cut, escape, units
from bot.chat.rendering.split import MAX_UNITS
from bot.core.model.messages import Message

_TIME = re.compile(r"</?tg-time[^>]{0,60}>")


def markup(message: Message) -> InlineKeyboardMarkup | None:
    """The message's buttons."""
    rows = [
        [InlineKeyboardButton(b.text, url=b.url or None, callback_data=b.data or None) for b in row]
        for row in message.buttons
    ]
    return InlineKeyboardMarkup(rows) if rows else None


def preview(message: Message) -> LinkPreviewOptions:
    """The message's picture, large above the words; none, and no preview of its links, where it
    has no picture."""
    if not message.preview_url:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(
        url=message.preview_url, prefer_large_media=True, show_above_text=True
    )


def plain(message: Message) -> Message:
    """The same words without markup and buttons, which Telegram has to take."""
    lines = [cut(line, MAX_UNITS) for line in message.plain.split("\n")]
    text = "\n".join(lines)
    while len(text.encode("utf-16-le")) > 2 * MAX_UNITS and len(lines) > 1:
        lines.pop()
        text = "\n".join(lines)
    return replace(message, html="", plain=text, buttons=(), preview_url="")


def moved(message: Message) -> Message:
    """The message as it stands in the group itself, since its forum topic is closed or gone: that
    is said first, where there is room for it."""
    if not message.if_moved or not message.html:
        return message
    first = escape(message.if_moved)
    html, words = f"<i>{first}</i>\n{message.html}", f"{message.if_moved}\n{message.plain}"
    full = units(words) > MAX_UNITS
    return message if full else replace(message, html=html, plain=words)


def without_times(message: Message) -> Message:
    """Ages as words alone, for a Bot API server that is older than its tag for times."""
    return replace(message, html=_TIME.sub("", message.html))
