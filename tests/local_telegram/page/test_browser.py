"""A person opens the chat page in a real browser: taps, types, reads, by keyboard and on a phone."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
import telegram as ptb
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from tests.local_telegram.fixtures import Telegram, local_telegram

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LONG = "\n".join(f"<b>{n}</b>  A headline with a rather long ending #Tag{n}" for n in range(1, 40))
QUOTE = (
    "<blockquote expandable>"
    + "A line that stays folded until it is tapped.\n" * 9
    + "End</blockquote>"
)


def keyboard(*texts: str) -> ptb.InlineKeyboardMarkup:
    return ptb.InlineKeyboardMarkup(
        [[ptb.InlineKeyboardButton(text, callback_data=text) for text in texts]]
    )


async def start(update: ptb.Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_html("<b>Hello</b>, reader", reply_markup=keyboard("World", "Sport"))


async def digest(update: ptb.Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_html(
        f'<a href="/">A link</a>\n{QUOTE}\n{LONG}', reply_markup=keyboard("1", "2")
    )


async def tapped(update: ptb.Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("Chosen", show_alert=query.data == "Sport")
    await query.edit_message_text(
        "<i>Changed</i>", "HTML", reply_markup=keyboard("✓ World", "Sport")
    )


async def echo(update: ptb.Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(f"You said {update.message.text}")


async def offer(update: ptb.Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.inline_query
    assert query is not None
    said = ptb.InputTextMessageContent(f"<b>On {query.query}</b>", "HTML")
    card = ptb.InlineQueryResultArticle("1", f"On {query.query}", said, description="A card")
    await query.answer([card])


@asynccontextmanager
async def greeting_bot(telegram: Telegram) -> AsyncIterator[None]:
    app = (
        Application.builder()
        .token(telegram.token)
        .base_url(f"{telegram.url}/bot")
        .base_file_url(f"{telegram.url}/file/bot")
        .build()
    )
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CommandHandler("digest", digest))
    app.add_handler(CallbackQueryHandler(tapped))
    app.add_handler(InlineQueryHandler(offer))
    app.add_handler(MessageHandler(filters.TEXT & ~filters.VIA_BOT, echo))
    async with app:
        await app.bot.set_my_commands([("start", "First steps"), ("digest", "My digest now")])
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(timeout=5)
        yield
        await app.updater.stop()
        await app.stop()


@asynccontextmanager
async def chat_page() -> AsyncIterator[tuple[Page, list[str]]]:
    """The chat page of the bot above on a small screen, and what the browser complains of."""
    from playwright.async_api import async_playwright

    async with (
        local_telegram(greet=True) as telegram,
        greeting_bot(telegram),
        async_playwright() as player,
    ):
        with tempfile.TemporaryDirectory() as profile:
            browser = await player.chromium.launch_persistent_context(
                profile,
                executable_path=CHROMIUM,
                args=FLAGS,
                viewport={"width": 390, "height": 844},
            )
            page = browser.pages[0]
            problems: list[str] = []
            page.on("pageerror", lambda error: problems.append(str(error)))
            page.on("console", lambda line: problems.append(line.text))
            await page.goto(telegram.server.page_url)
            yield page, problems
            await browser.close()


@pytest.mark.skipif(CHROMIUM is None, reason="needs the program chromium, which is not here")
async def test_a_newcomer_reads_taps_and_types_on_a_phone() -> None:
    from playwright.async_api import expect

    async with chat_page() as (page, problems):
        # The page greets by itself, and an edit changes the message where it stands.
        await expect(page.locator("article b").first).to_have_text("Hello")
        await page.get_by_role("button", name="World").click()
        await expect(page.locator("article i")).to_have_text("Changed")
        await expect(page.locator("#toast")).to_have_text("Chosen")
        await page.get_by_role("button", name="Sport").click()
        await expect(page.locator("dialog[open] p")).to_have_text("Chosen")
        await page.keyboard.press("Enter")

        # Commands by keyboard alone: the slash offers them, Tab completes, Enter sends.
        await page.locator("#text").press_sequentially("/dig")
        await expect(page.get_by_role("option")).to_have_text("/digestMy digest now")
        await page.keyboard.press("Tab")
        await expect(page.locator("#text")).to_have_value("/digest ")
        await page.keyboard.press("Enter")
        await expect(page.locator("article .hashtag")).to_have_count(39)

        # The same commands behind a button, which Escape closes.
        await page.get_by_role("button", name="Commands").click()
        await expect(page.get_by_role("option")).to_have_count(2)
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("option")).to_have_count(0)

        # A long edition is read from its top, nothing scrolls sideways, quotes unfold.
        await expect(page.locator("article.own").last).to_be_in_viewport()
        await expect(page.locator("#jump")).to_be_visible()
        widths = "[document.documentElement, document.getElementById('scroll')]"
        assert await page.evaluate(f"{widths}.every((e) => e.scrollWidth <= innerWidth)")
        quote = page.locator("blockquote.expandable")
        folded = await quote.bounding_box()
        await quote.click()
        unfolded = await quote.bounding_box()
        assert folded and unfolded and unfolded["height"] > folded["height"]
        await page.get_by_label("Go to the newest message").click()
        await expect(page.get_by_role("button", name="2", exact=True)).to_be_in_viewport()

        # What is typed stays text, whatever it looks like.
        await page.locator("#text").fill("<img src=x onerror=alert(1)>")
        await page.get_by_label("Send", exact=True).click()
        echoed = page.get_by_text("You said <img src=x onerror=alert(1)>")
        await expect(echoed).to_be_visible()

        # The group, where one speaks as an administrator or as a member.
        await page.get_by_role("button", name="Group").click()
        await expect(page.get_by_text("Précis joined the group")).to_be_visible()
        await page.get_by_role("button", name="Sam · member").click()
        await page.locator("#text").fill("/start")
        await page.keyboard.press("Enter")
        await expect(page.locator("article b").last).to_have_text("Hello")
        assert problems == []


@pytest.mark.skipif(CHROMIUM is None, reason="needs the program chromium, which is not here")
async def test_a_message_is_put_right_answered_and_sent_on() -> None:
    from playwright.async_api import expect

    async with chat_page() as (page, problems):
        await page.locator("#text").fill("Wrogn")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("You said Wrogn")).to_be_visible()

        async def choose(message: Locator, deed: str) -> None:
            await message.locator(".more summary").click()
            await message.get_by_role("button", name=deed, exact=True).click()

        own = page.locator("article.own", has_text="Wrogn")
        await choose(own, "Edit")
        await expect(page.locator("#text")).to_have_value("Wrogn")
        await page.locator("#text").fill("Put right")
        await page.keyboard.press("Enter")
        own = page.locator("article.own", has_text="Put right")
        await expect(own.locator(".meta")).to_contain_text("edited")

        said = page.locator("article", has_text="You said Wrogn")
        await choose(said, "Reply")
        await expect(page.locator("#context")).to_contain_text("You said Wrogn")
        await page.keyboard.press("Escape")
        await expect(page.locator("#context")).to_be_hidden()
        await choose(said, "Reply")
        await page.locator("#text").fill("An answer")
        await page.keyboard.press("Enter")
        answer = page.locator("article.own", has_text="An answer")
        await expect(answer.locator(".answered")).to_contain_text("You said Wrogn")

        await choose(own, "Forward")
        await expect(page.locator(".sender")).to_have_text("Forwarded from Reader")

        await page.locator("#text").press_sequentially("@precis_local_bot gulls")
        await expect(page.locator("#suggestions li")).to_contain_text("On gulls")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        sent = page.locator("article.own", has_text="On gulls")
        await expect(sent.locator(".sender")).to_have_text("via @precis_local_bot")
        await expect(page.locator("#text")).to_have_value("")
        assert problems == []
