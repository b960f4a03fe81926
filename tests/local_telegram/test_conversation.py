"""A real python-telegram-bot application talks to a person through the local Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from tests.local_telegram.fixtures import Telegram, local_telegram

KEYBOARD = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Follow", callback_data="follow"),
            InlineKeyboardButton("Read", url="https://example.org/a"),
        ]
    ]
)


async def greet(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_html("Hello, <b>Ada</b>", reply_markup=KEYBOARD)


async def follow(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Followed")
    await update.callback_query.edit_message_text("You follow <i>it</i>", parse_mode="HTML")


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(f"You said {update.message.text}")


@asynccontextmanager
async def running_bot(telegram: Telegram) -> AsyncIterator[None]:
    app = (
        Application.builder()
        .token(telegram.token)
        .base_url(f"{telegram.url}/bot")
        .base_file_url(f"{telegram.url}/file/bot")
        .build()
    )
    app.add_handler(CommandHandler("start", greet))
    app.add_handler(CallbackQueryHandler(follow))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(timeout=5)
        yield
        await app.updater.stop()
        await app.stop()


async def test_ada_starts_the_bot_taps_a_button_and_sees_the_message_change() -> None:
    async with local_telegram() as telegram, running_bot(telegram):
        ada = await telegram.user("Ada", started=False)
        await ada.say("/start")
        greeting = await ada.wait_for("Hello")
        assert greeting.text == "Hello, Ada"
        assert greeting.html == "Hello, <b>Ada</b>"
        assert greeting.buttons == [["Follow", "Read"]]
        query = await ada.tap("Follow")
        changed = await ada.wait_for("You follow it")
        assert (changed.id, changed.edited, changed.buttons) == (greeting.id, True, [])
        assert (await ada.answer_to(query))["text"] == "Followed"
        assert (await ada.ask("grüße 😀")).text == "You said grüße 😀"
