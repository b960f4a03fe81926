"""What the followers of a feed are told of it, once: that it has ended, or has failed for a week.

Who is still to be told is asked of the store, so that a restart neither loses a word nor repeats
one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.feeds.health import TOLD_AFTER, notice_key
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.messages import Message
from bot.core.schedule.moments import may_come
from bot.services.ports import ChatStore, Clock, FeedStore

Troubled = tuple[Feed, FeedState]

RenderNotice = Callable[[Sequence[Troubled], str], Message]
"""What is the matter with these feeds, in a chat's language, as one message."""


class NoticeStore(Protocol):
    """What chats are told of their feeds: each thing once, by the key that stands for it."""

    async def followers(self, feed_ids: Collection[int]) -> dict[int, list[int]]:
        """By feed id, the ids of the active chats that follow that very feed."""

    async def told(self, keys: Collection[str]) -> set[tuple[int, str]]:
        """Which chats have been told which of these things: (chat id, key)."""

    async def tell(
        self, chat_id: int, keys: Sequence[str], message: Message, now: datetime
    ) -> bool:
        """In one transaction: the chat knows of these things now, and the message is on its way.

        False, with nothing changed, when it has known of all of them, or wants nothing any more.
        """


class FeedNotices:
    """Tells chats of their own feeds, and the operators of those of the sources file."""

    def __init__(
        self,
        feeds: FeedStore,
        chats: ChatStore,
        notices: NoticeStore,
        render: RenderNotice,
        clock: Clock,
        operators: Collection[int] = (),
        default_zone: str = "UTC",
    ) -> None:
        self._feeds, self._chats, self._notices = feeds, chats, notices
        self._render, self._clock, self._operators = render, clock, operators
        self._zone = default_zone

    async def run_due(self) -> int:
        """Plan what is still to be told, one message a chat. Returns how many were planned."""
        now = self._clock()
        found = await self._feeds.in_trouble(now - TOLD_AFTER)
        named = {notice_key(state, now): (feed, state) for feed, state in found}
        troubles = {key: row for key, row in named.items() if key}
        if not troubles:
            return 0
        planned = 0
        for chat_id, keys in (await self._untold(troubles)).items():
            chat = await self._chats.get(chat_id)
            if chat and not may_come(chat, chat.timezone or self._zone, now):
                continue  # it is told when its silence has ended
            rows = [troubles[key] for key in keys]
            message = self._render(rows, chat.language if chat else "en")
            planned += await self._notices.tell(chat_id, keys, message, now)
        return planned

    async def _untold(self, troubles: Mapping[str, Troubled]) -> dict[int, list[str]]:
        """By chat: the troubles that it is to be told of, and has not been."""
        followers = await self._notices.followers({feed.id for feed, _ in troubles.values()})
        told = await self._notices.told(troubles.keys())
        wanted: dict[int, list[str]] = defaultdict(list)
        for key, (feed, _) in troubles.items():
            operators = self._operators if feed.bundled else ()
            for chat_id in dict.fromkeys((*followers.get(feed.id, ()), *operators)):
                if (chat_id, key) not in told:
                    wanted[chat_id].append(key)
        return wanted
