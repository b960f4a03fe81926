"""Inline mode: `@bot words` in any chat gives story cards to choose from.

Who asks is shown what their own private chat with the bot may see, and Telegram keeps the answer
for nobody else.
"""

from __future__ import annotations

from dataclasses import replace

from telegram import InlineQuery, Update

from bot.chat.flood_control import Decision, RateLimits
from bot.chat.rendering.messages.inline_cards import InlineCard, inline_card
from bot.chat.rendering.renderer import Renderer
from bot.chat.rendering.texts import known
from bot.chat.transport.sender import TelegramSender
from bot.core.model.chats import Chat
from bot.core.model.editions import DigestStory
from bot.services.answers import Answers
from bot.services.chats import ChatRef, ChatSettings
from bot.services.ports import Clock

MAX_QUERY = 120
"""Characters of a question that count; Telegram sends up to 256."""


class InlineMode:
    """Answers inline queries from what is stored."""

    def __init__(
        self,
        sender: TelegramSender,
        answers: Answers,
        chats: ChatSettings,
        limits: RateLimits,
        renderer: Renderer,
        clock: Clock,
    ) -> None:
        self._sender, self._answers, self._chats = sender, answers, chats
        self._limits, self._renderer, self._clock = limits, renderer, clock

    async def asked(self, update: Update) -> None:
        """The stories on these words; without words, the latest. Too many questions get none."""
        query = update.inline_query
        if query is None:
            return
        cards: list[InlineCard] = []
        if self._limits.take("inline", query.from_user.id) is Decision.YES:
            cards = await self._cards(query)
        await self._sender.answer_inline(query.id, cards)

    async def _cards(self, query: InlineQuery) -> list[InlineCard]:
        user = query.from_user
        chat = await self._chats.get(ChatRef(user.id, language=known(user.language_code)))
        now = self._clock()
        stories = await self._stories(query.query[:MAX_QUERY].strip(), chat)
        return [inline_card(story, self._renderer.story(story, chat, now)) for story in stories]

    async def _stories(self, words: str, chat: Chat) -> tuple[DigestStory, ...]:
        if not words:
            return (await self._answers.mine(chat, again=True)).stories
        found = (await self._answers.topic(words, chat)).digest
        # What was new to this reader since then is not what others are to be told.
        return tuple(replace(story, new_since=None) for story in found.stories) if found else ()
