"""/mute and /follow: a preview, a yes or no, and the lists with a button that ends each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.chat.handlers.taste.wording import terms
from bot.chat.rendering.callbacks import Tap, Verb
from bot.chat.rendering.taste import rule_messages as drawn
from bot.chat.reply import Reply
from bot.chat.requests import Answerer, Request
from bot.core.editions.topics import Topics
from bot.core.model.chats import Chat
from bot.core.model.messages import Message
from bot.core.model.tastes import Rule, Wish
from bot.services.chats import ChatSettings
from bot.services.ports import Clock
from bot.services.tastes import Tastes

_LENGTHS = {"day": timedelta(days=1), "week": timedelta(days=7)}


class TasteRules:
    """What a chat mutes and follows: proposed, saved, undone, listed, ended."""

    def __init__(
        self, reply: Reply, chats: ChatSettings, tastes: Tastes, topics: Topics, clock: Clock
    ) -> None:
        self._reply, self._chats, self._tastes = reply, chats, tastes
        self._topics, self._clock = topics, clock
        self.taps: Mapping[Verb, Answerer] = {
            Verb.PROPOSE: self.propose_tap,
            Verb.SAVE_RULE: self.save_tap,
            Verb.UNDO_RULE: self.undo_tap,
            Verb.DROP_RULE: self.drop_tap,
            Verb.LIST_RULES: self.list_tap,
        }

    async def mute(self, request: Request) -> None:
        """Never show what these words name; without words, what is muted."""
        await self._asked(request, Wish.MUTE)

    async def follow(self, request: Request) -> None:
        """Keep an eye on what these words name; without words, what is followed."""
        await self._asked(request, Wish.FOLLOW)

    async def _asked(self, request: Request, wish: Wish) -> None:
        chat = await self._chats.get(request.chat_ref)
        found = await self._tastes.propose(chat, wish, request.words)
        if found is not None:
            note = drawn.question(found.rule, found.hits, found.of, self._terms(chat, request))
        else:
            note = await self.listing(request, wish)
        await self._reply.send(request, note)

    async def listing(self, request: Request, wish: Wish, page: int = 0) -> Message:
        """What the chat mutes or follows, as a message with a button that ends each."""
        chat = await self._chats.get(request.chat_ref)
        taste = await self._tastes.of(chat)
        return drawn.listing(wish, taste, page, self._terms(chat, request))

    def _terms(self, chat: Chat, request: Request) -> drawn.Terms:
        return terms(request, chat, self._chats, self._topics, self._clock)

    async def list_tap(self, request: Request, tap: Tap) -> None:
        """A list, or another page of it."""
        await self._reply.show(request, await self.listing(request, Wish(tap.name), tap.page))

    async def drop_tap(self, request: Request, tap: Tap) -> None:
        """A rule in a list, tapped: it ends."""
        await self._tastes.remove(await self._chats.get(request.chat_ref), tap.id)
        await self.list_tap(request, tap)

    async def propose_tap(self, request: Request, tap: Tap) -> None:
        """Words of which there was nothing yet, to be followed: the same question as /follow's."""
        await self._asked(replace(request, words=tap.name), Wish.FOLLOW)

    async def save_tap(self, request: Request, tap: Tap) -> None:
        """A proposed rule holds, for as long as the button says."""
        chat = await self._chats.get(request.chat_ref)
        rule = await self._tastes.save(chat, tap.id, _LENGTHS.get(tap.name))
        if rule and not await self._chats.is_known(chat.id):
            await self._chats.begin(request.chat_ref)
        await self._told(request, chat, rule)

    async def undo_tap(self, request: Request, tap: Tap) -> None:
        """A rule does not hold, or not any more."""
        chat = await self._chats.get(request.chat_ref)
        await self._told(request, chat, await self._tastes.undo(chat, tap.id))

    async def _told(self, request: Request, chat: Chat, rule: Rule | None) -> None:
        if rule is None:
            await self._reply.show(request, self._reply.note(request, "taste.gone"))
        else:
            await self._reply.show(request, drawn.done(rule, self._terms(chat, request)))
