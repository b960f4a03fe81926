"""Where SQL lives: one module a noun, verbs named for the domain.

stores = await open_stores("sqlite:///var/precis.db")
await stores.feeds.due(now, 50)
await stores.aclose()
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.store import lean_sqlalchemy as lean_sqlalchemy  # before anything of SQLAlchemy's
from bot.store.articles.arrivals import SqlArrivals
from bot.store.articles.article_store import SqlArticles
from bot.store.bots import SqlBots
from bot.store.chats.channel_store import SqlChannels
from bot.store.chats.chat_store import SqlChats
from bot.store.chats.folder_store import SqlFolders
from bot.store.chats.taste_store import SqlTastes
from bot.store.database import Database
from bot.store.feeds.feed_store import SqlFeeds
from bot.store.feeds.host_pauses import SqlHostPauses
from bot.store.feeds.polls import SqlPolls
from bot.store.inbox import SqlInbox
from bot.store.leases import SqlLeases
from bot.store.notices import SqlNotices
from bot.store.operators.broadcast_store import SqlBroadcasts
from bot.store.operators.statistics import SqlStatistics
from bot.store.outbox.outbox_store import SqlOutbox

__all__ = ["Database", "Stores", "open_stores", "stores_of"]


@dataclass(frozen=True, slots=True)
class Stores:
    """Everything that is stored, over one database."""

    database: Database
    feeds: SqlFeeds
    articles: SqlArticles
    chats: SqlChats
    outbox: SqlOutbox
    inbox: SqlInbox
    bots: SqlBots
    leases: SqlLeases
    notices: SqlNotices
    holds: SqlHostPauses
    tastes: SqlTastes
    polls: SqlPolls
    arrivals: SqlArrivals
    broadcasts: SqlBroadcasts
    statistics: SqlStatistics
    channels: SqlChannels
    folders: SqlFolders

    async def aclose(self) -> None:
        """Close the database's connections."""
        await self.database.aclose()


def stores_of(database: Database, *, private_gap: float = 0.0, group_gap: float = 0.0) -> Stores:
    """The stores over a database whose schema is up to date; gaps as `outbox.Outbox` has them."""
    return Stores(
        database,
        SqlFeeds(database),
        SqlArticles(database),
        SqlChats(database),
        SqlOutbox(database, private_gap=private_gap, group_gap=group_gap),
        SqlInbox(database),
        SqlBots(database),
        SqlLeases(database),
        SqlNotices(database),
        SqlHostPauses(database),
        SqlTastes(database),
        SqlPolls(database),
        SqlArrivals(database),
        SqlBroadcasts(database),
        SqlStatistics(database),
        SqlChannels(database),
        SqlFolders(database),
    )


async def open_stores(url: str, *, private_gap: float = 0.0, group_gap: float = 0.0) -> Stores:
    """Connect, bring the schema up to date, and give the stores. Raises StoreUnavailable."""
    from bot.store.migrations import upgrade

    database = Database(url)
    try:
        await upgrade(database)
    except BaseException:
        await database.aclose()
        raise
    return stores_of(database, private_gap=private_gap, group_gap=group_gap)
