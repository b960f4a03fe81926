"""What an OPML file would bring, and what it brought, as messages."""

from __future__ import annotations

from bot.chat.rendering import keyboards
from bot.chat.rendering.reasons import detail_of
from bot.chat.rendering.rich_text import Rich, clip, join, plain, raw
from bot.chat.rendering.texts import count, say, words
from bot.core.feeds.imports import ImportPlan
from bot.core.feeds.naming import feed_name
from bot.core.model.messages import Message
from bot.services.portability.feed_imports import ImportResult
from bot.services.subscriptions import MAX_FEEDS

_TITLE, _REASON = 60, 120  # UTF-16 units
_LISTED = 12  # feeds that are named


def import_preview(plan: ImportPlan, name: str, number: int, language: str) -> Message:
    """What importing would do, with the buttons that ask; `number` is the import's."""
    lines = [
        words("opml.head", language, name=name, feeds=count("opml.feeds", plan.total, language))
    ]
    for key, many in (
        ("opml.new", len(plan.new)),
        ("opml.followed", plan.followed),
        ("opml.odd", plan.odd),
        ("opml.over", plan.over),
    ):
        if many:
            lines.append(words(key, language, n=many, limit=MAX_FEEDS))
    lines += [raw("• ") + plain(clip(feed_name(feed), _TITLE)) for feed in plan.new[:_LISTED]]
    if len(plan.new) > _LISTED:
        lines.append(words("notice.more", language, n=len(plan.new) - _LISTED))
    lines.append(words("opml.ask" if plan.new else "opml.nothing", language))
    rows = keyboards.confirm_import(number, len(plan.new), language) if plan.new else ()
    piece = join(lines, "\n")
    return Message(piece.html, piece.plain, rows)


def import_result(result: ImportResult, wanted: int, language: str) -> Message:
    """What an import brought, and why some feeds were not taken."""
    added = count("opml.feeds", result.added, language)
    lines = [words("opml.done", language, feeds=added)]
    if result.done < wanted:
        lines.append(words("opml.stopped", language, done=result.done, all=wanted))
    if result.failed:
        lines.append(words("opml.failed", language, n=len(result.failed)))
    for feed, refusal in result.failed[:_LISTED]:
        detail = detail_of(refusal, language)
        why = detail if refusal.why else say(refusal.key, language, detail=detail)
        lines.append(_failed(clip(feed_name(feed), _TITLE), clip(why, _REASON), language))
    if len(result.failed) > _LISTED:
        lines.append(words("notice.more", language, n=len(result.failed) - _LISTED))
    piece = join(lines, "\n")
    return Message(piece.html, piece.plain, keyboards.my_sources(language))


def _failed(title: str, why: str, language: str) -> Rich:
    return raw("• ") + words("sources.feed", language, title=title, state=why)
