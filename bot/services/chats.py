"""What a chat wants, changed: topics, hours, zone; begin, stop, erase, move."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Unpack

from bot.core.editions.languages import guessed
from bot.core.editions.length import LENGTHS, Length
from bot.core.editions.topics import Topic, Topics
from bot.core.model.chats import Chat, ChatChanges, Schedule, SettingsChange, place_number
from bot.core.schedule.absence import InvalidAbsence, back_on
from bot.core.schedule.moments import coming, is_paused, next_edition
from bot.core.schedule.places import Place, find_places, places_near
from bot.core.schedule.timezones import known_zones
from bot.core.schedule.wishes import InvalidSchedule, hours_between, schedule_from
from bot.services.ports import ChatStore, Clock

UNDO_FOR = timedelta(minutes=10)
"""For how long a change of settings can be taken back."""
_ONE_TAP = timedelta(hours=1)
_HEARD_AGAIN = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class ChatRef:
    """Where something was asked: the chat as Telegram names it, and its forum topic. `client` is
    the language that the client of who asked speaks, "" where it is not told."""

    id: int
    kind: str = "private"
    language: str = "en"
    thread_id: int | None = None
    client: str = ""


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

    async def at(self, number: int) -> Chat | None:
        """The chat or forum topic with this number of its own."""
        return await self._chats.get(number)

    async def is_known(self, chat_id: int) -> bool:
        """Whether we keep anything of this chat, by its own id."""
        return await self._chats.get(chat_id) is not None

    async def _known(self, chat_ref: ChatRef) -> Chat | None:
        """What is stored of the forum topic, or of the chat where it was asked in none."""
        places = await self._chats.places(chat_ref.id)
        return next((one for one in places if one.thread_id == chat_ref.thread_id), None)

    async def begin(self, chat_ref: ChatRef) -> Chat:
        """First contact, or a return: the chat is stored and active again, in this language."""
        chat = await self.get(chat_ref)
        spoken = chat.language if chat.language_chosen else chat_ref.language
        if await self.is_known(chat.id):
            return await self.change(chat_ref, language=spoken)
        return await self.change(chat_ref, language=spoken, reads=guessed(chat_ref.client))

    async def set_reads(self, chat_ref: ChatRef, language: str, wanted: bool) -> Chat:
        """The chat gets news in this language, or not any more; in none: in all."""
        others = tuple(one for one in (await self.get(chat_ref)).reads if one != language)
        return await self.change(chat_ref, reads=(*others, language) if wanted else others)

    async def read_all(self, chat_ref: ChatRef) -> Chat:
        """The chat gets news in all languages."""
        return await self.change(chat_ref, reads=())

    async def set_language(self, chat_ref: ChatRef, language: str) -> Chat:
        """The chat is spoken to in this language, whatever its readers' clients speak."""
        return await self.change(chat_ref, language=language, language_chosen=True)

    async def set_length(self, chat_ref: ChatRef, length: Length) -> Chat:
        """How long its editions are."""
        stories, bullets = LENGTHS[length]
        return await self.change(chat_ref, stories=stories, bullets=bullets)

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

    async def follow_everything(self, chat_ref: ChatRef) -> Chat:
        """No topic in particular: the chat gets all, besides its own feeds."""
        return await self.change(chat_ref, topics=(), only_feeds=False)

    async def unfollow(self, chat_ref: ChatRef, topic: Topic) -> Chat:
        """The chat does not get this topic any more."""
        chat = await self.get(chat_ref)
        kept = tuple(name for name in chat.topics if name != topic.name)
        return await self.change(chat_ref, topics=kept)

    async def set_admins_ask(self, chat_ref: ChatRef, only: bool) -> Chat:
        """Whether only administrators of a group may ask for whole editions."""
        return await self.change(chat_ref, admins_ask=only)

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

    async def set_quiet(self, chat_ref: ChatRef, words: str) -> Chat | InvalidSchedule:
        """In which hours nothing comes, from `22:00-07:00`; nothing changes if it is unreadable."""
        quiet = hours_between(words)
        if isinstance(quiet, InvalidSchedule):
            return quiet
        return await self.change(chat_ref, quiet=quiet)

    async def pause(
        self, chat_ref: ChatRef, words: str, *, again: bool = False
    ) -> Chat | InvalidAbsence:
        """Nothing comes by the clock until then (`3d`, `until Sunday`); then all that was missed.

        A pause within a pause goes on from when the first began. `again` says that it may be the
        second tap on one button: then a pause of about that length stays as it is.
        """
        chat, now = await self.get(chat_ref), self._clock()
        until = back_on(words, now, self.zone(chat))
        if isinstance(until, InvalidAbsence):
            return until
        if again and chat.paused_until and abs(until - chat.paused_until) < _ONE_TAP:
            return chat
        since = chat.away_since or now
        return await self.change(chat_ref, paused_until=until, away_since=since)

    async def resume(self, chat_ref: ChatRef) -> Chat:
        """A pause ends now; what was missed is still to come."""
        return await self.change(chat_ref, paused_until=None)

    async def returned(self, chat: Chat) -> None:
        """The chat has got what it missed in a pause that is over."""
        if chat.away_since and not is_paused(chat, self._clock()):
            await self._chats.returned(chat.id)

    async def heard(self, chat: Chat) -> None:
        """A reader has written or tapped there; noted twice a day at most."""
        now = self._clock()
        if chat.created_at is None:
            return  # nothing is kept of it
        if chat.heard_at is None or now - chat.heard_at >= _HEARD_AGAIN:
            await self._chats.heard(chat.id, now)

    async def to_undo(self, chat: Chat) -> SettingsChange | None:
        """The last change that can still be taken back, if there is one."""
        changes = await self._chats.changes(chat.id, self._clock() - UNDO_FOR)
        return next((one for one in changes if not one.undone), None)

    async def undo(self, chat_ref: ChatRef, number: int) -> Chat | None:
        """The chat with this change taken back, once; None when it is too old or none of its."""
        chat, now = await self.get(chat_ref), self._clock()
        changes = await self._chats.changes(chat.id, now - UNDO_FOR)
        found = next((one for one in changes if one.id == number), None)
        if found is None:
            return None
        if found.undone:
            return chat
        chat = replace(chat, **found.before)
        chat = replace(chat, next_due=self._due(None, chat, now))
        await self._chats.save(chat, undoes=number)
        return chat

    async def stop(self, chat_ref: ChatRef) -> Chat | None:
        """All subscriptions end and nothing comes any more, what is on its way included.

        None for a chat that is not known.
        """
        if await self._known(chat_ref) is None:
            return None
        ended = await self.change(
            chat_ref,
            topics=(),
            feed_ids=(),
            schedule=Schedule(),
            paused_until=None,
            away_since=None,
            active=False,
        )
        await self._chats.stop(ended.id, "stopped", self._clock())
        return ended

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
        return coming(chat, self.zone(chat), self._clock(), count)

    async def change(self, chat_ref: ChatRef, **changes: Unpack[ChatChanges]) -> Chat:
        """Save the chat with these fields changed, active, its next slot worked out anew."""
        now, known = self._clock(), await self._known(chat_ref)
        chat = known or replace(_new(chat_ref), created_at=now, heard_at=now)
        chat = replace(replace(chat, active=True, kind=chat_ref.kind), **changes)
        chat = replace(chat, next_due=self._due(known, chat, now))
        await self._chats.save(chat, before=known, at=now)
        return chat

    def _due(self, known: Chat | None, chat: Chat, now: datetime) -> datetime | None:
        due = next_edition(chat, self.zone(chat), now) if chat.active else None
        if known and known.active and known.next_due and known.next_due <= now:
            due = due and known.next_due  # a slot that has come is not lost by a change of mind
        return due


def _new(chat_ref: ChatRef) -> Chat:
    """What a place begins with that we do not know yet."""
    number = place_number(chat_ref.id, chat_ref.thread_id)
    # One person's client says what that person reads; who writes in a group speaks for himself.
    reads = guessed(chat_ref.client) if chat_ref.kind == "private" else ()
    return Chat(
        number,
        chat_ref.kind,
        reads=reads,
        language=chat_ref.language,
        thread_id=chat_ref.thread_id,
        telegram_id=chat_ref.id if number != chat_ref.id else None,
    )
