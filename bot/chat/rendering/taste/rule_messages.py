"""What a chat mutes and follows, as messages: the question, what was done, and the lists."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.rendering.callbacks import Verb, key
from bot.chat.rendering.keyboards import Rows, to_settings
from bot.chat.rendering.rich_text import Rich, clip, join, raw
from bot.chat.rendering.texts import count, say, words
from bot.chat.rendering.times import when
from bot.chat.rendering.topic_titles import title_of
from bot.core.editions.topics import Topics
from bot.core.model.messages import Button, Message
from bot.core.model.tastes import Aim, Rule, Taste, Wish

_TITLE, _LABEL = 80, 40  # UTF-16 units
_A_PAGE = 10  # rules of a list that are shown at once


@dataclass(frozen=True, slots=True)
class Terms:
    """What the words depend on: now, the chat's zone, its language, and the topics by name."""

    now: datetime
    zone: str
    language: str
    topics: Topics


def label(rule: Rule, terms: Terms) -> str:
    """What a rule is about, as readers see it: words in quotes, the names of all else."""
    if rule.aim is Aim.TOPIC and (topic := terms.topics.get(rule.value)):
        return title_of(topic, terms.language)
    title = clip(rule.title or rule.value, _TITLE)
    if rule.aim is not Aim.WORDS or '"' in title:
        return title
    return say("taste.words", terms.language, words=title)


def question(rule: Rule, hits: int, of: int, terms: Terms) -> Message:
    """What a rule would do, before it is saved."""
    language = terms.language
    told = count("taste.hits", of, language, hits=hits)
    yes = Button(say(f"button.{rule.wish}", language), key(Verb.SAVE_RULE, rule.id))
    no = Button(say("button.keep", language), key(Verb.UNDO_RULE, rule.id))
    rows: Rows = ((yes, no),)
    if rule.until is None:
        lengths = [
            Button(say(f"button.for_{length}", language), key(Verb.SAVE_RULE, rule.id, length))
            for length in ("day", "week")
        ]
        rows = (*rows, tuple(lengths))
    values = {"title": label(rule, terms), "until": _until(rule, terms), "hits": told}
    piece = words(f"{rule.wish}.ask", language, **values)
    return Message(piece.html, piece.plain, rows)


def done(rule: Rule, terms: Terms) -> Message:
    """What holds now that a rule was saved or undone; with the way to the contrary."""
    language, title = terms.language, label(rule, terms)
    if rule.saved:
        piece = words(f"{rule.wish}.done", language, title=title, until=_until(rule, terms))
        other = Button(say("button.undo", language), key(Verb.UNDO_RULE, rule.id))
    else:
        piece = words(f"{rule.wish}.undone", language, title=title)
        other = Button(say(f"button.{rule.wish}", language), key(Verb.SAVE_RULE, rule.id))
    return Message(piece.html, piece.plain, ((other,),))


def listing(wish: Wish, taste: Taste, page: int, terms: Terms) -> Message:
    """A page of what a chat mutes or follows, leanings below, each with a button that ends it."""
    language, sign = terms.language, -1 if wish is Wish.MUTE else 1
    leanings = [rule for rule in taste.of(Wish.LEAN) if rule.strength * sign > 0]
    rules = [*taste.of(wish), *leanings]
    if not rules:
        piece = words(f"{wish}.none", language)
        return Message(piece.html, piece.plain, to_settings(language))
    pages = math.ceil(len(rules) / _A_PAGE)
    page = min(page, pages - 1)
    shown = rules[page * _A_PAGE : (page + 1) * _A_PAGE]
    lines = [words(f"{wish}.head", language), *(_line(rule, terms) for rule in shown)]
    piece = join([*lines, raw("\n") + words(f"{wish}.more", language)], "\n")
    rows = (*_ends(wish, shown, page, pages, terms), *to_settings(language))
    return Message(piece.html, piece.plain, rows)


def _ends(wish: Wish, shown: Sequence[Rule], page: int, pages: int, terms: Terms) -> Rows:
    rows: Rows = tuple(
        (Button(f"✕ {clip(label(rule, terms), _LABEL)}", key(Verb.DROP_RULE, wish, rule.id, page)),)
        for rule in shown
    )
    if pages < 2:
        return rows
    more = say("button.more_sources", terms.language, page=page + 1, pages=pages)
    return (*rows, (Button(more, key(Verb.LIST_RULES, wish, (page + 1) % pages)),))


def _line(rule: Rule, terms: Terms) -> Rich:
    title = label(rule, terms)
    if rule.wish is Wish.LEAN:
        name = "taste.lean_more" if rule.strength > 0 else "taste.lean_less"
        return raw("• ") + words(name, terms.language, title=title)
    until = _until(rule, terms)
    return raw("• ") + words("taste.line", terms.language, title=title, until=until)


def _until(rule: Rule, terms: Terms) -> str:
    if rule.until is None:
        return say("taste.ever", terms.language)
    end = when(rule.until, terms.now, terms.zone, terms.language)
    return say("taste.until", terms.language, when=end)
