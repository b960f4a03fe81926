"""The list of channels in the private chat, and what is written about one without a command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.handlers.channels.desk import ChannelDesks
from bot.chat.handlers.following import Following
from bot.chat.handlers.schedule import ScheduleSettings
from bot.chat.handlers.settings.panel import SettingsPanel
from bot.chat.permissions import Permissions
from bot.chat.rendering.callbacks import Tap, Verb
from bot.chat.rendering.settings import channels as keyboards
from bot.chat.rendering.texts import say
from bot.chat.reply import Reply
from bot.chat.requests import Answerer, Request
from bot.core.editions.topics import Topics
from bot.core.model.chats import Schedule
from bot.core.schedule.wishes import InvalidSchedule, schedule_from
from bot.services.chat_port import ChannelStore
from bot.services.chats import ChatSettings
from bot.services.subscriptions import address_in

_LISTED = 20  # channels: each costs two questions to Telegram


class ChannelScreens:
    """Which channels there are, one of them opened, one more chosen."""

    def __init__(
        self,
        reply: Reply,
        channels: ChannelStore,
        desks: ChannelDesks,
        permissions: Permissions,
        panel: SettingsPanel,
    ) -> None:
        self._reply, self._channels, self._desks = reply, channels, desks
        self._permissions, self._panel = permissions, panel

    @property
    def taps(self) -> Mapping[Verb, Answerer]:
        """What answers its buttons."""
        return {Verb.CHANNELS: self.tapped}

    async def tapped(self, request: Request, tap: Tap) -> None:
        """The list, a channel of it, or the way to choose another; in a private chat alone."""
        if not request.private:
            await self._reply.say(request, "tap.stale")
        elif tap.name == "open":
            there = await self._desks.enter(replace(request, channel=tap.id))
            if there is not None:
                await self._reply.show(there, await self._panel.home(there))
        elif tap.name == "choose":
            note = self._reply.note(request, "channels.choose")
            await self._reply.send(request, note, keyboards.choose(request.language))
        else:
            await self._list(request)

    async def _list(self, request: Request) -> None:
        titles = await self._titles(request)
        rows = keyboards.listing(titles, request.language)
        key = "channels.head" if titles else "channels.none"
        await self._reply.show(request, self._reply.note(request, key, rows))

    async def _titles(self, request: Request) -> list[tuple[int, str]]:
        """The channels by number and title; one that this reader may not post in is forgotten."""
        found = []
        for link in (await self._channels.of(request.chat_ref.id))[:_LISTED]:
            if await self._permissions.may_post(link.channel_id, request.user_id) is False:
                await self._channels.unlink(link.number)
                continue
            title = await self._permissions.title(link.channel_id)
            found.append((link.number, title or say("channel.untitled", request.language)))
        return found


class ChannelWords:
    """Plain words in reply to a message about a channel: a topic, an address, hours, or a place."""

    def __init__(
        self,
        reply: Reply,
        chats: ChatSettings,
        topics: Topics,
        following: Following,
        schedule: ScheduleSettings,
    ) -> None:
        self._reply, self._chats, self._topics = reply, chats, topics
        self._following, self._schedule = following, schedule

    async def written(self, request: Request) -> None:
        """Set what the words name; nothing of it is ever posted in the channel."""
        words = request.words
        if self._topics.match(words) or address_in(words):
            await self._following.subscribe(request)
        elif not isinstance(schedule_from(words, Schedule()), InvalidSchedule):
            await self._schedule.schedule(request)
        elif await self._chats.places(words):
            await self._schedule.timezone(request)
        else:
            await self._reply.say(request, "channel.words")
