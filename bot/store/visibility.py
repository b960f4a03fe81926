"""Who may see which articles, as conditions of statements.

An article belongs to the feed that brought it. Articles of the bundled feeds are the *public*
ones, in one scope; each own feed is a scope of its own. An address is stored once in a scope, so
that no reader's feed can be first with the address of a bundled feed's article and so keep it
from everybody.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Text,
    cast,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.chats import Viewer
from bot.store.schema import articles, chat_feeds, digest, feeds

PUBLIC_SCOPE = 0
"""No feed has this id."""


def is_public(table: FromClause = articles) -> ColumnElement[bool]:
    """That an article of `table` (or an alias of it) is of a bundled feed."""
    return _feed_of(table).in_(select(feeds.c.id).where(feeds.c.bundled == true()))


def _feed_of(table: FromClause) -> ColumnElement[int]:
    """The feed, said so that no index of feeds is taken for it: most feeds are public, and looking
    for each of them in turn took SQLite a hundred times as long as looking at each article."""
    feed_id: ColumnElement[int] = table.c.feed_id + literal_column("0", BigInteger)
    return feed_id


def is_visible(viewer: Viewer, table: FromClause = articles) -> ColumnElement[bool]:
    """That the viewer may see an article of `table` (or an alias of it)."""
    own = sorted(viewer.feed_ids)
    return or_(is_public(table), _feed_of(table).in_(own)) if own else is_public(table)


def is_beside(feed_id: int) -> ColumnElement[bool]:
    """That an article is of an own feed, or of another that all followers of that one follow."""
    followers = select(chat_feeds.c.chat_id).where(chat_feeds.c.feed_id == feed_id)
    how_many = select(func.count()).where(chat_feeds.c.feed_id == feed_id).scalar_subquery()
    by_all = (
        select(chat_feeds.c.feed_id)
        .where(chat_feeds.c.chat_id.in_(followers))
        .group_by(chat_feeds.c.feed_id)
        .having(func.count() == how_many)
    )
    return or_(articles.c.feed_id == feed_id, articles.c.feed_id.in_(by_all))


async def scope_of(connection: AsyncConnection, feed_id: int) -> int:
    """The scope of a feed's articles: PUBLIC_SCOPE, or the own feed's id."""
    public = select(feeds.c.bundled).where(feeds.c.id == feed_id)
    return PUBLIC_SCOPE if await connection.scalar(public) else feed_id


def in_scope(scope: int) -> ColumnElement[bool]:
    """That an article belongs to a scope."""
    return is_public() if scope == PUBLIC_SCOPE else articles.c.feed_id == scope


def url_key(url: str, scope: int) -> str:
    """What must be unique of an article's address."""
    return digest(url) if scope == PUBLIC_SCOPE else f"{digest(url)}-{scope}"


async def change_scope(connection: AsyncConnection, feed_ids: list[int], bundled: bool) -> None:
    """These feeds have been bundled now, or are not any more: their addresses move along.

    Where a bundled feed has brought the same address, the feed's own copy goes.
    """
    of_feeds = articles.c.feed_id.in_(feed_ids)
    key: Any = articles.c.address
    if bundled:
        taken = articles.alias("taken")
        elsewhere = ~taken.c.feed_id.in_(feed_ids)
        double = exists().where(taken.c.url_key == articles.c.address, elsewhere)
        await connection.execute(delete(articles).where(of_feeds & double))
    else:
        key = articles.c.address + "-" + cast(articles.c.feed_id, Text)
    await connection.execute(update(articles).where(of_feeds).values(url_key=key))
