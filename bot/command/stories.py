"""The verbs that work on stories: group articles, and tell a story of several outlets."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from bot.command.documents import Row, filter_lines, lines_of, print_line, rows_of, string
from bot.errors import PrecisError
from config.settings import Settings


def group(options: Namespace, settings: Settings) -> int:
    """`precis group --jsonl`: which articles tell the same story, in one pass over them all."""
    from bot.core.stories.grouping import group as stories_of

    read = list(rows_of(lines_of(options.source)))
    items = {i: _grouping_item(i, row) for i, row, _ in read if row is not None}
    story_of = stories_of(item for item in items.values() if item is not None)
    for number, row, fault in read:
        if row is None:
            print_line({"id": None, "error": fault})
        elif number in story_of:
            print_line({"id": row.get("id"), "story": str(story_of[number])})
        else:
            print_line({"id": row.get("id"), "error": "'title' or 'text' must be a string"})
    return 0


def _grouping_item(number: int, row: Row) -> Any:
    from bot.core.stories.grouping import GroupingItem
    from bot.ingest.dates import parse_date

    title, text = row.get("title") or "", row.get("text") or ""
    if not isinstance(title, str) or not isinstance(text, str) or not (title or text):
        return None
    date = row.get("date")
    return GroupingItem(
        number,
        title,
        text,
        parse_date(date) if isinstance(date, str) else None,
        str(row.get("source") or ""),
        str(row.get("language") or row.get("lang") or ""),
    )


def story(options: Namespace, settings: Settings) -> int:
    """`precis story --jsonl`: the bullets of a story told by several outlets."""
    from summarizers.story.bullets import summarise_story

    count = options.bullets

    def one(row: Row) -> Row:
        articles = [_story_article(i, told) for i, told in enumerate(_list(row, "articles"))]
        return {
            "bullets": [
                {
                    "text": told.bullet.text,
                    "outlet": articles[told.article_id].outlet,
                    "article": told.article_id,
                    "start": told.bullet.start,
                    "end": told.bullet.end,
                }
                for told in summarise_story(articles, count)
            ]
        }

    return filter_lines(options.source, one)


def _list(row: Row, key: str) -> list[Any]:
    if not isinstance(row.get(key), list):
        raise PrecisError(f"{key!r} must be a list")
    return list(row[key])


def _story_article(number: int, told: Any) -> Any:
    from bot.ingest.dates import parse_date
    from summarizers.story.bullets import StoryArticle

    if not isinstance(told, dict):
        raise PrecisError("each of 'articles' must be an object")
    date = told.get("date")
    return StoryArticle(
        number,
        str(told.get("outlet") or ""),
        str(told.get("title") or ""),
        string(told, "text"),
        str(told.get("language") or ""),
        published=parse_date(date) if isinstance(date, str) else None,
    )
