"""Full text search: FTS5 on SQLite, tsvector with a GIN index on PostgreSQL, the same answers.

Both are given tokens that are cut already (`bot.core.text.search_tokens`), never a reader's own
words, so that the databases' parsers and query languages have no say in what is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Text,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.model.articles import Article
from bot.core.text.query import Query
from bot.core.text.search_tokens import TokenTerm, article_tokens, token_terms
from bot.store.schema import articles

article_search = table("article_search", column("article_id"), column("words", Text))
"""On SQLite a virtual table whose `rowid` is the article's id."""

_AT_ONCE, _LATEST = 200, 800  # articles
_GAP = "\u241f"  # a token that no text holds
_ID = {"sqlite": "article_search.rowid", "postgresql": "article_search.article_id"}
_IF_STORED = " WHERE EXISTS (SELECT 1 FROM articles WHERE id = :id)"
_PUT = {
    "sqlite": text(f"INSERT INTO article_search (rowid, words) SELECT :id, :words{_IF_STORED}"),
    "postgresql": text(
        "INSERT INTO article_search (article_id, words)"
        f" SELECT CAST(:id AS BIGINT), CAST(:words AS tsvector){_IF_STORED}"
        " ON CONFLICT (article_id) DO UPDATE SET words = excluded.words"
    ),
}
_REMOVE = text("DELETE FROM article_search WHERE rowid = :id")


def index_rows(backend: str, found: Iterable[Article]) -> list[dict[str, Any]]:
    """What `put_rows` takes of these articles; long texts take a while."""
    return [{"id": one.id, "words": indexed_words(backend, one)} for one in found]


async def put_rows(
    connection: AsyncConnection, backend: str, rows: Sequence[dict[str, Any]]
) -> None:
    """Make articles findable, whether they were before or not."""
    if not rows:
        return
    if backend == "sqlite":  # which knows no conflicts in virtual tables
        await connection.execute(_REMOVE, [{"id": row["id"]} for row in rows])
    await connection.execute(_PUT[backend], rows)


def indexed_words(backend: str, article: Article) -> str:
    """What the index is given of an article: tokens with spaces, or a tsvector as written."""
    tokens = article_tokens((article.title, article.text, *article.hashtags))
    if backend == "sqlite":
        return " ".join(token or _GAP for token in tokens)
    places = defaultdict[str, list[str]](list)
    for place, token in enumerate(tokens, 1):
        if token:
            places[token].append(str(place))
    return " ".join(f"'{token}':{','.join(at)}" for token, at in places.items())


def holds(backend: str, terms: Sequence[TokenTerm]) -> ColumnElement[bool]:
    """That an article of the index fulfils these terms, one of which asks for something."""
    if backend == "sqlite":
        return literal_column("article_search").op("MATCH", is_comparison=True)(fts5(terms))
    asked = text("CAST(:asked AS tsquery)").bindparams(bindparam("asked", tsquery(terms)))
    return article_search.c.words.op("@@", is_comparison=True)(asked)


def fts5(terms: Sequence[TokenTerm]) -> str:
    """The terms in the language of FTS5, each token within quotation marks."""
    written = [f'"{" ".join(term.tokens)}"{" *" if term.begun else ""}' for term in terms]
    wanted = sum(not term.without for term in terms)
    return " NOT ".join([" AND ".join(written[:wanted]), *written[wanted:]])


def tsquery(terms: Sequence[TokenTerm]) -> str:
    """The same in PostgreSQL's."""
    return " & ".join(f"{'!' if term.without else ''}({_followed(term)})" for term in terms)


def _followed(term: TokenTerm) -> str:
    return " <-> ".join(f"'{token}'" for token in term.tokens) + (":*" if term.begun else "")


async def stories_that_hold(
    connection: AsyncConnection,
    backend: str,
    query: Query,
    condition: ColumnElement[bool],
    limit: int,
) -> list[int]:
    """The ids of at most `limit` stories with an article that fulfils the query and the condition
    (on `articles`), those with the newest such articles, newest first."""
    terms = token_terms(query)
    if all(term.without for term in terms):
        return []
    newest = dict[int, datetime]()
    for part in await _parts(connection, backend, terms):
        at, before = part.selected_columns[0], list[ColumnElement[bool]]()
        statement = part.where(condition).order_by(at.desc()).limit(_AT_ONCE)
        while len(newest) < limit:
            rows = (await connection.execute(statement.where(*before))).all()
            for _, story_id, seen in rows:
                newest[story_id] = max(seen, newest.get(story_id, seen))
            if len(rows) < _AT_ONCE:
                break
            before = [at < rows[-1][0]]
    return sorted(newest, key=lambda key: (newest[key], key), reverse=True)[:limit]


async def _parts(
    connection: AsyncConnection, backend: str, terms: Sequence[TokenTerm]
) -> list[Select[int, int, datetime]]:
    """Statements that together find all articles with these terms, those of later ids first.

    PostgreSQL takes it for cheap to look at a text's words, and so would go through most of the
    articles, one after the other, for words that one in a hundred holds. Of the newest it may;
    among the others it is made to ask its index.
    """
    found = literal_column(_ID[backend], BigInteger)
    columns = found, articles.c.story_id, articles.c.seen
    every = select(*columns).join_from(article_search, articles, articles.c.id == found)
    every = every.where(holds(backend, terms))
    if backend == "sqlite":
        return [every]
    last = await connection.scalar(select(func.max(article_search.c.article_id)))
    edge = int(last or 0) - _LATEST
    indexed = select(article_search.c.article_id).where(holds(backend, terms), found <= edge)
    asked = indexed.offset(literal_column("0")).subquery()  # which keeps it apart
    older = select(articles.c.id, articles.c.story_id, articles.c.seen)
    return [
        every.where(found > edge),
        older.join_from(asked, articles, articles.c.id == asked.c.article_id),
    ]
