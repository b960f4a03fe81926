"""When digests come and where the reader is: /schedule, /timezone and their buttons."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

from telegram import ReplyKeyboardRemove

from bot.chat.rendering import keyboards
from bot.chat.rendering.keyboards import Rows, Tap
from bot.chat.rendering.rich_text import Rich, join
from bot.chat.rendering.texts import say, words
from bot.chat.rendering.times import when
from bot.chat.reply import Room
from bot.chat.requests import Request
from bot.core.model.chats import Chat, Schedule
from bot.core.model.messages import Message

MORNING, EVENING = time(7, 30), time(18, 0)
_TIMES = {
    "morning": (MORNING,),
    "evening": (EVENING,),
    "both": (MORNING, EVENING),
    "none": (),
}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
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


def schedule_of(name: str) -> Schedule:
    """The schedule that a button of hours stands for: a name, or an hour like "0700"."""
    if name in _TIMES:
        return Schedule(_TIMES[name])
    return Schedule((time(min(int(name[:2]), 23), int(name[2:])),))


def times_of(schedule: Schedule) -> str:
    """The hours of a schedule in words: "07:30 and 18:00"."""
    return " and ".join(
        part
        for part in (", ".join(f"{at:%H:%M}" for at in schedule.times[:-1]),
                     *(f"{at:%H:%M}" for at in schedule.times[-1:]))
        if part
    )  # fmt: skip


def days_of(schedule: Schedule, language: str) -> str:
    """The days of a schedule in words: "every day", "Mon to Fri", "Mon, Wed"."""
    days = schedule.days
    if len(days) == 7:
        return say("days.all", language)
    if len(days) > 2 and days == tuple(range(days[0], days[0] + len(days))):
        return say("days.span", language, first=_DAYS[days[0]], last=_DAYS[days[-1]])
    return ", ".join(_DAYS[day] for day in days)


class ScheduleSettings:
    """When and where, by words and by buttons."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def schedule(self, request: Request) -> None:
        """Set the hours, or show them with the next three editions."""
        if request.words:
            chat = await self._room.chats.schedule_from(request.chat_ref, request.words)
            if isinstance(chat, str):
                await self._room.say(request, "schedule.bad", reason=chat)
                return
        else:
            chat = await self._room.chats.get(request.chat_ref)
        await self._room.send(request, self.hours(request, chat))
        if request.words and chat.timezone is None and request.private:
            await self._room.send(request, self.places(request, chat, "t"))

    async def timezone(self, request: Request) -> None:
        """Set the zone, or show it with clocks to choose from."""
        if request.words:
            chat = await self._room.chats.set_zone(request.chat_ref, request.words)
            if chat is None:
                await self._room.say(request, "zone.bad", words=request.words[:60])
                return
        else:
            chat = await self._room.chats.get(request.chat_ref)
        await self._room.send(request, self.places(request, chat, "t"))

    async def hours_tap(self, request: Request, tap: Tap) -> None:
        """A button of hours in the settings."""
        if tap.name in ("ask", "other"):
            chat = await self._room.chats.get(request.chat_ref)
        else:
            chat = await self._room.chats.set_schedule(request.chat_ref, schedule_of(tap.name))
        message = self.hours(request, chat, other=tap.name == "other")
        await self._room.show(request, message)

    async def place_tap(self, request: Request, tap: Tap) -> None:
        """A clock in the settings."""
        chat = await self._room.chats.set_zone(request.chat_ref, tap.name)
        if chat is None:
            await self._room.say(request, "tap.stale")
            return
        await self._room.show(request, self.places(request, chat, "t"))

    def hours(self, request: Request, chat: Chat, *, other: bool = False) -> Message:
        """The message of hours: what holds now, the next three editions, and what to tap."""
        language, room = request.chat_ref.language, self._room
        zone, coming = room.chats.zone(chat), room.chats.editions(chat)
        if coming:
            said = ", ".join(when(due, room.clock(), zone, language) for due in coming)
            now = words(
                "schedule.now",
                language,
                times=times_of(chat.schedule),
                days=days_of(chat.schedule, language),
                zone=zone_name(zone),
                next=said,
            )
        else:
            now = words("schedule.none", language)
        rows = keyboards.hours("t") if other else keyboards.when("t", language, bool(coming))
        return _message([now, words("schedule.hint", language)], rows)

    def places(self, request: Request, chat: Chat, step: str) -> Message:
        """The message of places: the reader's present hour, and clocks to choose from."""
        language, zone = request.chat_ref.language, self._room.chats.zone(chat)
        local = self._room.clock().astimezone(ZoneInfo(zone))
        now = words("zone.now", language, hour=f"{local:%H:%M}", zone=zone_name(zone))
        rows = keyboards.where(step, self.clocks(), language, request.private)
        return _message([now, words("zone.hint", language)], rows)

    async def ask_location(self, request: Request) -> None:
        """Ask for the reader's location, with a key for it below the text box."""
        note = self._room.note(request, "place.share")
        await self._room.send(request, note, keyboards.location(request.chat_ref.language))

    async def located(self, request: Request) -> None:
        """The zone is taken from a location, which is not kept."""
        chat = await self._room.chats.set_zone(request.chat_ref, request.zone)
        if chat is not None:
            done = self._room.note(request, "place.taken", zone=zone_name(request.zone))
            await self._room.send(request, done, ReplyKeyboardRemove())
            await self._room.send(request, self.places(request, chat, "t"))

    def clocks(self) -> list[tuple[str, str]]:
        """Labels like "07:12 Berlin" with their zones, from west to east."""
        now = self._room.clock()
        return [(f"{now.astimezone(ZoneInfo(zone)):%H:%M} {city}", zone) for city, zone in _CLOCKS]


def zone_name(zone: str) -> str:
    """A zone as a reader knows it: "Berlin", "UTC+2"."""
    if zone.startswith("Etc/GMT"):
        offset = -int(zone.removeprefix("Etc/GMT") or 0)
        return f"UTC{offset:+d}" if offset else "UTC"
    return zone.rpartition("/")[2].replace("_", " ")


def _message(lines: list[Rich], rows: Rows) -> Message:
    piece = join(lines, "\n")
    return Message(piece.html, piece.plain, rows)
