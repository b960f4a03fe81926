"""A chat's own feeds from an OPML file: looked through, then added one by one; and out again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.core.feeds.imports import ImportPlan, plan_import
from bot.core.model.feeds import Feed, Folder, ListedFeed
from bot.core.model.refusals import Refusal
from bot.services.chats import ChatRef, ChatSettings
from bot.services.ports import FeedStore
from bot.services.subscriptions import MAX_FEEDS, Subscriptions

MAX_BYTES = 1_000_000
"""Of a file that is imported: some 5,000 feeds."""
_AT_ONCE = 3  # feeds of one import that are read side by side

ReadOpml = Callable[[bytes], list[ListedFeed] | Refusal]
"""The feeds that an OPML file lists, each as often as it stands there, or why it is none; safe with
any bytes; may take 300 ms."""
WriteOpml = Callable[[Sequence[ListedFeed]], str]
"""An OPML file of these feeds in their folders."""
Progress = Callable[[int], Awaitable[None]]
"""Told how many feeds of an import are dealt with."""


class FolderStore(Protocol):
    """In which folders a chat's own feeds lie, by the chat's own id."""

    async def put(self, chat_id: int, feed_id: int, folders: Sequence[Folder]) -> None:
        """The feed lies in these folders, and in no others."""

    async def of(self, chat_id: int) -> dict[int, tuple[Folder, ...]]:
        """By feed: its folders."""


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
        folders: FolderStore,
        read: ReadOpml,
        write: WriteOpml,
    ) -> None:
        self._chats, self._subscriptions, self._feeds = chats, subscriptions, feeds
        self._folders = folders
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
        await self._refile(chat_ref, plan)

        async def work() -> None:
            for feed in waiting:
                added = await self._subscriptions.add(chat_ref, feed.url)
                if isinstance(added, Refusal):
                    result.failed.append((feed, added))
                else:
                    result.added += not added.before
                    await self._file(chat_ref, added.feed.id, feed)
                result.done += 1
                await progress(result.done)

        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(work())

    async def export(self, chat_ref: ChatRef) -> str | None:
        """The chat's own feeds as OPML; None when it has none."""
        own = await self._own(chat_ref)
        folders = await self.folders(chat_ref)
        listed = [_listed(feed, folders.get(feed.id, ())) for feed in own]
        return await asyncio.to_thread(self._write, listed) if own else None

    async def folders(self, chat_ref: ChatRef) -> dict[int, tuple[Folder, ...]]:
        """By feed: the folders in which the chat has it."""
        return await self._folders.of((await self._chats.get(chat_ref)).id)

    async def _file(self, chat_ref: ChatRef, feed_id: int, feed: ListedFeed) -> None:
        if feed.folders:
            await self._folders.put((await self._chats.get(chat_ref)).id, feed_id, feed.folders)

    async def _refile(self, chat_ref: ChatRef, plan: ImportPlan) -> None:
        """Feeds that the chat has already go to the folders that the file has them in."""
        numbers = {feed.url: feed.id for feed in await self._own(chat_ref)}
        for feed in plan.known:
            if feed.url in numbers:
                await self._file(chat_ref, numbers[feed.url], feed)

    async def _own(self, chat_ref: ChatRef) -> list[Feed]:
        """The chat's own feeds, in the order in which it came to follow them."""
        ids = (await self._chats.get(chat_ref)).feed_ids
        by_id = {feed.id: feed for feed in await self._feeds.get(ids)}
        return [by_id[number] for number in ids if number in by_id]


def _listed(feed: Feed, folders: tuple[Folder, ...]) -> ListedFeed:
    return ListedFeed(feed.url, feed.title, bundled=False, id=feed.id, folders=folders)
