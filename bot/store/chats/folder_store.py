"""The folders of a chat's own feeds, as an imported file had them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import delete, select

from bot.core.model.feeds import Folder
from bot.store.database import Database
from bot.store.schema import feed_folders as table
from bot.store.uncancelled import finish_when_cancelled


@finish_when_cancelled
class SqlFolders:
    """`services.portability.feed_imports.FolderStore` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, chat_id: int, feed_id: int, folders: Sequence[Folder]) -> None:
        """The feed lies in these folders of the chat's, and in no others."""
        mine = (table.c.chat_id == chat_id) & (table.c.feed_id == feed_id)
        named = dict.fromkeys(json.dumps(folder, ensure_ascii=False) for folder in folders)
        rows = [{"chat_id": chat_id, "feed_id": feed_id, "folder": one} for one in named]
        async with self._database.write() as connection:
            await connection.execute(delete(table).where(mine))
            if rows:
                await connection.execute(self._database.insert(table), rows)

    async def of(self, chat_id: int) -> dict[int, tuple[Folder, ...]]:
        """By feed: its folders, in the order of their names."""
        mine = select(table).where(table.c.chat_id == chat_id).order_by(table.c.folder)
        found: dict[int, tuple[Folder, ...]] = {}
        async with self._database.read() as connection:
            for row in await connection.execute(mine):
                folder = tuple(json.loads(row.folder))
                found[row.feed_id] = (*found.get(row.feed_id, ()), folder)
        return found
