"""Who may change a group's settings: its administrators, asked of Telegram, kept a minute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from telegram import ChatMember
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.chat.requests import Request
from bot.chat.transport.client import TelegramClient

log = structlog.get_logger(__name__)

_KEPT = timedelta(seconds=60)
_RANKS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
# Telegram's stand-ins for whoever writes anonymously: as users they prove nothing.
_NOBODY = frozenset({0, 1087968824, 136817688, 777000})


def posts(member: ChatMember) -> bool:
    """Whether this member of a channel may post there."""
    right = getattr(member, "can_post_messages", None)
    administers = member.status == ChatMemberStatus.ADMINISTRATOR and right is not False
    return administers or member.status == ChatMemberStatus.OWNER


class Permissions:
    """Tells administrators from others."""

    def __init__(self, bot: TelegramClient, clock: Callable[[], datetime]) -> None:
        self._bot, self._clock = bot, clock
        self._known: dict[tuple[int, int], tuple[datetime, bool]] = {}

    async def may_change(self, request: Request) -> bool:
        """Whether this reader may change the settings of the chat where this was asked."""
        if request.trusted:
            return True
        if request.user_id in _NOBODY:
            return False
        who, now = (request.chat_ref.id, request.user_id), self._clock()
        until, rank = self._known.get(who, (now, False))
        if until <= now:
            try:
                member = await self._bot.get_chat_member(*who)
            except TelegramError as error:  # who cannot be asked about may not change anything
                log.warning("rank unknown", chat=request.chat_ref.id, reason=type(error).__name__)
                return False
            rank = member.status in _RANKS
            self._known = {key: kept for key, kept in self._known.items() if kept[0] > now}
            self._known[who] = (now + _KEPT, rank)
        return rank

    async def may_post(self, channel_id: int, user_id: int) -> bool | None:
        """Whether this reader may post in the channel, asked anew each time; None where Telegram
        does not say, as where we are no administrator there ourselves."""
        try:
            return posts(await self._bot.get_chat_member(channel_id, user_id))
        except TelegramError as error:
            log.info("right to post unknown", chat=channel_id, reason=type(error).__name__)
            return None

    async def title(self, chat_id: int) -> str:
        """The title that a chat has now; "" where Telegram does not say."""
        try:
            return await self._bot.title(chat_id)
        except TelegramError as error:
            log.info("title unknown", chat=chat_id, reason=type(error).__name__)
            return ""
