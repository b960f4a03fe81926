"""Pages and texts that a reader hands us: "Reading …" at once, then edited into the card."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace

from bot.chat.flood_control import Pass
from bot.chat.rendering import texts
from bot.chat.rendering.rich_text import clip
from bot.chat.reply import Room
from bot.chat.requests import Asked
from bot.core.model.messages import Message
from bot.core.urls import outlet_host
from bot.services.previews import Read, Result
from bot.services.refusals import Problem
from bot.services.subscriptions import address_in

_SHOWN = 80  # UTF-16 units of what was sent in place of an address


class Reading:
    """/summary, a bare link, a long text."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def summary(self, asked: Asked) -> None:
        """The main points of a page, or of a long text, named here or in the answered message."""
        if link := asked.link or address_in(asked.words):
            await self.page(replace(asked, link=link))
        elif asked.long_text:
            await self.text(asked)
        elif asked.words:
            await self._room.say(asked, "summary.no_link", words=clip(asked.words, _SHOWN))
        else:
            await self._room.say(asked, "summary.usage")

    async def page(self, asked: Asked) -> None:
        """Fetch the page in the background; a page just read by anyone costs nothing."""
        known = self._room.pages.known(asked.link)
        if known is not None:
            await self._room.send(asked, await self._card(asked, known))
            return
        if await self._may(asked):
            work = self._room.pages.page(asked.link)
            await self._begin(asked, work, "reading", host=outlet_host(asked.link))

    async def text(self, asked: Asked) -> None:
        """The same for a long text that is there already."""
        if await self._may(asked):
            await self._begin(asked, self._room.pages.text(asked.long_text), "reading.text")

    async def _may(self, asked: Asked) -> bool:
        passed = self._room.limits.take("page", asked.place.id)
        if passed is Pass.WARN:
            await self._room.say(asked, "limit.page")
        return passed is Pass.YES

    async def _begin(self, asked: Asked, work: Awaitable[Result], key: str, host: str = "") -> None:
        outcome = await self._room.say(asked, key, host=host)
        self._room.background.start(self._finish(asked, work, outcome.message_id))

    async def _finish(self, asked: Asked, work: Awaitable[Result], message_id: int) -> None:
        message = self._room.note(asked, "error.sorry")
        try:
            message = await self._card(asked, await work)
        finally:
            # "Reading …" must never stand there for ever.
            await self._room.replace(asked, message_id, message)

    async def _card(self, asked: Asked, result: Result) -> Message:
        if isinstance(result, Problem):
            return self._room.note(asked, result.key, detail=result.detail, url=asked.link)
        chat = await self._room.chats.get(asked.place)
        card = self._room.renderer.story(result.story, chat, self._room.clock())
        return _with_note(card, result, asked.place.language)


def _with_note(card: Message, result: Read, language: str) -> Message:
    if not result.note:
        return card
    note = texts.words(result.note, language)
    html, plain = f"{card.html}\n{note.html}", f"{card.plain}\n{note.plain}"
    return replace(card, html=html, plain=plain)
