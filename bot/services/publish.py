"""Slots that are due become editions in the outbox, those of many chats in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.core.editions.forum import by_thread
from bot.core.model.chats import Chat, Slot
from bot.core.model.editions import Contents, Digest, contents_of
from bot.core.model.messages import Message, PlannedEdition
from bot.core.schedule.moments import has_returned, held_until, may_come, next_edition
from bot.core.schedule.slots import slot_key
from bot.core.schedule.too_many import asks
from bot.errors import StoreUnavailable
from bot.services.editions import EditionOptions, Editions, Wanted, begins
from bot.services.ports import ArticleStore, ChatStore, Clock, FeedStore, OutboxStore, RenderDigest
from bot.services.telling.candidates import CandidateLists

log = structlog.get_logger(__name__)

LATE = timedelta(minutes=15)
TOO_LATE = timedelta(hours=24)
TRIED_AGAIN = timedelta(minutes=15)  # after a failure that is not the database's
AT_ONCE = 100
"""Chats whose editions are planned in one transaction."""
STALE = timedelta(days=2)  # what came out that long before the window is no news


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is stored of an edition beside its messages, as `PlannedEdition` has it."""

    used: tuple[tuple[int, int], ...]
    held: Contents | None

    @classmethod
    def of(cls, digest: Digest) -> _Kept:
        """Of this edition."""
        return cls(tuple(digest.used), contents_of(digest) if digest.stories else None)


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
        editions: Editions | None = None,
    ) -> None:
        self._chats, self._outbox = chats, outbox
        self._editions = editions or Editions(articles, chats, feeds)
        self._render, self._clock, self._zone = render, clock, default_zone
        self._question = question

    async def run_due(self, planned: Callable[[], object] = lambda: None) -> int:
        """Plan every slot that is due, and call `planned` whenever editions were put into the
        outbox. Returns how many these were."""
        now, count, lists = self._clock(), 0, self._editions.lists()
        while due := await self._chats.due(now, AT_ONCE):
            if some := await self._safely(due, now, lists):
                count += some
                planned()
        return count

    async def _safely(self, due: Sequence[Chat], now: datetime, lists: CandidateLists) -> int:
        """Plan the slots of some chats; where that fails for one, the others do not wait behind
        it."""
        try:
            return await self._plan(due, now, lists)
        except StoreUnavailable:
            raise
        except Exception:  # whatever is odd about this chat, it is tried again
            if len(due) > 1:
                return sum([await self._safely([chat], now, lists) for chat in due])
            log.exception("edition not made, tried again later", chat=due[0].id)
            await self._chats.postpone(due[0].id, now + TRIED_AGAIN)
            return 0

    async def _plan(self, due: Sequence[Chat], now: datetime, lists: CandidateLists) -> int:
        """The slots of some chats. Slots missed meanwhile are one; what is a day late is let go."""
        held = [chat for chat in due if not may_come(chat, self._zone_of(chat), now)]
        for chat in held:
            await self._chats.postpone(chat.id, held_until(chat, self._zone_of(chat), now))
        coming = [chat for chat in due if chat not in held]
        late = [chat for chat in coming if now - (chat.next_due or now) > TOO_LATE]
        for chat in late:
            log.warning("slot let go", chat=chat.id, slot=self._slot(chat, now).key)
        ready = [chat for chat in coming if chat not in late]
        digests = await self._editions.of_all([self._wanted(c, now) for c in ready], now, lists)
        groups = {_group(chat): chat.id for chat in ready if _is_whole_group(chat)}
        sections = await self._chats.sections(groups) if groups else {}
        split = {groups[group]: threads for group, threads in sections.items()}
        drawn = await asyncio.to_thread(self._drawn, ready, digests, now, split)
        planned = await self._outbox.plan_all([*drawn, *(self._bare(c, now) for c in late)], now)
        return sum(one.slot.chat_id in {chat.id for chat in ready} for one in planned)

    def _zone_of(self, chat: Chat) -> str:
        return chat.timezone or self._zone

    def _slot(self, chat: Chat, now: datetime) -> Slot:
        due = chat.next_due or now
        return Slot(chat.id, slot_key(due, self._zone_of(chat)), due)

    def _bare(self, chat: Chat, now: datetime) -> PlannedEdition:
        """The chat's slot without messages."""
        following = next_edition(chat, self._zone_of(chat), now)
        return PlannedEdition(self._slot(chat, now), next_due=following)

    def _wanted(self, chat: Chat, now: datetime) -> Wanted:
        since, due = begins(chat, now), chat.next_due or now
        options: EditionOptions = {
            "oldest": since - STALE,
            "next_at": next_edition(chat, self._zone_of(chat), now),
            "late_for": due if now - due > LATE else None,
        }
        return Wanted(chat, since, options=options)

    def _drawn(
        self,
        chats: Sequence[Chat],
        digests: Sequence[Digest],
        now: datetime,
        split: Mapping[int, Mapping[str, int]],
    ) -> list[PlannedEdition]:
        """Editions with the messages that carry them; `split` tells by chat and by topic of the
        news which forum topic has its section."""
        both = zip(chats, digests, strict=True)
        kept = {id(one): _Kept.of(one) for one in digests}  # many chats get the same one
        return [
            self._edition(chat, one, kept[id(one)], now, split.get(chat.id, {}))
            for chat, one in both
        ]

    def _messages(
        self, chat: Chat, digest: Digest, sections: Mapping[str, int]
    ) -> Sequence[Message]:
        """The messages of an edition, each section's in its forum topic; only the first rings."""
        if not sections:
            return self._render(digest, chat)
        drawn = [
            replace(message, thread_id=thread)
            for thread, part in by_thread(digest, chat.topics, sections)
            for message in self._render(part, chat)
        ]
        return [replace(one, silent=one.silent or at > 0) for at, one in enumerate(drawn)]

    def _edition(
        self,
        chat: Chat,
        digest: Digest,
        kept: _Kept,
        now: datetime,
        sections: Mapping[str, int],
    ) -> PlannedEdition:
        asking = [self._question(chat)] if self._question and asks(chat, now) else []
        return PlannedEdition(
            self._slot(chat, now),
            messages=(*self._messages(chat, digest, sections), *asking),
            used=kept.used,
            next_due=digest.next_at,
            ends_absence=has_returned(chat, now),
            asks=bool(asking),
            held=kept.held,
        )


def _group(chat: Chat) -> int:
    return chat.telegram_id or chat.id


def _is_whole_group(chat: Chat) -> bool:
    """Whether this is a group that may have forum topics, and none of these."""
    return chat.kind == "supergroup" and chat.thread_id is None
