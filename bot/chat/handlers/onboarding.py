"""First contact: what this is, topics, hours, place, and at once the first edition."""

from __future__ import annotations

from telegram import ReplyKeyboardRemove

from bot.chat.handlers.queries import Queries
from bot.chat.handlers.schedule import ScheduleSettings, times_of
from bot.chat.rendering import keyboards
from bot.chat.rendering.callbacks import Step, Tap
from bot.chat.rendering.texts import say
from bot.chat.rendering.times import hours_of
from bot.chat.rendering.topic_titles import titles_of
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.chat.transport.sender import Keys
from bot.core.editions.topics import Topics
from bot.core.model.chats import Chat
from bot.core.model.messages import Message
from bot.core.schedule.timezones import zone_from, zone_name
from bot.services.chats import ChatSettings
from bot.services.ports import Clock


class Onboarding:
    """/start and its three steps, each of which edits the one message."""

    def __init__(
        self,
        reply: Reply,
        chats: ChatSettings,
        topics: Topics,
        clock: Clock,
        asking: Queries,
        wishes: ScheduleSettings,
    ) -> None:
        self._reply, self._chats, self._topics = reply, chats, topics
        self._clock, self._asking, self._wishes = clock, asking, wishes

    async def start(self, request: Request) -> None:
        """Say what this is, and ask for topics. A payload behind /start has no effect."""
        chat = await self._chats.begin(request.chat_ref)
        await self._reply.send(request, self.topics(request, chat, 0))

    def topics(self, request: Request, chat: Chat, page: int) -> Message:
        """The first step, with the chat's topics ticked."""
        every, language = self._topics.all, request.language
        rows = keyboards.topics(every, chat.topics, Step.SETUP, page, language)
        return self._reply.note(request, "start.topics", rows)

    async def hours_tap(self, request: Request, tap: Tap) -> None:
        """The second step, or, once an hour is tapped, the third."""
        language = request.language
        if tap.name == "ask":
            rows = keyboards.when(Step.SETUP, language)
            await self._reply.show(request, self._reply.note(request, "start.when", rows))
        elif tap.name == "other":
            rows = keyboards.hours(Step.SETUP)
            await self._reply.show(request, self._reply.note(request, "start.hours", rows))
        else:
            chat = await self._chats.set_times(request.chat_ref, times_of(tap.name))
            rows = keyboards.where(Step.SETUP, self._wishes.clocks(), language, request.private)
            times = hours_of(chat.schedule.times, language)
            # In a group a bot sees commands alone: a city on its own would never reach us.
            words = "start.where" if request.private else "start.where_group"
            await self._reply.show(request, self._reply.note(request, words, rows, times=times))

    async def place_tap(self, request: Request, tap: Tap) -> None:
        """The third step is done."""
        chat = await self._chats.set_zone(request.chat_ref, tap.name)
        if chat is None:
            await self._reply.say(request, "tap.stale")
            return
        await self._ready(request, chat)

    async def located(self, request: Request) -> None:
        """A shared location: the end of the third step, or a change of zone later."""
        if not await self._asks_where(request):
            await self._wishes.located(request)
            return
        chat = await self._chats.set_zone(request.chat_ref, request.zone)
        if chat is not None:
            await self._ready(request, chat, ReplyKeyboardRemove())

    async def _asks_where(self, request: Request) -> bool:
        chat = await self._chats.get(request.chat_ref)
        return chat.active and bool(chat.schedule.times) and chat.timezone is None

    async def typed_place(self, request: Request) -> bool:
        """A city or a time, typed while the third step is open; whether it was one."""
        if not await self._asks_where(request):
            return False
        if zone_from(request.text, self._clock()) is None:
            return False
        found = await self._chats.set_zone(request.chat_ref, request.text)
        if found is not None:
            await self._ready(request, found)
        return found is not None

    async def _ready(self, request: Request, chat: Chat, keys: Keys | None = None) -> None:
        language = request.language
        ready = self._reply.note(
            request,
            "start.ready",
            topics=titles_of(self._topics.all, chat, language),
            times=hours_of(chat.schedule.times, language) or say("start.no_times", language),
            zone=zone_name(self._chats.zone(chat)),
        )
        if keys is None:
            await self._reply.show(request, ready)
        else:
            await self._reply.send(request, ready, keys)
        await self._asking.edition(request)
