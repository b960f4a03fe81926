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
from bot.chat.requests import Asked
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


class Wishes:
    """When and where, by words and by buttons."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def schedule(self, asked: Asked) -> None:
        """Set the hours, or show them with the next three editions."""
        if asked.words:
            chat = await self._room.chats.schedule_from(asked.place, asked.words)
            if isinstance(chat, str):
                await self._room.say(asked, "schedule.bad", reason=chat)
                return
        else:
            chat = await self._room.chats.get(asked.place)
        await self._room.send(asked, self.hours(asked, chat))
        if asked.words and chat.timezone is None and asked.private:
            await self._room.send(asked, self.places(asked, chat, "t"))

    async def timezone(self, asked: Asked) -> None:
        """Set the zone, or show it with clocks to choose from."""
        if asked.words:
            chat = await self._room.chats.set_zone(asked.place, asked.words)
            if chat is None:
                await self._room.say(asked, "zone.bad", words=asked.words[:60])
                return
        else:
            chat = await self._room.chats.get(asked.place)
        await self._room.send(asked, self.places(asked, chat, "t"))

    async def hours_tap(self, asked: Asked, tap: Tap) -> None:
        """A button of hours in the settings."""
        if tap.name in ("ask", "other"):
            chat = await self._room.chats.get(asked.place)
        else:
            chat = await self._room.chats.set_schedule(asked.place, schedule_of(tap.name))
        message = self.hours(asked, chat, other=tap.name == "other")
        await self._room.show(asked, message)

    async def place_tap(self, asked: Asked, tap: Tap) -> None:
        """A clock in the settings."""
        chat = await self._room.chats.set_zone(asked.place, tap.name)
        if chat is None:
            await self._room.say(asked, "tap.stale")
            return
        await self._room.show(asked, self.places(asked, chat, "t"))

    def hours(self, asked: Asked, chat: Chat, *, other: bool = False) -> Message:
        """The message of hours: what holds now, the next three editions, and what to tap."""
        language, room = asked.place.language, self._room
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

    def places(self, asked: Asked, chat: Chat, step: str) -> Message:
        """The message of places: the reader's present hour, and clocks to choose from."""
        language, zone = asked.place.language, self._room.chats.zone(chat)
        local = self._room.clock().astimezone(ZoneInfo(zone))
        now = words("zone.now", language, hour=f"{local:%H:%M}", zone=zone_name(zone))
        rows = keyboards.where(step, self.clocks(), language, asked.private)
        return _message([now, words("zone.hint", language)], rows)

    async def ask_location(self, asked: Asked) -> None:
        """Ask for the reader's location, with a key for it below the text box."""
        note = self._room.note(asked, "place.share")
        await self._room.send(asked, note, keyboards.location(asked.place.language))

    async def located(self, asked: Asked) -> None:
        """The zone is taken from a location, which is not kept."""
        chat = await self._room.chats.set_zone(asked.place, asked.zone)
        if chat is not None:
            done = self._room.note(asked, "place.taken", zone=zone_name(asked.zone))
            await self._room.send(asked, done, ReplyKeyboardRemove())
            await self._room.send(asked, self.places(asked, chat, "t"))

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
