"""Chats: their settings, what they have been shown, and how they move, leave and are forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, true, update

from bot.core.model.chats import Chat, SettingsChange, Shown, Viewer
from bot.core.model.editions import Contents
from bot.core.model.tastes import Taste
from bot.store.chats.changes import forget_changes, held_of, load_changes, mark_undone
from bot.store.chats.channel_store import erase_channels
from bot.store.chats.chat_export import Rows, export_chat
from bot.store.chats.deactivation import end_chat, end_place, ended_for_good
from bot.store.chats.forum_store import (
    drop_section,
    erase_sections,
    load_sections,
    put_section,
)
from bot.store.chats.migration import move_chat
from bot.store.chats.settings import load_chat, load_chats, load_places, save_chat
from bot.store.chats.shown_articles import (
    end_absence,
    forget_shown,
    load_shown,
    mark_shown,
)
from bot.store.chats.taste_store import (
    erase_taste,
    load_contents,
    load_contents_with,
    load_taste,
    load_tastes,
    save_contents,
)
from bot.store.database import Database
from bot.store.feeds.feed_store import drop_orphans
from bot.store.schema import (
    chat_feeds,
    chats,
    editions,
    inbox,
    outbox,
    shown,
)
from bot.store.uncancelled import finish_when_cancelled


@finish_when_cancelled
class SqlChats:
    """`ports.ChatStore` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, chat_id: int) -> Chat | None:
        """The chat's settings by its own id, or None for a chat we do not know."""
        async with self._database.read() as connection:
            return await load_chat(connection, chat_id)

    async def places(self, telegram_id: int) -> list[Chat]:
        """The settings of a chat of Telegram's, and of each of its forum topics."""
        async with self._database.read() as connection:
            return await load_places(connection, telegram_id)

    async def save(
        self,
        chat: Chat,
        *,
        before: Chat | None = None,
        at: datetime | None = None,
        undoes: int = 0,
    ) -> None:
        """Create or replace a chat's settings, with its topics and feeds.

        When it was created and its last edition never go back in time. A feed that this chat
        alone had added and no longer follows is dropped. With what was `before`, the change can be
        taken back for a while from `at` on, and such feeds are held; `undoes` is the change that
        this takes back.
        """
        async with self._database.write() as connection:
            await save_chat(connection, self._database, chat, before, at)
            if undoes:
                await mark_undone(connection, chat.id, undoes)

    async def changes(self, chat_id: int, since: datetime) -> list[SettingsChange]:
        """The changes of a chat's settings since then, the newest first."""
        async with self._database.read() as connection:
            return await load_changes(connection, chat_id, since)

    async def forget_changes(self, before: datetime) -> None:
        """Changes from before then can be taken back no more; feeds that they alone held go."""
        async with self._database.write() as connection:
            await forget_changes(connection, before)

    async def postpone(self, chat_id: int, next_due: datetime | None) -> None:
        """Its next edition comes then, and not when it was due."""
        later = update(chats).where(chats.c.id == chat_id).values(next_due=next_due)
        async with self._database.write() as connection:
            await connection.execute(later)

    async def heard(self, chat_id: int, now: datetime) -> None:
        """A reader has written or tapped there."""
        noted = update(chats).where(chats.c.id == chat_id).values(heard_at=now)
        async with self._database.write() as connection:
            await connection.execute(noted)

    async def returned(self, chat_id: int) -> None:
        """What was missed in a pause has come, and the pause is over."""
        async with self._database.write() as connection:
            await connection.execute(end_absence([chat_id]))

    async def due(self, now: datetime, limit: int = 100) -> list[Chat]:
        """Active chats whose `next_due` has come, longest due first."""
        statement = (
            select(chats)
            .where(chats.c.active == true(), chats.c.next_due <= now)
            .order_by(chats.c.next_due, chats.c.id)
            .limit(limit)
        )
        async with self._database.read() as connection:
            return await load_chats(connection, statement)

    async def shown(self, chat_id: int, since: datetime, viewer: Viewer) -> dict[int, Shown]:
        """By story id: what this chat was shown since then.

        Articles that have been put into another story since count for the story they are in now.
        An article that another feed of the viewer's has brought, too, was shown with the first.
        """
        async with self._database.read() as connection:
            return (await load_shown(connection, [chat_id], since, viewer)).get(chat_id, {})

    async def shown_to(
        self, chat_ids: Collection[int], since: datetime, kept: dict[Any, Any] | None = None
    ) -> dict[int, dict[int, Shown]]:
        """The same of chats, each as it sees articles now; those without any are left out. `kept`
        holds from one call to the next what chats share, as it was stored at the first."""
        async with self._database.read() as connection:
            return await load_shown(connection, chat_ids, since, kept=kept)

    async def mark_shown(
        self, chat_id: int, pairs: Iterable[tuple[int, int]], now: datetime
    ) -> None:
        """Outside a planned slot: these (story id, article id) pairs were shown to the chat."""
        async with self._database.write() as connection:
            await mark_shown(connection, self._database, {chat_id: tuple(pairs)}, now)

    async def forget_shown(self, before: datetime) -> None:
        """Retention: what was last shown before then may be shown again."""
        while await forget_shown(self._database, before):
            pass

    async def tastes(self, chat_ids: Collection[int], now: datetime) -> dict[int, Taste]:
        """The tastes of chats at `now`; those that have said nothing are left out."""
        async with self._database.read() as connection:
            return await load_tastes(connection, chat_ids, now)

    async def taste(self, chat_id: int, now: datetime) -> Taste:
        """What the chat mutes, follows and leans to at `now`."""
        async with self._database.read() as connection:
            return await load_taste(connection, chat_id, now)

    async def contents(self, chat_id: int, second: int | None = None) -> Contents | None:
        """What the chat's edition of that second held, or its last edition."""
        async with self._database.read() as connection:
            return await load_contents(connection, chat_id, second)

    async def contents_with(self, chat_id: int, story_id: int) -> Contents | None:
        """What the chat's last edition held in which this story stood."""
        async with self._database.read() as connection:
            return await load_contents_with(connection, chat_id, story_id)

    async def keep_contents(self, chat_id: int, held: Contents) -> None:
        """Remember what an edition of this chat held."""
        async with self._database.write() as connection:
            await save_contents(connection, self._database, {chat_id: held})

    async def deactivate(self, telegram_id: int, reason: str, now: datetime) -> None:
        """It cannot be reached, in none of its forum topics: keep its settings, drop its pending
        messages as GONE."""
        async with self._database.write() as connection:
            await end_chat(connection, telegram_id, reason, now)

    async def stop(self, chat_id: int, reason: str, now: datetime) -> None:
        """The same for one place alone: a chat without topics, or one topic."""
        async with self._database.write() as connection:
            await end_place(connection, chat_id, reason, now)

    async def sections(self, telegram_ids: Collection[int]) -> dict[int, dict[str, int]]:
        """By group and by topic of the news: the forum topic that its section of the group's
        editions goes to; groups that have none are left out."""
        async with self._database.read() as connection:
            return await load_sections(connection, telegram_ids)

    async def send_section(self, telegram_id: int, topic: str, thread_id: int) -> None:
        """The section of this topic goes to this forum topic, and to no other."""
        async with self._database.write() as connection:
            await put_section(connection, self._database, telegram_id, topic, thread_id)

    async def keep_section(self, telegram_id: int, topic: str, thread_id: int) -> None:
        """The section no longer goes to this forum topic; safe to repeat."""
        async with self._database.write() as connection:
            await drop_section(connection, telegram_id, topic, thread_id)

    async def move(self, old_id: int, new_id: int) -> None:
        """A group became a supergroup: settings, shown and unsent rows move; safe to repeat."""
        async with self._database.write() as connection:
            await move_chat(connection, self._database, old_id, new_id)

    async def erase(self, telegram_id: int) -> None:
        """Delete every row that has to do with this chat and its forum topics, in every table, and
        the feeds that it alone followed. Updates from it that still wait to be handled are
        forgotten as they are.
        """
        async with self._database.write() as connection:
            of_it = select(chats.c.id).where(chats.c.chat_id == telegram_id)
            places = {telegram_id, *await connection.scalars(of_it)}
            followed = select(chat_feeds.c.feed_id).where(chat_feeds.c.chat_id.in_(places))
            feed_ids = list(await connection.scalars(followed))
            feed_ids += await held_of(connection, list(places))
            # The chat first: who plans an edition for it at this moment waits here, then sees
            # that there is no such chat.
            await connection.execute(delete(chats).where(chats.c.id.in_(places)))
            await connection.execute(delete(outbox).where(outbox.c.chat_id == telegram_id))
            for table in (editions, shown):
                await connection.execute(delete(table).where(table.c.chat_id.in_(places)))
            await erase_taste(connection, telegram_id, places)
            await erase_channels(connection, telegram_id)
            await erase_sections(connection, telegram_id)
            holds_id = or_(inbox.c.chat_id == telegram_id, inbox.c.user_id == telegram_id)
            await connection.execute(delete(inbox).where(inbox.c.done == true(), holds_id))
            await drop_orphans(connection, feed_ids)

    async def erase_ended(self, before: datetime, limit: int = 500) -> int:
        """Erase chats of accounts and groups that were deleted before then; how many."""
        async with self._database.read() as connection:
            ended = list(await connection.scalars(ended_for_good(before, limit)))
        for telegram_id in ended:
            await self.erase(telegram_id)
        return len(ended)

    async def export(self, telegram_id: int) -> dict[str, Rows]:
        """By table: every row that has to do with this chat and its forum topics."""
        return await export_chat(self._database, telegram_id)

    async def count(self) -> int:
        """How many active chats there are."""
        statement = select(func.count()).select_from(chats).where(chats.c.active == true())
        async with self._database.read() as connection:
            return int(await connection.scalar(statement) or 0)
