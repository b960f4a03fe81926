"""All settings of a chat, a line each, and when its next editions come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.rendering.rich_text import Rich, clip, join, raw
from bot.chat.rendering.texts import count, listed, own_name, say, words
from bot.chat.rendering.times import ago, days_of, hours_of, quiet_of, until, when
from bot.chat.rendering.topic_titles import titles_of
from bot.chat.rendering.zones import zone_title
from bot.core.editions.length import length_of, usual_minutes
from bot.core.editions.topics import Topics
from bot.core.feeds.naming import feed_name
from bot.core.model.chats import Chat
from bot.core.model.feeds import Feed, FeedState
from bot.core.model.tastes import Rule, Taste, Wish
from bot.core.schedule.moments import is_paused

_NAME, _NAMED = 40, 3  # UTF-16 units of a name, and how many names stand in a line

# What is said of a line that has no value.
_EMPTY = {
    "muted": "settings.nothing",
    "followed": "settings.nothing",
    "when": "settings.on_request",
}


@dataclass(frozen=True, slots=True)
class SettingsFacts:
    """What the lines tell: the chat, its feeds and taste, its zone and next editions (UTC)."""

    chat: Chat
    feeds: Sequence[tuple[Feed, FeedState]]
    taste: Taste
    topics: Topics
    zone: str
    coming: Sequence[datetime]
    now: datetime


def lines_of(facts: SettingsFacts, language: str) -> Rich:
    """The message: every setting with its present value."""
    values = {
        "topics": titles_of(facts.topics.all, facts.chat, language),
        "feeds": _feeds(facts, language),
        "muted": _rules(facts.taste.of(Wish.MUTE), facts, language),
        "followed": _rules(facts.taste.of(Wish.FOLLOW), facts, language),
        "when": _when(facts.chat, language),
        "where": _where(facts, language),
        "language": own_name(facts.chat.language),
        "reads": languages_of(facts.chat.reads, language),
        "length": _length(facts.chat, language),
        "quiet": quiet_of(facts.chat.quiet, language) if facts.chat.quiet else "",
    }
    lines = [words("settings.head", language)]
    for one, value in values.items():
        shown = value or say(_EMPTY.get(one, "settings.none"), language)
        lines.append(words(f"settings.{one}", language, value=shown))
    return join([*lines, raw("\n") + _next(facts, language)], "\n")


def languages_of(reads: Sequence[str], language: str) -> str:
    """Languages by their own names; "all languages" for none."""
    return ", ".join(map(own_name, reads)) or say("reads.all", language)


def _few(names: Sequence[str], language: str) -> str:
    more = len(names) - _NAMED
    rest = [count("outlets.more", more, language)] if more > 0 else []
    return ", ".join([*names[:_NAMED], *rest])


def _feeds(facts: SettingsFacts, language: str) -> str:
    names = [clip(feed_name(feed), _NAME) for feed, _ in facts.feeds]
    if len(facts.feeds) == 1 and (read := facts.feeds[0][1].succeeded_at):
        return (
            f"{names[0]} ({say('feed.state.fine', language, age=ago(read, facts.now, language))})"
        )
    return _few(names, language)


def _rules(rules: Sequence[Rule], facts: SettingsFacts, language: str) -> str:
    said = []
    for rule in rules:
        name = f"“{clip(rule.title or rule.value, _NAME)}”"
        if rule.until:
            ends = until(rule.until, facts.now, facts.zone, language)
            name = say("settings.until", language, name=name, until=ends)
        said.append(name)
    return _few(said, language)


def _when(chat: Chat, language: str) -> str:
    if not chat.schedule.times:
        return ""
    return f"{hours_of(chat.schedule.times, language)} · {days_of(chat.schedule, language)}"


def _where(facts: SettingsFacts, language: str) -> str:
    local = facts.now.astimezone(ZoneInfo(facts.zone))
    return say(
        "settings.clock", language, zone=zone_title(facts.zone, language), hour=f"{local:%H:%M}"
    )


def _length(chat: Chat, language: str) -> str:
    length = length_of(chat.stories)
    minutes = count("digest.minutes", usual_minutes(length), language)
    named = say(f"length.{length}", language)
    return say("settings.about", language, length=named, minutes=minutes)


def _next(facts: SettingsFacts, language: str) -> Rich:
    chat, now = facts.chat, facts.now
    if is_paused(chat, now) and chat.paused_until:
        ends = until(chat.paused_until, now, facts.zone, language)
        paused = words("pause.done", language, until=ends)
    else:
        paused = raw("")
    if not facts.coming:
        return paused or words("settings.asked", language)
    said = listed((when(due, now, facts.zone, language) for due in facts.coming), language)
    coming = words("settings.next", language, next=said)
    return join([paused, coming], "\n") if paused else coming
