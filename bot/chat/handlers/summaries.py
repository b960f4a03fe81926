"""Pages and texts that a reader hands us: "Reading …" at once, then edited into the card."""

from __future__ import annotations

import codecs
from collections.abc import Awaitable
from dataclasses import replace

from bot.chat.background_tasks import BackgroundTasks
from bot.chat.flood_control import RateLimits
from bot.chat.rendering import texts
from bot.chat.rendering.reasons import detail_of, time_left
from bot.chat.rendering.renderer import Renderer
from bot.chat.rendering.rich_text import clip
from bot.chat.reply import Reply
from bot.chat.requests import Attachment, Request
from bot.chat.transport.files import TelegramFiles
from bot.core.model.editions import DigestStory
from bot.core.model.messages import Message
from bot.core.model.refusals import Refusal
from bot.core.urls import outlet_host
from bot.services.answers import Answers
from bot.services.chats import ChatSettings
from bot.services.ports import Clock
from bot.services.previews import PagePreviews, Preview, Result
from bot.services.subscriptions import address_in

_PAGES = 4  # of one message that are read
_SHOWN = 80  # UTF-16 units of what was sent in place of an address
MAX_TEXT_BYTES = 500_000
"""Of a text file that is read; of what it holds `MAX_TEXT` characters count."""
MAX_TEXT = 60_000


def is_text(file: Attachment) -> bool:
    """Whether a file that was sent without a word is a text to be read."""
    return file.name.lower().endswith((".txt", ".md", ".text"))


def decoded(data: bytes) -> str:
    """The text of a file: UTF-16 where it says so, else UTF-8, else the usual Western one."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


class Summaries:
    """/summary, a bare link, a long text."""

    def __init__(
        self,
        reply: Reply,
        previews: PagePreviews,
        answers: Answers,
        chats: ChatSettings,
        limits: RateLimits,
        background: BackgroundTasks,
        renderer: Renderer,
        files: TelegramFiles,
        clock: Clock,
    ) -> None:
        self._reply, self._previews, self._answers = reply, previews, answers
        self._chats = chats
        self._limits, self._background = limits, background
        self._renderer, self._files, self._clock = renderer, files, clock

    async def summary(self, request: Request) -> None:
        """The main points of pages, or of a long text, named here or in the answered message."""
        if request.link:
            await self.pages(request)
        elif link := address_in(request.words):
            await self.page(replace(request, link=link))
        elif request.long_text:
            await self.text(request)
        elif request.words:
            await self._reply.say(request, "summary.no_link", words=clip(request.words, _SHOWN))
        else:
            await self._reply.say(request, "summary.usage")

    async def pages(self, request: Request) -> None:
        """Every page that a message names, a card each; of many the first, and that is said."""
        for link in request.links[:_PAGES]:
            await self.page(replace(request, link=link))
        if len(request.links) > _PAGES:
            await self._reply.say(request, "summary.many", n=_PAGES)

    async def page(self, request: Request) -> None:
        """Fetch the page in the background; one just read by anyone, or stored, costs nothing."""
        known = self._previews.known(request.link)
        host = outlet_host(request.link)
        if known is not None:
            await self._reply.send(request, await self._card(request, known))
        elif stored := await self._answers.page(request.link):
            await self._begin(request, _at_hand(stored), "reading", host=host)
        elif await self._may(request):
            await self._begin(request, self._previews.page(request.link), "reading", host=host)

    async def text(self, request: Request) -> None:
        """The same for a long text that is there already."""
        if await self._may(request):
            await self._begin(request, self._previews.text(request.long_text), "reading.text")

    async def file(self, request: Request) -> None:
        """The same for a text file."""
        sent = request.attachment
        if sent is None:
            return
        data = await self._files.read(sent.file_id, MAX_TEXT_BYTES)
        text = decoded(data)[:MAX_TEXT] if data else ""
        if not text.strip():
            name = clip(sent.name, _SHOWN)
            await self._reply.say(request, "text.unreadable", name=name, n=MAX_TEXT_BYTES // 1000)
        else:
            await self.text(replace(request, long_text=text))

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
            result = await work
            if isinstance(result, Refusal):  # what could not be read costs its reader nothing
                self._limits.give_back("page", request.chat_ref.id, request.user_id)
            message = await self._card(request, result)
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


async def _at_hand(story: DigestStory) -> Result:
    return Preview(story)
