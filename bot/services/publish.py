"""Slots that are due become editions in the outbox, each in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.core.model.chats import Chat, Slot
from bot.core.model.editions import Digest, contents_of
from bot.core.model.messages import Message
from bot.core.schedule.moments import has_returned, held_until, may_come, next_edition
from bot.core.schedule.slots import slot_key
from bot.core.schedule.too_many import asks
from bot.errors import StoreUnavailable
from bot.services.editions import Editions, begins
from bot.services.ports import ArticleStore, ChatStore, Clock, FeedStore, OutboxStore, RenderDigest

log = structlog.get_logger(__name__)

LATE = timedelta(minutes=15)
TOO_LATE = timedelta(hours=24)
TRIED_AGAIN = timedelta(minutes=15)  # after a failure that is not the database's
STALE = timedelta(days=2)  # what came out that long before the window is no news


class Publisher:
    """Plans editions. What is due is asked of the store, so a restart loses nothing."""

    def __init__(
        self,
        chats: ChatStore,
        articles: ArticleStore,
        outbox: OutboxStore,
        feeds: FeedStore,
        render: RenderDigest,
        clock: Clock,
        default_zone: str = "UTC",
        question: Callable[[Chat], Message] | None = None,
    ) -> None:
        self._chats, self._outbox = chats, outbox
        self._editions = Editions(articles, chats, feeds)
        self._render, self._clock, self._zone = render, clock, default_zone
        self._question = question

    async def run_due(self, planned: Callable[[], object] = lambda: None) -> int:
        """Plan every slot that is due, and call `planned` after each edition that was put into
        the outbox. Returns how many these were."""
        now, count = self._clock(), 0
        while due := await self._chats.due(now):
            for chat in due:
                if await self._safely(chat, now):
                    count += 1
                    planned()
        return count

    async def _safely(self, chat: Chat, now: datetime) -> bool:
        """Plan one chat's slot; where that fails, the other chats do not wait behind it."""
        try:
            return await self._plan(chat, now)
        except StoreUnavailable:
            raise
        except Exception:  # whatever is odd about this chat, it is tried again
            log.exception("edition not made, tried again later", chat=chat.id)
            await self._chats.postpone(chat.id, now + TRIED_AGAIN)
            return False

    async def _plan(self, chat: Chat, now: datetime) -> bool:
        """One chat's slot. Slots missed meanwhile are one; what is a day late is let go."""
        zone, due = chat.timezone or self._zone, chat.next_due or now
        if not may_come(chat, zone, now):
            await self._chats.postpone(chat.id, held_until(chat, zone, now))
            return False
        slot = Slot(chat.id, slot_key(due, zone), due)
        following = next_edition(chat, zone, now)
        if now - due > TOO_LATE:
            log.warning("slot let go", chat=chat.id, slot=slot.key)
            await self._outbox.plan(slot, [], [], following, now)
            return False
        digest = await self._digest(chat, now, following, due if now - due > LATE else None)
        messages = await asyncio.to_thread(self._render, digest, chat)
        back = has_returned(chat, now)
        held = contents_of(digest) if digest.stories else None
        asking = [self._question(chat)] if self._question and asks(chat, now) else []
        return await self._outbox.plan(
            slot,
            [*messages, *asking],
            digest.used,
            following,
            now,
            ends_absence=back,
            held=held,
            asks=bool(asking),
        )

    async def _digest(
        self, chat: Chat, now: datetime, following: datetime | None, late_for: datetime | None
    ) -> Digest:
        since = begins(chat, now)
        return await self._editions.of(
            chat, now, since, oldest=since - STALE, next_at=following, late_for=late_for
        )
