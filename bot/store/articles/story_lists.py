"""Stories for lists: whole but for their articles' texts, of which only the lead is there, and
for their bullets, of which there are as many, each empty.

What an article says never changes, so it is read once and kept; each question reads from the
indexes alone which articles are in which stories now, and who may see them.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from sys import intern

from sqlalchemy import func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.editions.significance import LEAD_CHARS
from bot.core.feeds.naming import outlet_shown
from bot.core.model.articles import Article, Story
from bot.core.model.chats import Viewer
from bot.store.feeds.feed_store import batches
from bot.store.rows import in_pieces
from bot.store.schema import articles, feeds
from bot.store.visibility import is_visible
from summarizers.document import Bullet

KEPT_ARTICLES = 12_000
"""Some 1.4 kB each: what four days bring where a month brings 100,000."""
_READ_AT_ONCE, _TURN = 100, 200
"""Articles: the event loop, which takes rows in, is held by them for some milliseconds."""
_LIGHT = [
    func.substr(articles.c.text, 1, LEAD_CHARS) if field.name == "text" else articles.c[field.name]
    for field in fields(Article)
]
_UNREAD = Bullet("", 0, 0)
_MEMBER = (articles.c.id, articles.c.story_id, articles.c.feed_id, articles.c.independent)


class StoryLists:
    """Lists stories, and keeps what it has read of their articles. One a process."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, Article] = OrderedDict()

    async def listed(
        self, connection: AsyncConnection, story_ids: Iterable[int], viewer: Viewer
    ) -> list[Story]:
        """These stories in this order, each with all its articles that the viewer may see, oldest
        first. Stories without one are left out."""
        found: dict[int, list[Article]] = {story_id: [] for story_id in story_ids}
        rows = list[tuple[int, int, int, bool]]()
        for batch in batches(tuple(found)):
            statement = select(*_MEMBER).where(articles.c.story_id.in_(batch), is_visible(viewer))
            rows += [(a, b, c, d) async for a, b, c, d in in_pieces(connection, statement, _TURN)]
        said = await self._read(connection, [row[0] for row in rows])
        own = await _own_feeds(connection, viewer)
        # What was deleted between two of the statements is left out.
        for some in batches((row for row in rows if row[0] in said), _TURN):
            for article_id, story_id, feed_id, independent in some:
                place = story_id, feed_id, bool(independent)
                article = self._as_it_is(said[article_id], *place)
                if feed_id in own:
                    outlet = outlet_shown(article.outlet, own[feed_id], bundled=False)
                    article = replace(article, outlet=outlet)
                found[story_id].append(article)
            await asyncio.sleep(0)
        self._forget()
        return [Story(key, _each_once(members, own)) for key, members in found.items() if members]

    async def _read(self, connection: AsyncConnection, ids: Sequence[int]) -> dict[int, Article]:
        """These articles by id; what is not known of them yet is read. Another question, whose
        turn comes in between, may let go of any that are known."""
        said = {one: self._known[one] for one in ids if one in self._known}
        for batch in batches([one for one in ids if one not in said], _READ_AT_ONCE):
            asked = select(*_LIGHT).where(articles.c.id.in_(batch))
            async for row in in_pieces(connection, asked):
                said[row.id] = self._known[row.id] = _light(Article(*row))
        return said

    def _as_it_is(self, said: Article, story_id: int, feed_id: int, independent: bool) -> Article:
        """An article as it was read, with what may have changed since; it is kept."""
        if (said.story_id, said.feed_id, said.independent) != (story_id, feed_id, independent):
            said = replace(said, story_id=story_id, feed_id=feed_id, independent=independent)
        self._known[said.id] = said
        self._known.move_to_end(said.id)
        return said

    def _forget(self) -> None:
        while len(self._known) > KEPT_ARTICLES:
            self._known.popitem(last=False)


def _light(article: Article) -> Article:
    """The article as lists keep it: what many say alike is one object, and nothing is there that
    only grouping and telling read."""
    return replace(
        article,
        outlet=intern(article.outlet),
        language=intern(article.language),
        bullets=(_UNREAD,) * len(article.bullets),
        hashtags=tuple(map(intern, article.hashtags)),
        topics=tuple(map(intern, article.topics)),
        fingerprint="",
    )


async def _own_feeds(connection: AsyncConnection, viewer: Viewer) -> dict[int, str]:
    """The addresses of the viewer's feeds that are not everybody's, by id."""
    if not viewer.feed_ids:
        return {}
    statement = select(feeds.c.id, feeds.c.url).where(feeds.c.id.in_(viewer.feed_ids))
    rows = await connection.execute(statement.where(feeds.c.bundled != true()))
    return {row.id: row.url for row in rows}


def _each_once(members: list[Article], own: dict[int, str]) -> tuple[Article, ...]:
    """The articles oldest first, each address once: of several copies the public one, else the
    first."""
    members.sort(key=lambda one: (one.published, one.seen, one.id))
    if not own:
        return tuple(members)
    kept = dict[str, Article]()
    for one in members:
        if one.url not in kept or (one.feed_id not in own and kept[one.url].feed_id in own):
            kept[one.url] = one
    chosen = {one.id for one in kept.values()}
    return tuple(one for one in members if one.id in chosen)
