"""Where the reader is: clocks to tap, a place typed or shared, and which step waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import ReplyKeyboardRemove

from bot.chat.rendering import keyboards
from bot.chat.rendering.callbacks import Step
from bot.chat.rendering.rich_text import clip, join
from bot.chat.rendering.texts import words
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.model.chats import Chat
from bot.core.model.messages import Message
from bot.core.schedule.places import Place
from bot.core.schedule.timezones import zone_name
from bot.services.chats import ChatSettings
from bot.services.ports import Clock

# One clock for most readers; who finds none sends a city or the time.
_CLOCKS = (
    ("Los Angeles", "America/Los_Angeles"),
    ("New York", "America/New_York"),
    ("São Paulo", "America/Sao_Paulo"),
    ("London", "Europe/London"),
    ("Berlin", "Europe/Berlin"),
    ("Kyiv", "Europe/Kyiv"),
    ("Delhi", "Asia/Kolkata"),
    ("Tokyo", "Asia/Tokyo"),
)
_OPEN_FOR = timedelta(hours=1)  # what is typed after that is no answer to the third step
_SHOWN = 40  # UTF-16 units of words that are repeated

Where = tuple[int, int | None]
"""A chat and its forum topic."""


def _where(request: Request) -> Where:
    return request.chat_ref.id, request.chat_ref.thread_id


class Places:
    """Asks for places, and remembers of whom; nothing of it outlives the process."""

    def __init__(self, reply: Reply, chats: ChatSettings, clock: Clock) -> None:
        self._reply, self._chats, self._clock = reply, chats, clock
        self._open: dict[Where, datetime] = {}
        self._sharing: set[Where] = set()

    def wait_for(self, request: Request) -> None:
        """The third step of first contact stands open in this chat."""
        now = self._clock()
        self._open = {chat: until for chat, until in self._open.items() if until > now}
        self._open[_where(request)] = now + _OPEN_FOR

    def waits(self, request: Request) -> bool:
        """Whether what is typed in this chat now is meant as a place."""
        return self._open.get(_where(request), self._clock()) > self._clock()

    def settled(self, request: Request) -> ReplyKeyboardRemove | None:
        """Nothing waits any more; gives what takes the location's key away, where it is shown."""
        self._open.pop(_where(request), None)
        if _where(request) not in self._sharing:
            return None
        self._sharing.discard(_where(request))
        return ReplyKeyboardRemove()

    def clocks(self) -> list[tuple[str, str]]:
        """Labels like "07:12 Berlin" with their zones, from west to east."""
        return [(self._label(zone, city), zone) for city, zone in _CLOCKS]

    def _label(self, zone: str, name: str) -> str:
        return f"{self._clock().astimezone(ZoneInfo(zone)):%H:%M} {name or zone_name(zone)}"

    def message(self, request: Request, chat: Chat) -> Message:
        """The message of places: the reader's present hour, and clocks to choose from."""
        language, zone = request.language, self._chats.zone(chat)
        local = self._clock().astimezone(ZoneInfo(zone))
        now = words("zone.now", language, hour=f"{local:%H:%M}", zone=zone_name(zone))
        rows = keyboards.where(Step.SETTINGS, self.clocks(), language, request.private)
        piece = join([now, words("zone.hint", language)], "\n")
        return Message(piece.html, piece.plain, rows)

    async def offer(self, request: Request, places: Sequence[Place], step: Step) -> None:
        """Several places can be meant: the reader taps the clock that is right."""
        labels = [(self._label(place.zone, place.label), place.zone) for place in places]
        rows = keyboards.which_place(step, labels)
        await self._reply.say(request, "zone.which", rows)

    async def unknown(self, request: Request, named: str) -> None:
        """No such place: said, and the question stays open."""
        await self._reply.say(request, "zone.bad", words=clip(named, _SHOWN))

    async def ask_location(self, request: Request) -> None:
        """Ask for the reader's location, with a key for it below the text box."""
        self._sharing.add(_where(request))
        note = self._reply.note(request, "place.share")
        await self._reply.send(request, note, keyboards.location(request.language))

    async def found(self, request: Request) -> tuple[Place, ...]:
        """What a typed or a shared place can mean."""
        if request.spot is not None:
            return await self._chats.places_near(request.spot)
        return await self._chats.places(request.words)
