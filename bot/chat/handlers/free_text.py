"""Messages that are no command: a link, a long text, a place, or words that need help."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.chat.handlers.channels.screens import ChannelWords
from bot.chat.handlers.onboarding import Onboarding
from bot.chat.handlers.privacy import Privacy
from bot.chat.handlers.queries import Queries
from bot.chat.handlers.settings.pauses import Pauses
from bot.chat.handlers.summaries import Summaries
from bot.chat.handlers.taste.stories import StoryCards
from bot.chat.rendering import clock_keyboards
from bot.chat.rendering.rich_text import clip
from bot.chat.rendering.zones import title_of_place
from bot.chat.reply import Reply
from bot.chat.requests import LONG_TEXT, Request
from bot.core.editions.topics import Topics
from bot.core.schedule.absence import is_absence, is_return
from bot.core.schedule.places import Place
from bot.core.schedule.wishes import plain_wish
from bot.core.text.intents import Intent, intent_of
from bot.core.text.plain_commands import command_of
from bot.services.chats import ChatSettings

_A_PLACE = 40  # characters: a city, or "it is 07:12 here"
_QUERY_WORDS = 6  # words: more of them are a sentence that wants something else
_BESIDE_A_LINK = 300  # characters: a longer text is itself what shall be read


_NUMBER = re.compile(r"#?\d{1,2}")

Answer = Callable[[Request], Awaitable[None]]


class FreeText:
    """What a reader writes to us without a command, in a private chat."""

    def __init__(
        self,
        reply: Reply,
        chats: ChatSettings,
        topics: Topics,
        reading: Summaries,
        first: Onboarding,
        queries: Queries,
        privacy: Privacy,
        pauses: Pauses,
        channel: ChannelWords,
        cards: StoryCards,
        commands: Mapping[str, Answer],
    ) -> None:
        self._reply, self._chats, self._topics = reply, chats, topics
        self._reading, self._first = reading, first
        self._queries, self._privacy, self._pauses = queries, privacy, pauses
        self._channel, self._cards, self._commands = channel, cards, commands

    async def written(self, request: Request) -> None:
        """Read the link or the text, take a place in first contact, do what the words wish; any
        other words are looked for in the news."""
        if request.desk:
            await self._channel.written(request)
        elif request.link and len(request.text) - len("".join(request.links)) < _BESIDE_A_LINK:
            await self._reading.pages(request)
        elif len(request.text) >= LONG_TEXT:
            await self._reading.text(request)
        elif request.link:
            await self._reading.pages(request)
        elif not await self._first.typed_place(request):
            await self._meant(request)

    async def _meant(self, request: Request) -> None:
        """Do what plain words wish for; few words that wish for nothing are a topic."""
        slashed = request.text.startswith("/")  # all but a command: that would not come here
        command = None if slashed else command_of(request.text)
        intent = None if slashed else intent_of(request.text)
        if command is not None:
            await self._commands[command[0]](replace(request, words=command[1]))
        elif _NUMBER.fullmatch(request.text) and await self._cards.numbered(request):
            return
        elif intent is not None:
            await self._intended(request, intent)
        elif is_return(request.text):
            await self._pauses.resume(request)
        elif is_absence(request.text):
            await self._pauses.away(request)
        elif await self._schedule(request):
            return
        elif slashed or len(request.text.split()) > _QUERY_WORDS:
            words = clip(request.text, 40) or "climate"
            await self._reply.say(request, "unknown.text", words=words)
        elif await self._queries.may(request) and not await self._queries.found(request):
            await self._nothing_on(request)

    async def _schedule(self, request: Request) -> bool:
        """Take words as hours and days, where they are that; whether they are."""
        chat = await self._chats.get(request.chat_ref)
        wished = plain_wish(request.text, chat.schedule)
        if wished is not None:
            await self._commands["schedule"](replace(request, words=request.text))
        return wished is not None

    async def _intended(self, request: Request, intent: Intent) -> None:
        if intent is Intent.HELLO and not await self._chats.is_known(request.chat_ref.id):
            await self._first.start(replace(request, words=""))
        elif intent in (Intent.HELP, Intent.HELLO):
            await self._privacy.help(request)
        elif intent is Intent.NEWS:
            await self._queries.digest(request)
        elif intent is Intent.STOP:
            await self._pauses.stop(request)
        else:
            key = "thanks.reply" if intent is Intent.THANKS else "fine.reply"
            await self._reply.say(request, key)

    async def _nothing_on(self, request: Request) -> None:
        """A place that no story speaks of may be where the reader is."""
        place = await self._place(request.text)
        if place is None:
            await self._queries.words(request)
            return
        title = title_of_place(place, request.language)
        rows = clock_keyboards.zone_is(place.zone, title, request.language)
        await self._reply.say(request, "unknown.place", rows, words=clip(request.text, 40))

    async def _place(self, text: str) -> Place | None:
        """The one place or clock that a short text names, unless it names a topic."""
        if len(text) > _A_PLACE or self._topics.match(text):
            return None
        found = await self._chats.places(text)
        return found[0] if len(found) == 1 and found[0].sure else None

    async def wordless(self, request: Request) -> None:
        """A picture, a voice, a file: nothing that we read."""
        await self._reply.say(request, "unknown.wordless")

    async def unknown_command(self, request: Request) -> None:
        """A command that we do not have."""
        await self._reply.say(request, "unknown.command")
