"""Buttons, and the callback keys they carry: written and read here and nowhere else.

A key is a verb and its arguments, separated by colons, at most 64 bytes. It names public things
only (a story, a topic, a step): whose chat it acts on is taken from the tap itself, never from
the key, and who may tap is asked again at every tap. What `parse` does not know is stale.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import KeyboardButton, ReplyKeyboardMarkup

from bot.chat.rendering.texts import say
from bot.core.editions.topics import Topic
from bot.core.model.chats import Chat
from bot.core.model.editions import Digest, DigestStory
from bot.core.model.feeds import Feed
from bot.core.model.messages import Button

Rows = tuple[tuple[Button, ...], ...]
MAX_DATA = 64  # bytes, Telegram's limit
A_PAGE = 8  # topics shown at once
_IN_A_ROW = 8  # number buttons side by side

_NAME = r"[\w .&+-]{1,48}"
_FORMS = {
    "s": r"(?P<id>[1-9]\d{0,17})",  # open a story
    "t": rf"(?P<step>[st]):(?P<page>\d{{1,2}}):(?P<name>{_NAME})",  # tick a topic
    "p": r"(?P<step>[st]):(?P<page>\d{1,2})",  # turn the page of topics
    "w": r"(?P<step>[st]):(?P<name>ask|morning|evening|both|other|none|[0-2]\d[0-5]\d)",  # when
    "z": r"(?P<step>[st]):(?P<name>[\w+/-]{1,40})",  # where the reader is
    "g": r"(?P<name>now|again)",  # my digest
    "o": rf"(?P<name>{_NAME})",  # a topic's digest
    "n": r"(?P<name>topics|when|where|sources|here)",  # open one of these messages
    "f": rf"(?P<name>{_NAME})",  # follow a topic
    "u": rf"(?P<name>{_NAME})",  # unfollow a topic
    "x": r"(?P<id>[1-9]\d{0,17})",  # remove a feed of one's own
    "d": r"(?P<name>yes|no):(?P<id>\d{1,12})",  # erase: the id is the minute it was asked
}
_READ = {verb: re.compile(form) for verb, form in _FORMS.items()}


@dataclass(frozen=True, slots=True)
class Tap:
    """A callback key, read: the verb with the arguments that it has."""

    verb: str
    name: str = ""
    step: str = ""
    page: int = 0
    id: int = 0


def parse(data: str) -> Tap | None:
    """The key of a tapped button, or None for anything that we do not write."""
    verb, _, rest = data.partition(":")
    form = _READ.get(verb)
    found = form.fullmatch(rest) if form and len(data.encode("utf-8", "replace")) <= 64 else None
    if not found:
        return None
    had = found.groupdict()
    return Tap(
        verb,
        name=had.get("name") or "",
        step=had.get("step") or "",
        page=int(had.get("page") or 0),
        id=int(had.get("id") or 0),
    )


def key(verb: str, *arguments: object) -> str:
    """A callback key. Raises ValueError for one that `parse` would not read again."""
    data = ":".join([verb, *map(str, arguments)])
    if parse(data) is None:
        raise ValueError(f"not a callback key: {data!r}")
    return data


def _rows(buttons: Sequence[Button], width: int) -> Rows:
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))


def edition(digest: Digest, chat: Chat) -> Rows:
    """Under an edition: a number for each story, then the ways on.

    In a channel a number opens the source, since there a tap cannot be answered to one reader.
    """
    if not digest.stories:
        return again(chat.language)
    channel = chat.kind == "channel"
    numbers = [
        Button(str(at), url=story.url) if channel else Button(str(at), key("s", story.id))
        for at, story in enumerate(digest.stories, 1)
        if (story.url.startswith("http") if channel else story.id)
    ]
    if channel:
        return _rows(numbers, _IN_A_ROW)
    ways = (
        Button(say("button.my_topics", chat.language), key("n", "topics")),
        Button(say("button.when", chat.language), key("n", "when")),
    )
    return (*_rows(numbers, _IN_A_ROW), ways)


def opened(story: DigestStory, language: str) -> Rows:
    """Under an open story: the way to its source."""
    if not story.url.startswith(("http://", "https://")):
        return ()
    return ((Button(say("button.read", language), url=story.url),),)


def my_topics(language: str) -> Rows:
    """The way to one's topics."""
    return ((Button(say("button.my_topics", language), key("n", "topics")),),)


def again(language: str) -> Rows:
    """Under "nothing new": the same edition once more, and the topics."""
    once_more = Button(say("button.again", language), key("g", "again"))
    return ((once_more,), *my_topics(language))


def topics(
    every: Sequence[Topic], followed: Sequence[str], step: str, page: int, language: str
) -> Rows:
    """All topics, `A_PAGE` at a time, followed ones ticked; `step` is "s" in first contact."""
    last = max(0, (len(every) - 1) // A_PAGE)
    page = min(page, last)
    shown = every[page * A_PAGE : (page + 1) * A_PAGE]
    ticks = [
        Button(
            ("✓ " if topic.name in followed else "") + topic.title, key("t", step, page, topic.name)
        )
        for topic in shown
    ]
    rows = list(_rows(ticks, 2))
    if last:
        turn = (page + 1) % (last + 1)
        rows.append((Button(say("button.more_topics", language), key("p", step, turn)),))
    if step == "s":
        rows.append((Button(say("button.next", language), key("w", "s", "ask")),))
    else:
        rows.append((Button(say("button.digest_now", language), key("g", "now")),))
    return tuple(rows)


def near(topics_found: Sequence[Topic]) -> Rows:
    """The topics that a reader may have meant: a tap gives the digest."""
    return _rows([Button(topic.title, key("o", topic.name)) for topic in topics_found], 2)


def follow(topics_found: Sequence[Topic]) -> Rows:
    """The topics that a reader may have meant to follow: a tap follows."""
    return _rows([Button(topic.title, key("f", topic.name)) for topic in topics_found], 2)


def when(step: str, language: str, planned: bool = False) -> Rows:
    """The hours most people choose; `planned` adds the way to have none."""
    names = ("morning", "evening", "both", "other")
    buttons = [Button(say(f"button.{name}", language), key("w", step, name)) for name in names]
    rows = _rows(buttons, 2)
    if step == "t":
        rows = (*rows, (Button(say("button.where", language), key("n", "where")),))
    if planned:
        rows = (*rows, (Button(say("button.no_schedule", language), key("w", step, "none")),))
    return rows


def hours(step: str) -> Rows:
    """Other hours, one a day, to choose from."""
    wishes = ("0600", "0700", "0800", "0900", "1200", "1700", "1900", "2100")
    return _rows([Button(f"{at[:2]}:{at[2:]}", key("w", step, at)) for at in wishes], 4)


def where(step: str, clocks: Sequence[tuple[str, str]], language: str, private: bool) -> Rows:
    """Clocks of well-known zones, as (label, zone): the reader taps the one that is right.

    In a private chat the reader's own location will do, too.
    """
    rows = _rows([Button(label, key("z", step, zone)) for label, zone in clocks], 2)
    if private:
        rows = (*rows, (Button(say("button.here", language), key("n", "here")),))
    if step == "s":
        rows = (*rows, (Button(say("button.skip", language), key("z", step, "UTC")),))
    return rows


def zone_is(zone: str, name: str, language: str) -> Rows:
    """The place that a reader named: a tap makes its clock theirs."""
    return ((Button(say("button.zone_is", language, zone=name), key("z", "t", zone)),),)


def location(language: str) -> ReplyKeyboardMarkup:
    """Below the text box: one key that sends the reader's location, once."""
    share = KeyboardButton(say("button.share", language), request_location=True)
    return ReplyKeyboardMarkup([[share]], resize_keyboard=True, one_time_keyboard=True)


def sources(followed: Sequence[Topic], feeds: Sequence[Feed], language: str) -> Rows:
    """Everything that a chat follows, each with a tap that ends it."""
    ends = [Button(f"✕ {topic.title}", key("u", topic.name)) for topic in followed]
    own = [Button(f"✕ {(feed.title or feed.url)[:40]}", key("x", feed.id)) for feed in feeds]
    more = Button(say("button.my_topics", language), key("n", "topics"))
    return (*_rows(ends, 2), *_rows(own, 1), (more,))


def confirm_erase(minute: int, language: str) -> Rows:
    """To confirm or to cancel an erasure asked for at this minute (since 1970)."""
    return (
        (
            Button(say("button.erase", language), key("d", "yes", minute)),
            Button(say("button.keep", language), key("d", "no", minute)),
        ),
    )
