"""A group that became a supergroup: one chat under two ids, made one again."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.chats import Chat
from bot.store.chats.channel_store import move_channels
from bot.store.chats.forum_store import move_sections
from bot.store.chats.settings import load_chat, save_chat
from bot.store.chats.shown_articles import move_shown
from bot.store.chats.taste_store import move_taste
from bot.store.database import Database
from bot.store.rows import move_rows
from bot.store.schema import chats, editions, outbox


async def move_chat(
    connection: AsyncConnection, database: Database, old_id: int, new_id: int
) -> None:
    """All that is the old id's becomes the new id's; where both have it, it stays one."""
    if old_id == new_id or not new_id:
        return
    twin = outbox.alias("twin")
    same = and_(
        twin.c.chat_id == new_id, twin.c.slot == outbox.c.slot, twin.c.part == outbox.c.part
    )
    double = select(twin.c.id).where(same).exists()
    await connection.execute(delete(outbox).where(outbox.c.chat_id == old_id, double))
    await connection.execute(
        update(outbox).where(outbox.c.chat_id == old_id).values(chat_id=new_id)
    )
    await move_rows(connection, database, editions, "chat_id", old_id, new_id)
    await move_shown(connection, database, old_id, new_id)
    await move_taste(connection, database, old_id, new_id)
    await move_channels(connection, old_id, new_id)
    await move_sections(connection, database, old_id, new_id)
    await _move_settings(connection, database, old_id, new_id)
    await _move_topics(connection, old_id, new_id)


async def _move_settings(
    connection: AsyncConnection, database: Database, old_id: int, new_id: int
) -> None:
    old = await load_chat(connection, old_id)
    new = await load_chat(connection, new_id)
    if old is None:
        return
    if new is None:
        moved = update(chats).where(chats.c.id == old_id)
        await connection.execute(moved.values(id=new_id, chat_id=new_id, kind="supergroup"))
        return
    await save_chat(connection, database, merged(old, new))
    await connection.execute(delete(chats).where(chats.c.id == old_id))


async def _move_topics(connection: AsyncConnection, old_id: int, new_id: int) -> None:
    """Forum topics keep their own number; where both ids have one, the new id's stays."""
    twin = chats.alias("twin")
    same = and_(twin.c.chat_id == new_id, twin.c.thread_id.is_not_distinct_from(chats.c.thread_id))
    double = select(twin.c.id).where(same).exists()
    of_old = chats.c.chat_id == old_id
    await connection.execute(delete(chats).where(of_old, double))
    await connection.execute(update(chats).where(of_old).values(chat_id=new_id))


def merged(old: Chat, new: Chat) -> Chat:
    """The settings of one chat known under two ids: what `new` has not set is taken from `old`."""
    scheduled = new if new.schedule.times else old
    return replace(
        new,
        timezone=new.timezone or old.timezone,
        topics=tuple(dict.fromkeys(new.topics + old.topics)),
        feed_ids=tuple(dict.fromkeys(new.feed_ids + old.feed_ids)),
        schedule=scheduled.schedule,
        next_due=scheduled.next_due,
        last_edition_at=max(filter(None, (new.last_edition_at, old.last_edition_at)), default=None),
        active=new.active or old.active,
        language_chosen=new.language_chosen or old.language_chosen,
        reads=new.reads or old.reads,
        quiet=new.quiet or old.quiet,
        paused_until=new.paused_until or old.paused_until,
        away_since=new.away_since or old.away_since,
        asked_at=new.asked_at or old.asked_at,
        pictures=new.pictures or old.pictures,
        hears_operator=new.hears_operator or old.hears_operator,
        created_at=min(filter(None, (new.created_at, old.created_at)), default=None),
    )
