"""A chat's own edition, alike whether its hour has come or its reader asks for it now."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from bot.core.editions.composition import compose
from bot.core.feeds.health import unreadable_outlets
from bot.core.model.chats import Chat
from bot.core.model.editions import Digest
from bot.services.ports import ArticleStore, ChatStore, FeedStore

WINDOW = timedelta(hours=24)
_WEEK = timedelta(days=7)
_LONGEST_WINDOW = timedelta(days=4)  # after a long silence
_MEMORY = timedelta(days=14)  # for how long a story counts as shown


def begins(chat: Chat, now: datetime) -> datetime:
    """From when on news are new to a chat at `now`: since its last edition, a day at least.

    An edition that comes once a week is of the whole week, the first one too.
    """
    if len(chat.schedule.days) == 1:
        return now - _WEEK
    return max(min(now - WINDOW, chat.last_edition_at or now), now - _LONGEST_WINDOW)


class EditionOptions(TypedDict, total=False):
    """What an edition is told of its slot: the day before which nothing is news, the next slot,
    and the slot's own time where it is late."""

    oldest: datetime | None
    next_at: datetime | None
    late_for: datetime | None


@dataclass(frozen=True, slots=True)
class Editions:
    """Makes chats' editions from what is stored."""

    articles: ArticleStore
    chats: ChatStore
    feeds: FeedStore

    async def of(
        self,
        chat: Chat,
        now: datetime,
        since: datetime,
        *,
        again: bool = False,
        **more: Unpack[EditionOptions],
    ) -> Digest:
        """What the chat has not been shown (everything, if `again`) of the stories seen `since`.

        `more` goes to `core.editions.composition.compose`.
        """
        topics = None if chat.wants_everything else chat.topics
        stories = await self.articles.stories(
            since, chat.viewer, topics=topics, feed_ids=chat.feed_ids
        )
        shown = {} if again else await self.chats.shown(chat.id, now - _MEMORY, chat.viewer)
        missing = unreadable_outlets(chat, await self.feeds.in_trouble(now), now)
        return await asyncio.to_thread(
            compose,
            stories,
            now=now,
            limit=chat.stories,
            bullets=chat.bullets,
            shown=shown,
            topics=chat.topics,
            missing=missing,
            **more,
        )
