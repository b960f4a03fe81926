"""What every handler has at hand, and the few ways to answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.chat.background_tasks import BackgroundTasks
from bot.chat.flood_control import RateLimits
from bot.chat.permissions import Permissions
from bot.chat.rendering import texts
from bot.chat.rendering.keyboards import Rows
from bot.chat.rendering.renderer import Renderer
from bot.chat.requests import Request
from bot.chat.transport.sender import Keys, TelegramSender
from bot.core.editions.topics import Topics
from bot.core.model.chats import Chat
from bot.core.model.editions import Digest
from bot.core.model.messages import Message, Outcome, SendResult
from bot.services.answers import Answers
from bot.services.chats import ChatSettings
from bot.services.previews import PagePreviews
from bot.services.source_health import SourceHealth
from bot.services.subscriptions import Subscriptions


@dataclass(frozen=True, slots=True)
class Room:
    """The services and edges that the handlers use; made once, by the composition root."""

    answers: Answers
    pages: PagePreviews
    chats: ChatSettings
    subscriptions: Subscriptions
    topics: Topics
    sender: TelegramSender
    renderer: Renderer
    members: Permissions
    limits: RateLimits
    background: BackgroundTasks
    clock: Callable[[], datetime]
    health: SourceHealth | None = None
    admins: frozenset[int] = frozenset()

    async def say(self, request: Request, key: str, rows: Rows = (), **values: object) -> Outcome:
        """Answer with the words for `key`."""
        return await self.send(request, self.note(request, key, rows, **values))

    def note(self, request: Request, key: str, rows: Rows = (), **values: object) -> Message:
        """The words for `key` as a message, in the reader's language."""
        piece = texts.words(key, request.chat_ref.language, **values)
        return Message(piece.html, piece.plain, rows)

    async def send(self, request: Request, message: Message, keys: Keys | None = None) -> Outcome:
        """Answer where it was asked, in its forum topic, to the question in a group."""
        place = request.chat_ref
        outcome = await self.sender.answer(
            place.id, message, place.thread_id, request.reply_to, keys
        )
        if outcome.new_chat_id:
            await self.chats.move(place.id, outcome.new_chat_id)
        elif outcome.verdict is SendResult.GONE:
            await self.chats.left(place.id, outcome.reason)
        return outcome

    async def show(self, request: Request, message: Message) -> Outcome:
        """Change the message whose button was tapped; where that is past, send a new one."""
        if not (request.query_id and request.message_id):
            return await self.send(request, message)
        return await self.replace(request, request.message_id, message)

    async def replace(self, request: Request, message_id: int, message: Message) -> Outcome:
        """Put this in the place of a message of ours; if that is gone, send it."""
        if message_id:
            outcome = await self.sender.edit(request.chat_ref.id, message_id, message)
            if outcome.verdict is not SendResult.REFUSED:
                return outcome
        return await self.send(request, message)

    async def send_digest(self, request: Request, digest: Digest, chat: Chat) -> bool:
        """An edition, part after part; whether its first part went out."""
        messages = await asyncio.to_thread(self.renderer.digest, digest, chat)
        outcomes = [await self.send(request, message) for message in messages]
        return outcomes[0].verdict in (SendResult.SENT, SendResult.UNKNOWN)
