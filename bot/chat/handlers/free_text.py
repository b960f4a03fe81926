"""Messages that are no command: a link, a long text, a place, or words that need help."""

from __future__ import annotations

from bot.chat.handlers.onboarding import Onboarding
from bot.chat.handlers.schedule import zone_name
from bot.chat.handlers.summaries import Summaries
from bot.chat.rendering import keyboards
from bot.chat.rendering.rich_text import clip
from bot.chat.reply import Room
from bot.chat.requests import LONG_TEXT, Request
from bot.core.schedule.timezones import zone_from

_A_PLACE = 40  # characters: a city, or "it is 07:12 here"
_BESIDE_A_LINK = 300  # characters: a longer text is itself what shall be read


class FreeText:
    """What a reader writes to us without a command, in a private chat."""

    def __init__(self, room: Room, reading: Summaries, first: Onboarding) -> None:
        self._room, self._reading, self._first = room, reading, first

    async def written(self, request: Request) -> None:
        """Read the link or the text; take a place in first contact; else say what helps."""
        if request.link and len(request.text) - len(request.link) < _BESIDE_A_LINK:
            await self._reading.page(request)
        elif len(request.text) >= LONG_TEXT:
            await self._reading.text(request)
        elif request.link:
            await self._reading.page(request)
        elif not await self._first.typed_place(request):
            await self._helpful(request)

    async def _helpful(self, request: Request) -> None:
        place = (
            zone_from(request.text, self._room.clock()) if len(request.text) <= _A_PLACE else None
        )
        if place:
            rows = keyboards.zone_is(place, zone_name(place), request.chat_ref.language)
            await self._room.say(request, "unknown.place", rows, words=clip(request.text, 40))
            return
        topic = self._room.topics.match(request.text)
        near = (topic,) if topic else self._room.topics.near(request.text)
        words = clip(request.text, 40) or "climate"
        await self._room.say(request, "unknown.text", keyboards.near(near), words=words)

    async def wordless(self, request: Request) -> None:
        """A picture, a voice, a file: nothing that we read."""
        await self._room.say(request, "unknown.wordless")

    async def unknown_command(self, request: Request) -> None:
        """A command that we do not have."""
        await self._room.say(request, "unknown.command")
