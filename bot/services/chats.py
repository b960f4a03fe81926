"""What a chat wants, changed: topics, hours, zone; begin, stop, erase, move."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TypedDict, Unpack

from bot.core.editions.topics import Topic, Topics
from bot.core.model.chats import Chat, Schedule, place_number
from bot.core.schedule.places import Place, find_places, places_near
from bot.core.schedule.slots import next_due, upcoming
from bot.core.schedule.timezones import known_zones
from bot.core.schedule.wishes import InvalidSchedule, schedule_from
from bot.services.ports import ChatStore, Clock


@dataclass(frozen=True, slots=True)
class ChatRef:
    """Where something was asked: the chat as Telegram names it, and its forum topic."""

    id: int
    kind: str = "private"
    language: str = "en"
    thread_id: int | None = None


class ChatChanges(TypedDict, total=False):
    """The fields of a `Chat` that readers change."""

    topics: tuple[str, ...]
    feed_ids: tuple[int, ...]
    only_feeds: bool
    schedule: Schedule
    timezone: str | None
    language: str
    active: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A shared location, in degrees north and east."""

    latitude: float
    longitude: float


class ChatSettings:
    """Changes to a chat's settings. Every method reads the chat afresh and saves it whole."""

    def __init__(
        self, chats: ChatStore, topics: Topics, clock: Clock, default_zone: str = "UTC"
    ) -> None:
        self._chats, self._topics = chats, topics
        self._clock, self._default_zone = clock, default_zone

    async def get(self, chat_ref: ChatRef) -> Chat:
        """The chat's settings, or those that an unknown chat begins with (not stored)."""
        known = await self._known(chat_ref)
        return known or _new(chat_ref)

    async def is_known(self, chat_id: int) -> bool:
        """Whether we keep anything of this chat, by its own id."""
        return await self._chats.get(chat_id) is not None

    async def _known(self, chat_ref: ChatRef) -> Chat | None:
        """What is stored of the forum topic, or of the chat where it was asked in none."""
        places = await self._chats.places(chat_ref.id)
        return next((one for one in places if one.thread_id == chat_ref.thread_id), None)

    async def begin(self, chat_ref: ChatRef) -> Chat:
        """First contact, or a return: the chat is stored and active again, in this language."""
        return await self.change(chat_ref, language=chat_ref.language)

    async def language(self, chat_ref: ChatRef) -> str:
        """The language to speak in a chat: the one it began with, or that of who asks."""
        return (await self.get(chat_ref)).language

    async def toggle(self, chat_ref: ChatRef, topic: Topic) -> tuple[Chat, bool]:
        """Follow the topic, or end that; the chat and whether it follows it now."""
        chat = await self.get(chat_ref)
        follows = topic.name not in chat.topics
        return await (self.follow if follows else self.unfollow)(chat_ref, topic), follows

    async def follow(self, chat_ref: ChatRef, topic: Topic) -> Chat:
        """The chat gets this topic from now on."""
        chat = await self.get(chat_ref)
        wanted = {*chat.topics, topic.name}
        known = tuple(one.name for one in self._topics.all if one.name in wanted)
        return await self.change(chat_ref, topics=known, only_feeds=False)

    async def unfollow(self, chat_ref: ChatRef, topic: Topic) -> Chat:
        """The chat does not get this topic any more."""
        chat = await self.get(chat_ref)
        kept = tuple(name for name in chat.topics if name != topic.name)
        return await self.change(chat_ref, topics=kept)

    async def set_only_feeds(self, chat_ref: ChatRef, only: bool) -> Chat:
        """Nothing but the chat's own feeds from now on, or everything besides; no topics."""
        return await self.change(chat_ref, topics=(), only_feeds=only)

    async def set_schedule(self, chat_ref: ChatRef, schedule: Schedule) -> Chat:
        """When its digests come from now on; no times: none by the clock."""
        return await self.change(chat_ref, schedule=schedule)

    async def set_times(self, chat_ref: ChatRef, times: tuple[time, ...]) -> Chat:
        """At which hours they come from now on, on the same days as before."""
        before = (await self.get(chat_ref)).schedule
        return await self.set_schedule(chat_ref, replace(before, times=times))

    async def schedule_from(self, chat_ref: ChatRef, words: str) -> Chat | InvalidSchedule:
        """The same from `07:30 18:00 mon-fri`; nothing changes where that cannot be read."""
        schedule = schedule_from(words, (await self.get(chat_ref)).schedule)
        if isinstance(schedule, InvalidSchedule):
            return schedule
        return await self.set_schedule(chat_ref, schedule)

    async def set_zone(self, chat_ref: ChatRef, zone: str) -> Chat | None:
        """Where the chat is, by an IANA name; None for a zone that there is not."""
        return await self.change(chat_ref, timezone=zone) if zone in known_zones() else None

    async def places(self, words: str) -> tuple[Place, ...]:
        """What these words can mean as a place, a clock time or an offset; one is certain."""
        return await asyncio.to_thread(find_places, words, self._clock())

    async def places_near(self, spot: Spot) -> tuple[Place, ...]:
        """The place of a shared location, which is not kept, or several near a border."""
        return await asyncio.to_thread(places_near, spot.latitude, spot.longitude, self._clock())

    async def stop(self, chat_ref: ChatRef) -> None:
        """All subscriptions end and nothing comes any more, what is on its way included."""
        if known := await self._known(chat_ref):
            await self.change(chat_ref, topics=(), feed_ids=(), schedule=Schedule(), active=False)
            await self._chats.stop(known.id, "stopped", self._clock())

    async def left(self, chat_id: int, reason: str) -> None:
        """It cannot be reached any more: its settings are kept, nothing is sent."""
        await self._chats.deactivate(chat_id, reason, self._clock())

    async def back(self, chat_ref: ChatRef) -> None:
        """A chat that had left is there again: what it had set holds again, in all its topics."""
        for chat in await self._chats.places(chat_ref.id):
            if not chat.active and (chat.topics or chat.feed_ids or chat.schedule.times):
                await self.change(replace(chat_ref, thread_id=chat.thread_id))

    async def erase(self, chat_id: int) -> None:
        """Everything that has to do with this chat is deleted."""
        await self._chats.erase(chat_id)

    async def move(self, old_id: int, new_id: int) -> None:
        """A group became a supergroup."""
        await self._chats.move(old_id, new_id)

    def zone(self, chat: Chat) -> str:
        """The zone that holds for the chat."""
        return chat.timezone or self._default_zone

    def editions(self, chat: Chat, count: int = 3) -> list[datetime]:
        """The next slots of the chat, in UTC."""
        if not chat.active:
            return []
        return upcoming(chat.schedule, self.zone(chat), self._clock(), count)

    async def change(self, chat_ref: ChatRef, **changes: Unpack[ChatChanges]) -> Chat:
        """Save the chat with these fields changed, active, its next slot worked out anew."""
        now, known = self._clock(), await self._known(chat_ref)
        chat = known or replace(_new(chat_ref), created_at=now)
        chat = replace(replace(chat, active=True, kind=chat_ref.kind), **changes)
        due = next_due(chat.schedule, self.zone(chat), now) if chat.active else None
        if known and known.active and known.next_due and known.next_due <= now:
            due = due and known.next_due  # a slot that has come is not lost by a change of mind
        chat = replace(chat, next_due=due)
        await self._chats.save(chat)
        return chat


def _new(chat_ref: ChatRef) -> Chat:
    """What a place begins with that we do not know yet."""
    number = place_number(chat_ref.id, chat_ref.thread_id)
    return Chat(
        number,
        chat_ref.kind,
        language=chat_ref.language,
        thread_id=chat_ref.thread_id,
        telegram_id=chat_ref.id if number != chat_ref.id else None,
    )
