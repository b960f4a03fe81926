"""When digests come and where the reader is: /schedule, /timezone and their buttons."""

from __future__ import annotations

from datetime import time

from bot.chat.handlers.places import Places
from bot.chat.rendering import keyboards
from bot.chat.rendering.callbacks import Step, Tap
from bot.chat.rendering.keyboards import Rows
from bot.chat.rendering.rich_text import Rich, join
from bot.chat.rendering.texts import say, words
from bot.chat.rendering.times import days_of, hours_of, when
from bot.chat.rendering.zones import zone_title
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.model.chats import Chat
from bot.core.model.messages import Message
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


def times_of(name: str) -> tuple[time, ...]:
    """The hours that a button stands for: a name, or an hour like "0700"."""
    if name in _TIMES:
        return _TIMES[name]
    return (time(min(int(name[:2]), 23), int(name[2:])),)


class ScheduleSettings:
    """When and where, by words and by buttons."""

    def __init__(self, reply: Reply, chats: ChatSettings, places: Places, clock: Clock) -> None:
        self._reply, self._chats, self._places, self._clock = reply, chats, places, clock

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
            await self._reply.send(request, self._places.message(request, chat))

    async def timezone(self, request: Request) -> None:
        """Set the zone, or show it with clocks to choose from."""
        if request.words or request.spot:
            await self.place(request)
            return
        chat = await self._chats.get(request.chat_ref)
        await self._reply.send(request, self._places.message(request, chat))

    async def place(self, request: Request) -> None:
        """A place written or shared: its clock holds from now on, if there is only one."""
        found = await self._places.found(request)
        if not found:
            await self._places.unknown(request, request.words)
        elif len(found) > 1 or not found[0].sure:
            await self._places.offer(request, found, Step.SETTINGS)
        elif chat := await self._chats.set_zone(request.chat_ref, found[0].zone):
            if keys := self._places.settled(request):
                done = self._reply.note(
                    request, "place.taken", zone=zone_title(found[0].zone, request.language)
                )
                await self._reply.send(request, done, keys)
            await self._reply.send(request, self._places.message(request, chat))

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
        await self._reply.show(request, self._places.message(request, chat))

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
                zone=zone_title(zone, language),
                next=said,
            )
        else:
            now = words("schedule.none", language)
        rows = (
            keyboards.hours(Step.SETTINGS, language)
            if other
            else keyboards.when(Step.SETTINGS, language, bool(coming))
        )
        return _message([now, words("schedule.hint", language)], rows)


def _reason(fault: InvalidSchedule, language: str) -> str:
    return say(f"schedule.{fault.reason.value}", language, words=fault.words, limit=MAX_TIMES)


def _message(lines: list[Rich], rows: Rows) -> Message:
    piece = join(lines, "\n")
    return Message(piece.html, piece.plain, rows)
