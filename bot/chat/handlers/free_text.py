"""Messages that are no command: a link, a long text, a place, or words that need help."""

from __future__ import annotations

from bot.chat.handlers.onboarding import FirstContact
from bot.chat.handlers.schedule import zone_name
from bot.chat.handlers.summaries import Reading
from bot.chat.rendering import keyboards
from bot.chat.rendering.rich_text import clip
from bot.chat.reply import Room
from bot.chat.requests import LONG_TEXT, Asked
from bot.core.schedule.timezones import zone_from

_A_PLACE = 40  # characters: a city, or "it is 07:12 here"
_BESIDE_A_LINK = 300  # characters: a longer text is itself what shall be read


class Plain:
    """What a reader writes to us without a command, in a private chat."""

    def __init__(self, room: Room, reading: Reading, first: FirstContact) -> None:
        self._room, self._reading, self._first = room, reading, first

    async def written(self, asked: Asked) -> None:
        """Read the link or the text; take a place in first contact; else say what helps."""
        if asked.link and len(asked.text) - len(asked.link) < _BESIDE_A_LINK:
            await self._reading.page(asked)
        elif len(asked.text) >= LONG_TEXT:
            await self._reading.text(asked)
        elif asked.link:
            await self._reading.page(asked)
        elif not await self._first.typed_place(asked):
            await self._helpful(asked)

    async def _helpful(self, asked: Asked) -> None:
        place = zone_from(asked.text, self._room.clock()) if len(asked.text) <= _A_PLACE else None
        if place:
            rows = keyboards.zone_is(place, zone_name(place), asked.place.language)
            await self._room.say(asked, "unknown.place", rows, words=clip(asked.text, 40))
            return
        topic = self._room.topics.match(asked.text)
        near = (topic,) if topic else self._room.topics.near(asked.text)
        words = clip(asked.text, 40) or "climate"
        await self._room.say(asked, "unknown.text", keyboards.near(near), words=words)

    async def wordless(self, asked: Asked) -> None:
        """A picture, a voice, a file: nothing that we read."""
        await self._room.say(asked, "unknown.wordless")

    async def unknown_command(self, asked: Asked) -> None:
        """A command that we do not have."""
        await self._room.say(asked, "unknown.command")
