"""Pages and texts that a reader hands us: "Reading …" at once, then edited into the card."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace

from bot.chat.background_tasks import BackgroundTasks
from bot.chat.flood_control import RateLimits
from bot.chat.rendering import texts
from bot.chat.rendering.reasons import detail_of, time_left
from bot.chat.rendering.renderer import Renderer
from bot.chat.rendering.rich_text import clip
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.model.messages import Message
from bot.core.model.refusals import Refusal
from bot.core.urls import outlet_host
from bot.services.chats import ChatSettings
from bot.services.ports import Clock
from bot.services.previews import PagePreviews, Preview, Result
from bot.services.subscriptions import address_in

_SHOWN = 80  # UTF-16 units of what was sent in place of an address


class Summaries:
    """/summary, a bare link, a long text."""

    def __init__(
        self,
        reply: Reply,
        previews: PagePreviews,
        chats: ChatSettings,
        limits: RateLimits,
        background: BackgroundTasks,
        renderer: Renderer,
        clock: Clock,
    ) -> None:
        self._reply, self._previews, self._chats = reply, previews, chats
        self._limits, self._background = limits, background
        self._renderer, self._clock = renderer, clock

    async def summary(self, request: Request) -> None:
        """The main points of a page, or of a long text, named here or in the answered message."""
        if link := request.link or address_in(request.words):
            await self.page(replace(request, link=link))
        elif request.long_text:
            await self.text(request)
        elif request.words:
            await self._reply.say(request, "summary.no_link", words=clip(request.words, _SHOWN))
        else:
            await self._reply.say(request, "summary.usage")

    async def page(self, request: Request) -> None:
        """Fetch the page in the background; a page just read by anyone costs nothing."""
        known = self._previews.known(request.link)
        if known is not None:
            await self._reply.send(request, await self._card(request, known))
            return
        if await self._may(request):
            work = self._previews.page(request.link)
            await self._begin(request, work, "reading", host=outlet_host(request.link))

    async def text(self, request: Request) -> None:
        """The same for a long text that is there already."""
        if await self._may(request):
            await self._begin(request, self._previews.text(request.long_text), "reading.text")

    async def _may(self, request: Request) -> bool:
        wait = self._limits.spend("page", request.chat_ref.id, request.user_id)
        if wait is not None:
            await self._reply.say(request, "limit.page", time=time_left(wait, request.language))
        return wait is None

    async def _begin(
        self, request: Request, work: Awaitable[Result], key: str, host: str = ""
    ) -> None:
        outcome = await self._reply.say(request, key, host=host)
        self._background.start(self._finish(request, work, outcome.message_id))

    async def _finish(self, request: Request, work: Awaitable[Result], message_id: int) -> None:
        message = self._reply.note(request, "error.sorry")
        try:
            message = await self._card(request, await work)
        finally:
            # "Reading …" must never stand there for ever.
            await self._reply.replace(request, message_id, message)

    async def _card(self, request: Request, result: Result) -> Message:
        if isinstance(result, Refusal):
            detail = detail_of(result, request.language)
            return self._reply.note(request, result.key, detail=detail, url=request.link)
        chat = await self._chats.get(request.chat_ref)
        card = self._renderer.story(result.story, chat, self._clock())
        return _with_note(card, result, request.language)


def _with_note(card: Message, result: Preview, language: str) -> Message:
    if not result.note:
        return card
    note = texts.words(result.note, language)
    html, plain = f"{card.html}\n{note.html}", f"{card.plain}\n{note.plain}"
    return replace(card, html=html, plain=plain)
