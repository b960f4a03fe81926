"""Where the reader is: clocks to tap, a place typed or shared, and which step waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import ReplyKeyboardRemove

from bot.chat.rendering import clock_keyboards
from bot.chat.rendering.callbacks import Step
from bot.chat.rendering.rich_text import clip, join
from bot.chat.rendering.texts import words
from bot.chat.rendering.times import hours_of
from bot.chat.rendering.zones import title_of_place, zone_title
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.model.chats import Chat
from bot.core.model.messages import Message
from bot.core.schedule.clocks import clock_times
from bot.core.schedule.places import Place
from bot.core.schedule.usual_clocks import likely_zone, usual_zones
from bot.services.chats import ChatSettings
from bot.services.ports import Clock

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

    def clocks(self, language: str) -> list[tuple[str, str]]:
        """Labels like "07:12 Berlin" with their zones, from west to east."""
        now, zones = self._clock(), usual_zones(language)
        zones = tuple(sorted(zones, key=lambda zone: now.astimezone(ZoneInfo(zone)).isoformat()))
        return [(self._label(zone, zone_title(zone, language)), zone) for zone in zones]

    def hour(self, zone: str) -> str:
        """What the clocks of a zone show now: "07:12"."""
        return f"{self._clock().astimezone(ZoneInfo(zone)):%H:%M}"

    def _label(self, zone: str, name: str) -> str:
        return f"{self.hour(zone)} {name}"

    def third_step(self, request: Request, chat: Chat) -> Message:
        """The question where the reader is; a clock that most of the language live by is asked
        about first."""
        self.wait_for(request)
        language, home = request.language, likely_zone(request.language)
        clocks, times = self.clocks(language), hours_of(chat.schedule.times, language)
        if not request.private:
            # In a group a bot sees commands alone: a city on its own would never reach us.
            rows = clock_keyboards.where(Step.SETUP, clocks, language, private=False)
            return self._reply.note(request, "start.where_group", rows, times=times)
        if home is None:
            rows = clock_keyboards.where(Step.SETUP, clocks, language, private=True)
            return self._reply.note(request, "start.where", rows, times=times)
        hour, others = self.hour(home), [clock for clock in clocks if clock[1] != home]
        rows = clock_keyboards.where(Step.SETUP, others, language, private=True)
        rows = (*clock_keyboards.at_home(home, hour, language), *rows)
        return self._reply.note(request, "start.where_home", rows, hour=hour, times=times)

    def message(self, request: Request, chat: Chat) -> Message:
        """The message of places: the reader's present hour, and clocks to choose from."""
        language, zone = request.language, self._chats.zone(chat)
        title = zone_title(zone, language)
        now = words("zone.now", language, hour=self.hour(zone), zone=title)
        rows = clock_keyboards.where(
            Step.SETTINGS, self.clocks(language), language, request.locatable
        )
        piece = join([now, words("zone.hint", language)], "\n")
        return Message(piece.html, piece.plain, rows)

    async def offer(self, request: Request, places: Sequence[Place], step: Step) -> None:
        """Several places can be meant, or one that is a guess: the reader taps what is right."""
        language, titles = request.language, [title_of_place(p, request.language) for p in places]
        if len(places) == 1:
            zone = places[0].zone
            rows = clock_keyboards.is_it(step, zone, language)
            hour = self.hour(zone)
            await self._reply.say(request, "zone.ask", rows, place=titles[0], hour=hour)
            return
        labels = [
            (self._label(place.zone, title), place.zone)
            for place, title in zip(places, titles, strict=True)
        ]
        await self._reply.say(request, "zone.which", clock_keyboards.which_place(step, labels))

    async def unknown(self, request: Request, named: str) -> None:
        """No such place or clock: said, and the question stays open."""
        key = "zone.no_clock" if clock_times(named) else "zone.bad"
        await self._reply.say(request, key, words=clip(named, _SHOWN))

    async def ask_location(self, request: Request) -> None:
        """Ask for the reader's location, with a key for it below the text box."""
        self._sharing.add(_where(request))
        note = self._reply.note(request, "place.share")
        await self._reply.send(request, note, clock_keyboards.location(request.language))

    async def found(self, request: Request) -> tuple[Place, ...]:
        """What a typed or a shared place can mean."""
        if request.spot is not None:
            return await self._chats.places_near(request.spot)
        return await self._chats.places(request.words)
