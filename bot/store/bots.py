"""Which bots this database has served. What Telegram numbers, it numbers for each bot anew."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from bot.core.model.bots import BotIdentity
from bot.store.database import Database
from bot.store.outbox.claims import WHOLE_BOT
from bot.store.schema import bots, inbox, pauses
from bot.store.uncancelled import finish_when_cancelled

_BEFORE = 0  # the bot of updates that were stored before bots were told apart


@finish_when_cancelled
class SqlBots:
    """The bots, by id and API address, in the order in which they first came."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def enter(self, bot_id: int, api: str, now: datetime) -> BotIdentity:
        """This bot starts at this API: who it is here, and who was here last before it.

        The first bot of all takes over the updates from before bots were told apart. After
        another bot, Telegram's wish for a pause is not this one's.
        """
        async with self._database.write() as connection:
            latest = select(bots).order_by(bots.c.started_at.desc(), bots.c.id.desc()).limit(1)
            last = (await connection.execute(latest)).one_or_none()
            row = {"bot_id": bot_id, "api": api, "since": now, "started_at": now}
            entered = (
                self._database.insert(bots)
                .values(row)
                .on_conflict_do_update(index_elements=["bot_id", "api"], set_={"started_at": now})
                .returning(bots.c.id, bots.c.since)
            )
            here = (await connection.execute(entered)).one()
            if last is None:
                old = update(inbox).where(inbox.c.bot == _BEFORE)
                await connection.execute(old.values(bot=here.id))
            elif last.id != here.id:
                await connection.execute(delete(pauses).where(pauses.c.name == WHOLE_BOT))
        before = (last.bot_id, last.api) if last and last.id != here.id else None
        return BotIdentity(here.id, bot_id, api, here.since, before)
