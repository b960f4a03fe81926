"""Which channels are managed from which private chats."""

from __future__ import annotations

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.chats import ManagedChannel
from bot.store.database import Database
from bot.store.schema import managed_channels as table
from bot.store.uncancelled import finish_when_cancelled

_ROW = (table.c.id, table.c.chat_id, table.c.channel_id)


@finish_when_cancelled
class SqlChannels:
    """`services.chat_port.ChannelStore` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def link(self, chat_id: int, channel_id: int) -> ManagedChannel:
        """From this private chat the channel is managed; safe to repeat."""
        row = {"chat_id": chat_id, "channel_id": channel_id}
        statement = self._database.insert(table).values(row).on_conflict_do_nothing()
        mine = select(*_ROW).where(table.c.chat_id == chat_id, table.c.channel_id == channel_id)
        async with self._database.write() as connection:
            await connection.execute(statement)
            return ManagedChannel(*(await connection.execute(mine)).one())

    async def get(self, number: int, chat_id: int) -> ManagedChannel | None:
        """The link with this number, if it is this private chat's."""
        mine = select(*_ROW).where(table.c.id == number, table.c.chat_id == chat_id)
        async with self._database.read() as connection:
            row = (await connection.execute(mine)).one_or_none()
        return ManagedChannel(*row) if row else None

    async def of(self, chat_id: int) -> list[ManagedChannel]:
        """The links of a private chat, the oldest first."""
        mine = select(*_ROW).where(table.c.chat_id == chat_id).order_by(table.c.id)
        async with self._database.read() as connection:
            return [ManagedChannel(*row) for row in await connection.execute(mine)]

    async def managers(self, channel_id: int) -> list[ManagedChannel]:
        """The links to a channel, the oldest first."""
        its = select(*_ROW).where(table.c.channel_id == channel_id).order_by(table.c.id)
        async with self._database.read() as connection:
            return [ManagedChannel(*row) for row in await connection.execute(its)]

    async def unlink(self, number: int) -> None:
        """The link ends; safe to repeat."""
        async with self._database.write() as connection:
            await connection.execute(delete(table).where(table.c.id == number))


async def erase_channels(connection: AsyncConnection, telegram_id: int) -> None:
    """Forget the links of a private chat, and those to a channel."""
    of_it = or_(table.c.chat_id == telegram_id, table.c.channel_id == telegram_id)
    await connection.execute(delete(table).where(of_it))


async def move_channels(connection: AsyncConnection, old_id: int, new_id: int) -> None:
    """A chat has another id: who managed it goes on to."""
    twin = table.alias("twin")
    same = (twin.c.channel_id == new_id) & (twin.c.chat_id == table.c.chat_id)
    double = select(twin.c.id).where(same).exists()
    await connection.execute(delete(table).where(table.c.channel_id == old_id, double))
    moved = update(table).where(table.c.channel_id == old_id)
    await connection.execute(moved.values(channel_id=new_id))
