"""Which stories a viewer is told of, and all that is stored of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, Select, func, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.feeds.naming import outlet_shown
from bot.core.model.articles import Article, Story
from bot.core.model.chats import Viewer
from bot.store.feeds.feed_store import batches
from bot.store.rows import in_pieces
from bot.store.schema import article_topics, articles, feeds
from bot.store.visibility import is_visible

ARTICLE = [articles.c[field.name] for field in fields(Article)]
"""The columns of an article, in the order of its fields."""
_OUTLET = [field.name for field in fields(Article)].index("outlet")
_READ_AT_ONCE = 100
"""Stories: what comes of them is taken in from the driver in one go."""


def newest_stories(
    viewer: Viewer,
    since: datetime,
    topics: Sequence[str] | None = None,
    feed_ids: Sequence[int] = (),
) -> Select[tuple[int]]:
    """Ids of the stories with an article that the viewer may see and that was seen since then,
    newest first; `topics` and `feed_ids` as `stories` has them."""
    # Written as a sum, the story is no index's: SQLite would go through all articles by story.
    story_id = articles.c.story_id + literal_column("0", BigInteger)
    statement = select(story_id.label("story_id")).where(
        is_visible(viewer), articles.c.seen >= since
    )
    if topics is not None:
        statement = statement.where(_about(viewer, topics, feed_ids))
    return statement.group_by(story_id).order_by(func.max(articles.c.seen).desc(), story_id.desc())


def _about(viewer: Viewer, topics: Sequence[str], feed_ids: Sequence[int]) -> ColumnElement[bool]:
    """That any article of the story that the viewer may see, however old, has one of these topics
    or feeds."""
    member = articles.alias("member")
    topical = select(article_topics.c.article_id).where(
        article_topics.c.article_id == member.c.id, article_topics.c.topic.in_(topics)
    )
    wanted = or_(member.c.feed_id.in_(feed_ids), topical.exists())
    same_story = member.c.story_id == articles.c.story_id
    return select(member.c.id).where(same_story, is_visible(viewer, member), wanted).exists()


async def whole_stories(
    connection: AsyncConnection, story_ids: Iterable[int], viewer: Viewer
) -> list[Story]:
    """These stories in this order, each with all its articles that the viewer may see, oldest
    first. Stories without one are left out."""
    members: dict[int, list[tuple[Article, bool]]] = {story_id: [] for story_id in story_ids}
    for batch in batches(tuple(members), _READ_AT_ONCE):
        statement = select(*ARTICLE, feeds.c.url.label("feed_url"), feeds.c.bundled).join(
            feeds, feeds.c.id == articles.c.feed_id
        )
        seen = statement.where(articles.c.story_id.in_(batch), is_visible(viewer))
        ordered = seen.order_by(articles.c.published, articles.c.seen, articles.c.id)
        async for *values, feed_url, bundled in in_pieces(connection, ordered):
            values[_OUTLET] = outlet_shown(values[_OUTLET], feed_url, bundled=bundled)
            article = Article(*values)
            members[article.story_id].append((article, bundled))
    return [Story(key, _each_once(found)) for key, found in members.items() if found]


def _each_once(members: Sequence[tuple[Article, bool]]) -> tuple[Article, ...]:
    """Each address once: of several copies (article, whether it is public) the public one, else
    the first."""
    kept: dict[str, tuple[Article, bool]] = {}
    for article, public in members:
        if article.url not in kept or (public and not kept[article.url][1]):
            kept[article.url] = article, public
    chosen = {article.id for article, _ in kept.values()}
    return tuple(article for article, _ in members if article.id in chosen)
