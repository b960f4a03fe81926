"""The way from a private chat into a channel: who may is asked of Telegram each time."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.permissions import Permissions
from bot.chat.rendering.texts import say
from bot.chat.reply import Reply
from bot.chat.requests import Desk, Request
from bot.core.model.chats import ManagedChannel
from bot.services.chat_port import ChannelStore
from bot.services.chats import ChatRef


class ChannelDesks:
    """Turns what an administrator taps or writes in private into a request about the channel."""

    def __init__(self, reply: Reply, channels: ChannelStore, permissions: Permissions) -> None:
        self._reply, self._channels, self._permissions = reply, channels, permissions

    async def enter(self, request: Request) -> Request | None:
        """The request about the channel that its number stands for. None where this reader may
        not post there (any more), which is then said."""
        link = await self._channels.get(request.channel, request.chat_ref.id)
        if link is None:
            await self._refuse(request, "tap.stale")
            return None
        may = await self._permissions.may_post(link.channel_id, request.user_id)
        if may:
            return await self.at(request, link)
        if may is False:
            await self._channels.unlink(link.number)
        await self._refuse(request, "channel.unknown" if may is None else "channel.former")
        return None

    async def at(self, request: Request, link: ManagedChannel, title: str = "") -> Request:
        """The request as one about the channel, whose administrator has been let in."""
        title = title or await self._permissions.title(link.channel_id)
        title = title or say("channel.untitled", request.language)
        channel = ChatRef(link.channel_id, "channel", request.language)
        desk = Desk(request.chat_ref, link.number, title)
        return replace(request, chat_ref=channel, trusted=True, desk=desk)

    async def _refuse(self, request: Request, key: str) -> None:
        if request.query_id:
            text = say(key, request.language)
            await self._reply.end_tap(request.query_id, text, alert=True)
        else:
            await self._reply.say(request, key)
