"""Tapped buttons: the key is read, the reader's right asked again, the tap answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.chat.handlers.following import Following
from bot.chat.handlers.onboarding import FirstContact
from bot.chat.handlers.privacy import Data
from bot.chat.handlers.queries import Asking
from bot.chat.handlers.schedule import Wishes
from bot.chat.rendering import keyboards
from bot.chat.rendering.keyboards import Tap
from bot.chat.rendering.texts import say
from bot.chat.reply import Room
from bot.chat.requests import Asked

Answerer = Callable[[Asked, Tap], Awaitable[None]]
_OPEN = frozenset("sog")  # verbs that only show; all others change settings


class Taps:
    """One entry for every button we have ever drawn."""

    def __init__(
        self,
        room: Room,
        asking: Asking,
        following: Following,
        wishes: Wishes,
        first: FirstContact,
        data: Data,
    ) -> None:
        self._room, self._following = room, following
        self._first, self._wishes = first, wishes
        self._by_verb: dict[str, Answerer] = {
            "s": asking.story_tap,
            "o": asking.topic_tap,
            "g": asking.digest_tap,
            "t": self._tick,
            "p": self._page,
            "w": self._hours,
            "z": self._place,
            "n": self._open,
            "f": following.follow_tap,
            "u": following.unfollow_tap,
            "x": following.remove_tap,
            "d": data.delete_tap,
        }

    async def tapped(self, asked: Asked) -> None:
        """Do what the button says, if it is ours, not stale, and this reader may."""
        tap, language = keyboards.parse(asked.data), asked.place.language
        if tap is None:
            await self._end(asked, say("tap.stale", language))
        elif not self._is_open(asked, tap) and not await self._room.members.may_change(asked):
            await self._end(asked, say("admins.only", language), alert=True)
        elif tap.verb == "t":
            await self._tick(asked, tap)
        else:
            await self._end(asked)
            await self._by_verb[tap.verb](asked, tap)

    def _is_open(self, asked: Asked, tap: Tap) -> bool:
        """Whether anybody may tap this here; in a channel, the answer would be a post."""
        return tap.verb in _OPEN and asked.place.kind != "channel"

    async def _end(self, asked: Asked, text: str = "", *, alert: bool = False) -> None:
        await self._room.sender.answer_callback(asked.query_id, text, alert)

    async def _tick(self, asked: Asked, tap: Tap) -> None:
        topic = self._room.topics.get(tap.name)
        if topic is None:
            await self._end(asked, say("tap.stale", asked.place.language))
            return
        chat, done = await self._following.toggle(asked, topic)
        await self._end(asked, done)
        step = self._first.topics if tap.step == "s" else self._following.choice
        await self._room.show(asked, step(asked, chat, tap.page))

    async def _page(self, asked: Asked, tap: Tap) -> None:
        chat = await self._room.chats.get(asked.place)
        step = self._first.topics if tap.step == "s" else self._following.choice
        await self._room.show(asked, step(asked, chat, tap.page))

    async def _hours(self, asked: Asked, tap: Tap) -> None:
        await (self._first if tap.step == "s" else self._wishes).hours_tap(asked, tap)

    async def _place(self, asked: Asked, tap: Tap) -> None:
        await (self._first if tap.step == "s" else self._wishes).place_tap(asked, tap)

    async def _open(self, asked: Asked, tap: Tap) -> None:
        """The ways on under an edition: a new message, the edition stays."""
        if tap.name == "here":
            await self._wishes.ask_location(asked)
            return
        chat = await self._room.chats.get(asked.place)
        if tap.name == "topics":
            message = self._following.choice(asked, chat, 0)
        elif tap.name == "when":
            message = self._wishes.hours(asked, chat)
        elif tap.name == "where":
            message = self._wishes.places(asked, chat, "t")
        else:
            message = await self._following.listing(asked)
        await self._room.send(asked, message)
