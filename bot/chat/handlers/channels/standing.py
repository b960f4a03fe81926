"""What becomes of the bot in a channel: it may post, may no longer, the channel is renamed.

Who manages the channel is told in private, once for each change; the channel is told nothing.
"""

from __future__ import annotations

from dataclasses import replace

import structlog
from telegram import ChatMember, ChatMemberUpdated, ReplyKeyboardRemove, Update
from telegram.constants import ChatMemberStatus

from bot.chat.flood_control import Decision, RateLimits
from bot.chat.handlers.channels.desk import ChannelDesks
from bot.chat.handlers.settings.panel import SettingsPanel
from bot.chat.permissions import Permissions, posts
from bot.chat.rendering import texts
from bot.chat.rendering.rich_text import clip
from bot.chat.reply import Reply
from bot.chat.requests import Request
from bot.core.model.chats import ManagedChannel
from bot.services.chat_port import ChannelStore
from bot.services.chats import ChatRef, ChatSettings

log = structlog.get_logger(__name__)

_TITLE = 100  # UTF-16 units
_NO_KEYS = ReplyKeyboardRemove()  # the key that chooses a channel has done its work


class ChannelStanding:
    """Keeps a channel's settings in step with the bot's right to post there."""

    def __init__(
        self,
        reply: Reply,
        chats: ChatSettings,
        channels: ChannelStore,
        desks: ChannelDesks,
        permissions: Permissions,
        panel: SettingsPanel,
        limits: RateLimits,
    ) -> None:
        self._reply, self._chats, self._channels = reply, chats, channels
        self._desks, self._permissions, self._panel = desks, permissions, panel
        self._limits = limits

    async def changed(self, change: ChatMemberUpdated) -> None:
        """The bot may post there now, or no longer."""
        before, now = posts(change.old_chat_member), posts(change.new_chat_member)
        language = texts.known(change.from_user.language_code)
        channel, title = change.chat.id, change.chat.title or ""
        if now and not before:
            await self._chats.back(ChatRef(channel, "channel", language))
            await self._may_post(channel, title, change.from_user.id, language)
        elif before and not now:
            log.info("may no longer post", chat=channel, status=change.new_chat_member.status)
            await self._chats.left(channel, f"no right to post: {change.new_chat_member.status}")
            key = "channel.removed" if _is_out(change.new_chat_member) else "channel.lost"
            await self._tell_all(channel, key, title)

    async def renamed(self, update: Update) -> None:
        """A channel has a new title: its settings stay."""
        post = update.effective_message
        if post is not None and post.new_chat_title:
            await self._tell_all(post.chat.id, "channel.renamed", post.new_chat_title)

    async def chosen(self, update: Update) -> None:
        """A reader has chosen a channel to manage: its settings, if the reader may post there."""
        message = update.effective_message
        if message is None or message.chat_shared is None or message.from_user is None:
            return
        request = await self._request(message.from_user.id, message.from_user.language_code)
        channel = message.chat_shared.chat_id
        may = await self._permissions.may_post(channel, request.user_id)
        if not may:
            key = "channel.unknown" if may is None else "channel.former"
            await self._reply.send(request, self._reply.note(request, key), _NO_KEYS)
            return
        link = await self._channels.link(request.chat_ref.id, channel)
        await self._reply.send(request, self._reply.note(request, "channel.chosen"), _NO_KEYS)
        self._limits.take("desk", link.number)
        there = await self._desks.at(request, link)
        await self._reply.send(there, await self._panel.home(there))

    async def _may_post(self, channel: int, title: str, user_id: int, client: str) -> None:
        """Who gave the right gets the channel's settings in private, to be set without commands."""
        link = await self._channels.link(user_id, channel)
        if self._limits.take("desk", link.number) is not Decision.YES:
            return  # chosen from the list a moment ago: it stands there already
        request = await self._request(user_id, client)
        there = await self._desks.at(request, link, title)
        home, ready = await self._panel.home(there), texts.words("channel.ready", there.language)
        html, plain = f"{ready.html}\n\n{home.html}", f"{ready.plain}\n\n{home.plain}"
        await self._reply.send(there, replace(home, html=html, plain=plain))

    async def _tell_all(self, channel: int, key: str, title: str) -> None:
        for link in await self._channels.managers(channel):
            if await self._permissions.may_post(channel, link.chat_id) is False:
                await self._channels.unlink(link.number)
            else:
                await self._tell(link, key, title)

    async def _tell(self, link: ManagedChannel, key: str, title: str) -> None:
        request = await self._request(link.chat_id, None)
        named = clip(title, _TITLE) or texts.say("channel.untitled", request.language)
        await self._reply.say(request, key, title=named)

    async def _request(self, user_id: int, client: str | None) -> Request:
        """What is answered in a reader's private chat, in the language that is spoken there."""
        chat = await self._chats.get(ChatRef(user_id, language=texts.known(client)))
        return Request(ChatRef(user_id, language=chat.language), user_id, 0, trusted=True)


def _is_out(member: ChatMember) -> bool:
    return member.status in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
