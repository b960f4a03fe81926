"""Where the bot is: added to a group or channel, removed, blocked, unblocked; groups that move."""

from __future__ import annotations

import structlog
from telegram import ChatMember, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.chat.flood_control import Decision, RateLimits
from bot.chat.handlers.channels.standing import ChannelStanding
from bot.chat.rendering import texts
from bot.chat.transport.sender import TelegramSender
from bot.core.model.messages import Message
from bot.services.chats import ChatRef, ChatSettings

log = structlog.get_logger(__name__)

_OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def _is_in(member: ChatMember) -> bool:
    restricted_out = getattr(member, "is_member", True) is False
    return member.status not in _OUT and not restricted_out


class Membership:
    """Keeps who can be reached in step with Telegram; greets a group once, never a channel."""

    def __init__(
        self,
        sender: TelegramSender,
        chats: ChatSettings,
        limits: RateLimits,
        channels: ChannelStanding,
    ) -> None:
        self._sender, self._chats, self._limits = sender, chats, limits
        self._channels = channels

    async def changed(self, update: Update) -> None:
        """The bot's own standing in a chat changed."""
        change = update.my_chat_member
        if change is None:
            return
        if change.chat.type == ChatType.CHANNEL:
            await self._channels.changed(change)
            return
        before, now = _is_in(change.old_chat_member), _is_in(change.new_chat_member)
        language = texts.known(change.from_user.language_code)
        chat_ref = ChatRef(change.chat.id, change.chat.type, language)
        if before and not now:
            log.info("left a chat", chat=chat_ref.id, status=change.new_chat_member.status)
            await self._chats.left(chat_ref.id, change.new_chat_member.status)
        elif now and not before:
            await self._chats.back(chat_ref)
            if chat_ref.kind in (ChatType.GROUP, ChatType.SUPERGROUP):
                await self._greet(chat_ref)

    async def _greet(self, chat_ref: ChatRef) -> None:
        first = self._limits.take("hello", chat_ref.id) is Decision.YES
        if first and not await self._chats.is_known(chat_ref.id):
            piece = texts.words("group.hello", chat_ref.language)
            await self._sender.answer(chat_ref.id, Message(piece.html, piece.plain))

    async def migrated(self, update: Update) -> None:
        """A group became a supergroup: told in the old chat or in the new one."""
        message = update.effective_message
        if message is None:
            return
        if message.migrate_to_chat_id:
            await self._chats.move(message.chat.id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id:
            await self._chats.move(message.migrate_from_chat_id, message.chat.id)
