"""When digests come and where the reader is: /schedule, /timezone and their buttons."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

from telegram import ReplyKeyboardRemove

from bot.chat.rendering import keyboards
from bot.chat.rendering.callbacks import Step, Tap
from bot.chat.rendering.keyboards import Rows
from bot.chat.rendering.rich_text import Rich, join
from bot.chat.rendering.texts import say, words
from bot.chat.rendering.times import days_of, hours_of, when
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.model.chats import Chat
from bot.core.model.messages import Message
from bot.core.schedule.timezones import zone_name
from bot.core.schedule.wishes import MAX_TIMES, InvalidSchedule
from bot.services.chats import ChatSettings
from bot.services.ports import Clock

MORNING, EVENING = time(7, 30), time(18, 0)
_TIMES = {
    "morning": (MORNING,),
    "evening": (EVENING,),
    "both": (MORNING, EVENING),
    "none": (),
}
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


def times_of(name: str) -> tuple[time, ...]:
    """The hours that a button stands for: a name, or an hour like "0700"."""
    if name in _TIMES:
        return _TIMES[name]
    return (time(min(int(name[:2]), 23), int(name[2:])),)


class ScheduleSettings:
    """When and where, by words and by buttons."""

    def __init__(self, reply: Reply, chats: ChatSettings, clock: Clock) -> None:
        self._reply, self._chats, self._clock = reply, chats, clock

    async def schedule(self, request: Request) -> None:
        """Set the hours, or show them with the next three editions."""
        if request.words:
            chat = await self._chats.schedule_from(request.chat_ref, request.words)
            if isinstance(chat, InvalidSchedule):
                await self._reply.say(
                    request, "schedule.bad", reason=_reason(chat, request.language)
                )
                return
        else:
            chat = await self._chats.get(request.chat_ref)
        await self._reply.send(request, self.hours(request, chat))
        asks = request.words and chat.schedule.times and chat.timezone is None
        if asks and request.private:
            await self._reply.send(request, self.places(request, chat, Step.SETTINGS))

    async def timezone(self, request: Request) -> None:
        """Set the zone, or show it with clocks to choose from."""
        if request.words:
            chat = await self._chats.set_zone(request.chat_ref, request.words)
            if chat is None:
                await self._reply.say(request, "zone.bad", words=request.words[:60])
                return
        else:
            chat = await self._chats.get(request.chat_ref)
        await self._reply.send(request, self.places(request, chat, Step.SETTINGS))

    async def hours_tap(self, request: Request, tap: Tap) -> None:
        """A button of hours in the settings."""
        if tap.name in ("ask", "other"):
            chat = await self._chats.get(request.chat_ref)
        else:
            chat = await self._chats.set_times(request.chat_ref, times_of(tap.name))
        message = self.hours(request, chat, other=tap.name == "other")
        await self._reply.show(request, message)

    async def place_tap(self, request: Request, tap: Tap) -> None:
        """A clock in the settings."""
        chat = await self._chats.set_zone(request.chat_ref, tap.name)
        if chat is None:
            await self._reply.say(request, "tap.stale")
            return
        await self._reply.show(request, self.places(request, chat, Step.SETTINGS))

    def hours(self, request: Request, chat: Chat, *, other: bool = False) -> Message:
        """The message of hours: what holds now, the next three editions, and what to tap."""
        language = request.language
        zone, coming = self._chats.zone(chat), self._chats.editions(chat)
        if coming:
            said = ", ".join(when(due, self._clock(), zone, language) for due in coming)
            now = words(
                "schedule.now",
                language,
                times=hours_of(chat.schedule.times, language),
                days=days_of(chat.schedule, language),
                zone=zone_name(zone),
                next=said,
            )
        else:
            now = words("schedule.none", language)
        rows = (
            keyboards.hours(Step.SETTINGS)
            if other
            else keyboards.when(Step.SETTINGS, language, bool(coming))
        )
        return _message([now, words("schedule.hint", language)], rows)

    def places(self, request: Request, chat: Chat, step: Step) -> Message:
        """The message of places: the reader's present hour, and clocks to choose from."""
        language, zone = request.language, self._chats.zone(chat)
        local = self._clock().astimezone(ZoneInfo(zone))
        now = words("zone.now", language, hour=f"{local:%H:%M}", zone=zone_name(zone))
        rows = keyboards.where(step, self.clocks(), language, request.private)
        return _message([now, words("zone.hint", language)], rows)

    async def ask_location(self, request: Request) -> None:
        """Ask for the reader's location, with a key for it below the text box."""
        note = self._reply.note(request, "place.share")
        await self._reply.send(request, note, keyboards.location(request.language))

    async def located(self, request: Request) -> None:
        """The zone is taken from a location, which is not kept."""
        chat = await self._chats.set_zone(request.chat_ref, request.zone)
        if chat is not None:
            done = self._reply.note(request, "place.taken", zone=zone_name(request.zone))
            await self._reply.send(request, done, ReplyKeyboardRemove())
            await self._reply.send(request, self.places(request, chat, Step.SETTINGS))

    def clocks(self) -> list[tuple[str, str]]:
        """Labels like "07:12 Berlin" with their zones, from west to east."""
        now = self._clock()
        return [(f"{now.astimezone(ZoneInfo(zone)):%H:%M} {city}", zone) for city, zone in _CLOCKS]


def _reason(fault: InvalidSchedule, language: str) -> str:
    return say(f"schedule.{fault.reason.value}", language, words=fault.words, limit=MAX_TIMES)


def _message(lines: list[Rich], rows: Rows) -> Message:
    piece = join(lines, "\n")
    return Message(piece.html, piece.plain, rows)
