"""The keys that buttons carry: written and read here and nowhere else.

A key is a verb and its arguments, separated by colons, at most 64 bytes. It names public things
only (a story, a topic, a step): whose chat it acts on is taken from the tap itself, never from
the key, and who may tap is asked again at every tap. What `parse` does not know is stale.

Where a channel is managed from a private chat, `@`, a number and a colon stand before the key. The
number means something in that one private chat, and nothing in any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum, unique

MAX_DATA = 64  # bytes, Telegram's limit


@unique
class Verb(StrEnum):
    """What a button does. The values are on the wire: buttons drawn long ago carry them."""

    OPEN_STORY = "s"
    TICK_TOPIC = "t"  # of buttons drawn in old days: the other of what is
    TICK, UNTICK = "k", "l"  # the wish itself, so that a tap may come twice
    TURN_PAGE = "p"
    LIST_SOURCES = "y"
    SET_HOURS = "w"
    SET_ZONE = "z"
    MY_DIGEST = "g"
    TOPIC_DIGEST = "o"
    OPEN = "n"
    FOLLOW = "f"
    UNFOLLOW = "u"
    REMOVE_FEED = "x"
    ONLY_FEEDS = "b"
    ERASE = "d"
    IMPORT = "I"
    MORE = "m"
    OPEN_HERE = "eo"  # a story in the place of the list of its edition
    LIST_EDITION = "eb"  # and the list in the place of the story
    STORY_KEYS = "ek"
    LESS_OF = "el"
    UNDO_LESS = "eu"
    FOLLOW_STORY = "ef"
    VOTE = "ev"
    WHY = "ew"
    PROPOSE = "rp"
    SAVE_RULE = "ra"
    UNDO_RULE = "rb"
    DROP_RULE = "rd"
    LIST_RULES = "rl"
    BROADCAST = "B"
    GROUP_ASKS = "G"
    CHANNELS = "ch"
    SECTION = "fs"
    SWITCH = "sw"
    PAUSE = "pa"
    QUIET = "qu"
    STOP = "st"
    UNDO = "un"
    SETTINGS = "se"
    LENGTH = "le"
    LANGUAGE = "la"
    READS = "rs"
    TOO_MANY = "tm"


class Step(StrEnum):
    """Where a message of choices stands: in first contact, or among the settings."""

    SETUP = "s"
    SETTINGS = "t"


_NAME = r"(?P<name>[\w .&+-]{1,48})"
_ID = r"(?P<id>[1-9]\d{0,17})"
_STEP = r"(?P<step>[st])"
_PAGE = r"(?P<page>\d{1,2})"
_FORMS = {
    Verb.OPEN_STORY: _ID,
    Verb.TICK_TOPIC: f"{_STEP}:{_PAGE}:{_NAME}",
    Verb.TICK: f"{_STEP}:{_PAGE}:{_NAME}",
    Verb.UNTICK: f"{_STEP}:{_PAGE}:{_NAME}",
    Verb.TURN_PAGE: f"{_STEP}:{_PAGE}",
    Verb.SET_HOURS: _STEP + r":(?P<name>ask|morning|evening|both|other|none|[0-2]\d[0-5]\d)",
    Verb.SET_ZONE: _STEP + r":(?P<name>[\w+/-]{1,40})",
    Verb.MY_DIGEST: r"(?P<name>now|again)",
    Verb.TOPIC_DIGEST: _NAME,
    Verb.OPEN: r"(?P<name>topics|when|where|sources|here|settings|clocks)",
    Verb.FOLLOW: _NAME,
    Verb.UNFOLLOW: f"{_NAME}(?::{_PAGE})?",
    Verb.REMOVE_FEED: f"{_ID}(?::{_PAGE})?",
    Verb.LIST_SOURCES: _PAGE,
    Verb.ONLY_FEEDS: r"(?P<name>yes|no)",
    # The second (since 1970) of the edition that had no room for more: one that a date can hold.
    Verb.MORE: r"(?P<id>[1-9]\d{0,10})",
    Verb.OPEN_HERE: _ID,
    Verb.LIST_EDITION: _ID,
    Verb.STORY_KEYS: f"(?P<name>main|less):{_ID}",
    Verb.LESS_OF: _ID + r":(?P<name>s|[tw]=[\w .&'+-]{1,40}|a=[1-9]\d{0,17})",
    Verb.UNDO_LESS: _ID + r":(?P<other>[1-9]\d{0,17})",  # the story, and the rule
    Verb.FOLLOW_STORY: f"(?P<name>yes|no):{_ID}",
    Verb.VOTE: f"(?P<name>up|down):{_ID}",
    Verb.WHY: _ID,
    Verb.PROPOSE: r"(?P<name>[\w .&'+-]{1,60})",
    Verb.SAVE_RULE: f"{_ID}(?::(?P<name>day|week|ever))?",
    Verb.UNDO_RULE: _ID,
    Verb.DROP_RULE: f"(?P<name>mute|follow):{_ID}(?::{_PAGE})?",
    Verb.LIST_RULES: f"(?P<name>mute|follow):{_PAGE}",
    Verb.ERASE: r"(?P<name>yes|no):(?P<id>\d{1,12})",  # the id is the minute it was asked
    Verb.IMPORT: f"(?P<name>yes|no):{_ID}",
    Verb.GROUP_ASKS: r"(?P<name>admins|everyone)",
    Verb.SECTION: r"(?P<name>[+-][\w .&+-]{1,48})",
    Verb.SWITCH: r"(?P<name>[+-](?:pictures|hears_operator))",
    Verb.CHANNELS: rf"(?P<name>list|choose|open)(?::{_ID})?",
    Verb.BROADCAST: f"(?P<name>yes|no|state):{_ID}",
    Verb.PAUSE: r"(?P<name>ask|end|[1-9]\d?[dw])",
    Verb.QUIET: r"(?P<name>off|[0-2]\d:[0-5]\d-[0-2]\d:[0-5]\d)",
    Verb.STOP: r"(?P<name>now)",
    Verb.SETTINGS: r"(?P<name>home|topics|sources|when|where|mute|follow|length|quiet"
    r"|language|reads|sections)",
    Verb.TOO_MANY: r"(?P<name>daily|weekly|shorter|leave)",
    Verb.READS: _STEP + r":(?P<name>[+-][a-z]{2,3}|all)",
    Verb.LENGTH: r"(?P<name>short|medium|long)",
    Verb.LANGUAGE: r"(?P<name>[a-z]{2,3})",
    Verb.UNDO: rf"(?P<name>here|week|settings):{_ID}",
}
_READ = {verb.value: (verb, re.compile(form)) for verb, form in _FORMS.items()}


@dataclass(frozen=True, slots=True)
class Tap:
    """A callback key, read: the verb with the arguments that it has."""

    verb: Verb
    name: str = ""
    step: Step = Step.SETTINGS
    page: int = 0
    id: int = 0
    other: int = 0


def parse(data: str) -> Tap | None:
    """The key of a tapped button, or None for anything that we do not write."""
    letter, _, rest = data.partition(":")
    if letter not in _READ or len(data.encode("utf-8", "replace")) > MAX_DATA:
        return None
    verb, form = _READ[letter]
    found = form.fullmatch(rest)
    if not found:
        return None
    had = found.groupdict()
    return Tap(
        verb,
        name=had.get("name") or "",
        step=Step(had.get("step") or Step.SETTINGS),
        page=int(had.get("page") or 0),
        id=int(had.get("id") or 0),
        other=int(had.get("other") or 0),
    )


_OF_CHANNEL = re.compile(r"@([1-9]\d{0,8}):(.*)", re.DOTALL)


def of_channel(data: str) -> tuple[int, str]:
    """The number of the managed channel that a key is about, and the key itself; 0 for none."""
    found = _OF_CHANNEL.fullmatch(data)
    return (int(found[1]), found[2]) if found else (0, data)


def managed_number(data: str) -> int:
    """The number of the managed channel that a key is about; 0 for none."""
    return of_channel(data)[0]


def about_channel(number: int, data: str) -> str:
    """The key, about the managed channel of this number; "" where that does not fit a button."""
    if data.startswith(f"{Verb.CHANNELS}:"):
        return data  # the way back is about the private chat itself
    made = f"@{number}:{data}"
    return made if len(made.encode()) <= MAX_DATA else ""


def key(verb: Verb, *arguments: object) -> str:
    """A callback key. Raises ValueError for one that `parse` would not read again."""
    data = ":".join([verb, *map(str, arguments)])
    if parse(data) is None:
        raise ValueError(f"not a callback key: {data!r}")
    return data
