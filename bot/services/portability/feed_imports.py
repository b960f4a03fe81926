"""A chat's own feeds from an OPML file: looked through, then added one by one; and out again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.core.feeds.imports import ImportPlan, plan_import
from bot.core.model.feeds import Feed
from bot.core.model.refusals import Refusal
from bot.services.chats import ChatRef, ChatSettings
from bot.services.ports import FeedStore
from bot.services.subscriptions import MAX_FEEDS, Subscriptions

MAX_BYTES = 1_000_000
"""Of a file that is imported: some 5,000 feeds."""
_AT_ONCE = 3  # feeds of one import that are read side by side

ReadOpml = Callable[[bytes], list[Feed] | Refusal]
"""The feeds that an OPML file lists, or why it is none; safe with any bytes; may take 300 ms."""
WriteOpml = Callable[[Sequence[Feed]], str]
"""An OPML file of these feeds."""
Progress = Callable[[int], Awaitable[None]]
"""Told how many feeds of an import are dealt with."""


@dataclass(slots=True)
class ImportResult:
    """What became of an import so far: how many feeds are `done`, and `added` of them, and why the
    others were not."""

    done: int = 0
    added: int = 0
    failed: list[tuple[Feed, Refusal]] = field(default_factory=list)


class FeedImports:
    """Imports and exports of chats' own feeds."""

    def __init__(
        self,
        chats: ChatSettings,
        subscriptions: Subscriptions,
        feeds: FeedStore,
        read: ReadOpml,
        write: WriteOpml,
    ) -> None:
        self._chats, self._subscriptions, self._feeds = chats, subscriptions, feeds
        self._read, self._write = read, write

    async def preview(self, chat_ref: ChatRef, data: bytes) -> ImportPlan | Refusal:
        """What importing this file would do; nothing is read from the web, nothing is stored."""
        if len(data) > MAX_BYTES:
            return Refusal("opml.too_large", f"{MAX_BYTES // 1_000_000} MB")
        listed = await asyncio.to_thread(self._read, data)
        if isinstance(listed, Refusal):
            return listed
        own = await self._own(chat_ref)
        followed = {feed.url for feed in own}
        plan = await asyncio.to_thread(plan_import, listed, followed, MAX_FEEDS - len(own))
        return plan if plan.total else Refusal("opml.empty")

    async def run(
        self, chat_ref: ChatRef, plan: ImportPlan, result: ImportResult, progress: Progress
    ) -> None:
        """Add the plan's feeds for this chat, each as /subscribe would; `result` is filled."""
        waiting = iter(plan.new)

        async def work() -> None:
            for feed in waiting:
                added = await self._subscriptions.add(chat_ref, feed.url)
                if isinstance(added, Refusal):
                    result.failed.append((feed, added))
                else:
                    result.added += not added.before
                result.done += 1
                await progress(result.done)

        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(work())

    async def export(self, chat_ref: ChatRef) -> str | None:
        """The chat's own feeds as OPML; None when it has none."""
        own = await self._own(chat_ref)
        return await asyncio.to_thread(self._write, own) if own else None

    async def _own(self, chat_ref: ChatRef) -> list[Feed]:
        """The chat's own feeds, in the order in which it came to follow them."""
        ids = (await self._chats.get(chat_ref)).feed_ids
        by_id = {feed.id: feed for feed in await self._feeds.get(ids)}
        return [by_id[number] for number in ids if number in by_id]
