"""Tapped buttons: the key is read, the reader's right asked again, the tap answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.chat.handlers.following import Following
from bot.chat.handlers.onboarding import Onboarding
from bot.chat.handlers.privacy import Privacy
from bot.chat.handlers.queries import Queries
from bot.chat.handlers.schedule import ScheduleSettings
from bot.chat.rendering import keyboards
from bot.chat.rendering.keyboards import Tap
from bot.chat.rendering.texts import say
from bot.chat.reply import Room
from bot.chat.requests import Request

Answerer = Callable[[Request, Tap], Awaitable[None]]
_OPEN = frozenset("sog")  # verbs that only show; all others change settings


class Taps:
    """One entry for every button we have ever drawn."""

    def __init__(
        self,
        room: Room,
        asking: Queries,
        following: Following,
        wishes: ScheduleSettings,
        first: Onboarding,
        data: Privacy,
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

    async def tapped(self, request: Request) -> None:
        """Do what the button says, if it is ours, not stale, and this reader may."""
        tap, language = keyboards.parse(request.data), request.chat_ref.language
        if tap is None:
            await self._end(request, say("tap.stale", language))
        elif not self._is_open(request, tap) and not await self._room.members.may_change(request):
            await self._end(request, say("admins.only", language), alert=True)
        elif tap.verb == "t":
            await self._tick(request, tap)
        else:
            await self._end(request)
            await self._by_verb[tap.verb](request, tap)

    def _is_open(self, request: Request, tap: Tap) -> bool:
        """Whether anybody may tap this here; in a channel, the answer would be a post."""
        return tap.verb in _OPEN and request.chat_ref.kind != "channel"

    async def _end(self, request: Request, text: str = "", *, alert: bool = False) -> None:
        await self._room.sender.answer_callback(request.query_id, text, alert)

    async def _tick(self, request: Request, tap: Tap) -> None:
        topic = self._room.topics.get(tap.name)
        if topic is None:
            await self._end(request, say("tap.stale", request.chat_ref.language))
            return
        chat, done = await self._following.toggle(request, topic)
        await self._end(request, done)
        step = self._first.topics if tap.step == "s" else self._following.choice
        await self._room.show(request, step(request, chat, tap.page))

    async def _page(self, request: Request, tap: Tap) -> None:
        chat = await self._room.chats.get(request.chat_ref)
        step = self._first.topics if tap.step == "s" else self._following.choice
        await self._room.show(request, step(request, chat, tap.page))

    async def _hours(self, request: Request, tap: Tap) -> None:
        await (self._first if tap.step == "s" else self._wishes).hours_tap(request, tap)

    async def _place(self, request: Request, tap: Tap) -> None:
        await (self._first if tap.step == "s" else self._wishes).place_tap(request, tap)

    async def _open(self, request: Request, tap: Tap) -> None:
        """The ways on under an edition: a new message, the edition stays."""
        if tap.name == "here":
            await self._wishes.ask_location(request)
            return
        chat = await self._room.chats.get(request.chat_ref)
        if tap.name == "topics":
            message = self._following.choice(request, chat, 0)
        elif tap.name == "when":
            message = self._wishes.hours(request, chat)
        elif tap.name == "where":
            message = self._wishes.places(request, chat, "t")
        else:
            message = await self._following.listing(request)
        await self._room.send(request, message)
