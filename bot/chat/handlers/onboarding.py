"""First contact: what this is, topics, hours, place, and at once the first edition."""

from __future__ import annotations

from bot.chat.handlers.places import Places
from bot.chat.handlers.queries import Queries
from bot.chat.handlers.schedule import ScheduleSettings, times_of
from bot.chat.rendering import keyboards
from bot.chat.rendering.callbacks import Step, Tap
from bot.chat.rendering.settings.buttons import reads
from bot.chat.rendering.times import hours_of, next_edition
from bot.chat.rendering.topic_titles import title_of, titles_of
from bot.chat.rendering.zones import zone_title
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.editions.topics import Topics
from bot.core.model.chats import Chat
from bot.core.model.messages import Message
from bot.core.text.intents import intent_of
from bot.core.text.plain_commands import command_of
from bot.services.chats import ChatSettings
from bot.services.ports import Clock

_A_PLACE = 60  # characters: a city with its country, or "it is 07:12 here"


def topic_in(payload: str) -> str:
    """The words of a link's payload that name a topic ("topic-world-news"); "" for any other."""
    kind, _, words = payload.partition("-")
    return words.replace("-", " ").replace("_", " ") if kind == "topic" else ""


class Onboarding:
    """/start and its three steps, each of which edits the one message."""

    def __init__(
        self,
        reply: Reply,
        chats: ChatSettings,
        topics: Topics,
        places: Places,
        queries: Queries,
        schedule: ScheduleSettings,
        clock: Clock,
    ) -> None:
        self._reply, self._chats, self._topics = reply, chats, topics
        self._places, self._queries, self._schedule = places, queries, schedule
        self._clock = clock

    async def start(self, request: Request) -> None:
        """Say what this is, and ask for topics. A link to a topic (`?start=topic-science`) has it
        ticked at first contact, and offers it later; any other payload has no effect."""
        linked = self._topics.match(topic_in(request.words))
        known = await self._chats.is_known((await self._chats.get(request.chat_ref)).id)
        chat = await self._chats.begin(request.chat_ref)
        if linked and known and linked.name not in chat.topics:
            rows = keyboards.follow((linked,), request.language)
            title = title_of(linked, request.language)
            await self._reply.say(request, "start.linked", rows, topic=title)
            return
        if linked and not known:
            chat = await self._chats.follow(request.chat_ref, linked)
        await self._reply.send(request, self.topics(request, chat, 0))

    def topics(self, request: Request, chat: Chat, page: int) -> Message:
        """The first step, with the chat's topics ticked."""
        every, language = self._topics.all, request.language
        rows = keyboards.topics(every, chat.topics, Step.SETUP, page, language)
        rows = (*rows[:-1], *reads(Step.SETUP, chat.reads), rows[-1])
        return self._reply.note(request, "start.topics", rows)

    async def hours_tap(self, request: Request, tap: Tap) -> None:
        """The second step, or, once an hour is tapped, the third."""
        language = request.language
        if tap.name == "ask":
            rows = keyboards.when(Step.SETUP, language)
            await self._reply.show(request, self._reply.note(request, "start.when", rows))
        elif tap.name == "other":
            rows = keyboards.hours(Step.SETUP, language)
            await self._reply.show(request, self._reply.note(request, "start.hours", rows))
        else:
            chat = await self._chats.set_times(request.chat_ref, times_of(tap.name))
            if chat.schedule.times:
                await self._reply.show(request, self._places.third_step(request, chat))
            else:
                await self._ready(request, chat)

    async def clocks_tap(self, request: Request, _: Tap) -> None:
        """No, another clock: the third step once more, or the clocks of the settings."""
        chat = await self._chats.get(request.chat_ref)
        waits = self._places.waits(request)
        step = self._places.third_step if waits else self._places.message
        await self._reply.show(request, step(request, chat))

    async def place_tap(self, request: Request, tap: Tap) -> None:
        """The third step is done; who skips it keeps the zone there was."""
        before = await self._chats.get(request.chat_ref)
        skipped = tap.name == "UTC" and before.timezone
        chat = before if skipped else await self._chats.set_zone(request.chat_ref, tap.name)
        if chat is None:
            await self._reply.say(request, "tap.stale")
            return
        await self._ready(request, chat)

    async def located(self, request: Request) -> None:
        """A shared location: the end of the third step, or a change of zone later."""
        await self.timezone(request)

    async def timezone(self, request: Request) -> None:
        """A place by /timezone or a location: it ends the third step where that stands open."""
        asked = self._places.waits(request)
        if request.spot is not None:
            asked = await self._asks_where(request)
        if not asked or not (request.words or request.spot):
            await self._schedule.timezone(request)
        elif not await self._take(request):
            await self._places.unknown(request, request.words)

    async def _asks_where(self, request: Request) -> bool:
        chat = await self._chats.get(request.chat_ref)
        never_said = chat.active and bool(chat.schedule.times) and chat.timezone is None
        return self._places.waits(request) or never_said

    async def typed_place(self, request: Request) -> bool:
        """A place or a time, typed while the third step is open; whether that took the words."""
        waits = self._places.waits(request)
        if len(request.text) > _A_PLACE or not await self._asks_where(request):
            return False
        if not waits and self._topics.match(request.text):
            return False
        if command_of(request.text) is not None or intent_of(request.text) is not None:
            return False  # "help" and "danke" mean what they say here, too; the question stays open
        if await self._take(request):
            return True
        if waits:
            await self._places.unknown(request, request.text)
        return waits

    async def _take(self, request: Request) -> bool:
        """End the third step with this place, or ask which one is meant; False: there is none."""
        found = await self._places.found(request)
        if not self._places.waits(request):
            found = tuple(place for place in found if place.sure)
        if len(found) > 1 or (found and not found[0].sure):
            await self._places.offer(request, found, Step.SETUP)
        elif found and (chat := await self._chats.set_zone(request.chat_ref, found[0].zone)):
            await self._ready(request, chat)
        return bool(found)

    async def _ready(self, request: Request, chat: Chat) -> None:
        language, keys = request.language, self._places.settled(request)
        zone, coming = self._chats.zone(chat), self._chats.editions(chat)
        ready = self._reply.note(
            request,
            "start.ready" if coming else "start.ready_asked",
            keyboards.all_settings(language) if keys is None else (),
            topics=titles_of(self._topics.all, chat, language),
            times=hours_of(chat.schedule.times, language),
            zone=zone_title(zone, language),
            next=next_edition(coming[0], self._clock(), zone, language) if coming else "",
        )
        if keys is None:
            await self._reply.show(request, ready)
        else:
            await self._reply.send(request, ready, keys)
        # Whatever was asked for before, the first edition of all is whole.
        await self._queries.edition(request, again=chat.last_edition_at is None)
