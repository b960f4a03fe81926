"""The bundled feed that the tests' articles come from, so that everybody may see them."""

from __future__ import annotations

from datetime import datetime

from bot.store import Stores
from bot.store.schema import digest, feeds

PRESS = 900_001
"""The feed's id: far from those that a test's own feeds get."""


async def found_press(stores: Stores, now: datetime, feed_id: int = PRESS) -> None:
    """Store the feed, once. It is never due, and its outlets go by the names that articles give."""
    row = {"id": feed_id, "url": f"https://press-{feed_id}.example/feed", "bundled": True}
    row |= {"url_key": digest(str(row["url"])), "title": "", "topics": (), "full_text": False}
    row |= {"next_check": now.replace(year=now.year + 50), "gone": False, "failures": 0}
    row |= {"entries_seen": 0}
    statement = stores.database.insert(feeds).values(row).on_conflict_do_nothing()
    async with stores.database.write() as connection:
        await connection.execute(statement)
