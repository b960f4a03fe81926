"""Messages that are no command: a link, a long text, a place, or words that need help."""

from __future__ import annotations

from bot.chat.handlers.onboarding import Onboarding
from bot.chat.handlers.summaries import Summaries
from bot.chat.rendering import keyboards
from bot.chat.rendering.rich_text import clip
from bot.chat.reply import Reply
from bot.chat.requests import LONG_TEXT, Request
from bot.core.editions.topics import Topics
from bot.core.schedule.timezones import zone_name
from bot.services.chats import ChatSettings

_A_PLACE = 40  # characters: a city, or "it is 07:12 here"
_BESIDE_A_LINK = 300  # characters: a longer text is itself what shall be read


class FreeText:
    """What a reader writes to us without a command, in a private chat."""

    def __init__(
        self,
        reply: Reply,
        chats: ChatSettings,
        topics: Topics,
        reading: Summaries,
        first: Onboarding,
    ) -> None:
        self._reply, self._chats, self._topics = reply, chats, topics
        self._reading, self._first = reading, first

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
        short = len(request.text) <= _A_PLACE and not self._topics.match(request.text)
        found = await self._chats.places(request.text) if short else ()
        if len(found) == 1:
            zone = found[0].zone
            rows = keyboards.zone_is(zone, found[0].label or zone_name(zone), request.language)
            await self._reply.say(request, "unknown.place", rows, words=clip(request.text, 40))
            return
        topic = self._topics.match(request.text)
        near = (topic,) if topic else self._topics.near(request.text)
        words = clip(request.text, 40) or "climate"
        await self._reply.say(
            request, "unknown.text", keyboards.near(near, request.language), words=words
        )

    async def wordless(self, request: Request) -> None:
        """A picture, a voice, a file: nothing that we read."""
        await self._reply.say(request, "unknown.wordless")

    async def unknown_command(self, request: Request) -> None:
        """A command that we do not have."""
        await self._reply.say(request, "unknown.command")
