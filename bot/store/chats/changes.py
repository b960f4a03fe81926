"""Changes of settings that can be taken back: what was before, and the feeds held for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.chats import Chat, Schedule, SettingsChange
from bot.store.columns import quiet_hours, quiet_text
from bot.store.database import Database
from bot.store.feeds.feed_store import drop_orphans
from bot.store.schema import held_feeds, settings_changes


def _as_it_is(value: Any) -> Any:
    return value


def _schedule(value: Schedule) -> Any:
    return [[at.isoformat("minutes") for at in value.times], list(value.days)]


def _schedule_again(plain: Any) -> Schedule:
    times, days = plain
    return Schedule(tuple(time.fromisoformat(at) for at in times), tuple(days))


Both = tuple[Callable[[Any], Any], Callable[[Any], Any]]
_MOMENT: Both = (datetime.isoformat, datetime.fromisoformat)
_FIELDS: Mapping[str, Both] = {
    **dict.fromkeys(("topics", "feed_ids", "reads"), (list, tuple)),
    **dict.fromkeys(
        (
            "only_feeds",
            "admins_ask",
            "timezone",
            "language",
            "language_chosen",
            "active",
            "stories",
            "bullets",
            "pictures",
            "hears_operator",
        ),
        (_as_it_is, _as_it_is),
    ),
    **dict.fromkeys(("paused_until", "away_since"), _MOMENT),
    "schedule": (_schedule, _schedule_again),
    "quiet": (quiet_text, quiet_hours),
}
"""The settings that readers change, and how each is kept and read again."""


def _kept(before: Chat, after: Chat) -> str:
    """The fields that a change alters, as they were, as JSON; "" for none."""
    found = {
        name: None if (old := getattr(before, name)) is None else both[0](old)
        for name, both in _FIELDS.items()
        if getattr(before, name) != getattr(after, name)
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""


def _again(kept: str) -> dict[str, Any]:
    return {
        name: None if plain is None else _FIELDS[name][1](plain)
        for name, plain in json.loads(kept).items()
        if name in _FIELDS
    }


async def note_change(
    connection: AsyncConnection, database: Database, before: Chat, after: Chat, at: datetime
) -> None:
    """Keep what a change alters; feeds that are followed no more stay until it is forgotten."""
    kept = _kept(before, after)
    if not kept:
        return
    row = {"chat_id": before.id, "at": at, "before": kept, "undone": False}
    noted = database.insert(settings_changes).values(row).returning(settings_changes.c.id)
    number = await connection.scalar(noted)
    rows = [
        {"change_id": number, "feed_id": feed_id}
        for feed_id in dict.fromkeys(before.feed_ids)
        if feed_id not in after.feed_ids
    ]
    if rows:
        await connection.execute(database.insert(held_feeds), rows)


async def mark_undone(connection: AsyncConnection, chat_id: int, number: int) -> None:
    """A change has been taken back."""
    changed = update(settings_changes).where(settings_changes.c.chat_id == chat_id)
    await connection.execute(changed.where(settings_changes.c.id == number).values(undone=True))


async def load_changes(
    connection: AsyncConnection, chat_id: int, since: datetime
) -> list[SettingsChange]:
    """The chat's changes since then, the newest first."""
    table = settings_changes.c
    wanted = select(table.id, table.at, table.before, table.undone)
    wanted = wanted.where(table.chat_id == chat_id, table.at >= since)
    rows = await connection.execute(wanted.order_by(table.id.desc()))
    return [SettingsChange(row.id, row.at, _again(row.before), row.undone) for row in rows]


async def held_of(connection: AsyncConnection, places: Sequence[int]) -> list[int]:
    """The feeds that are kept for changes of these chats."""
    of_them = settings_changes.c.chat_id.in_(places)
    held = select(held_feeds.c.feed_id).join(settings_changes).where(of_them)
    return list(await connection.scalars(held))


async def forget_changes(connection: AsyncConnection, before: datetime) -> None:
    """Changes from before then can be taken back no more; feeds that they alone held go."""
    old = settings_changes.c.at < before
    held = select(held_feeds.c.feed_id).join(settings_changes).where(old)
    feed_ids = set(await connection.scalars(held))
    await connection.execute(delete(settings_changes).where(old))
    await drop_orphans(connection, feed_ids)
