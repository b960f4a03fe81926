"""What a reader gets: an edition, its stories, and every sentence of them with its source.

Frozen values, ready to be rendered; `bot.core.editions.composition` makes them of what is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Cited:
    """A bullet with its outlet, and the link that opens the source at that very sentence."""

    text: str
    url: str
    outlet: str
    article_id: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """One outlet's article of a story, as the reader is told of it."""

    title: str
    url: str
    outlet: str
    date: datetime
    independent: bool = True
    article_id: int = 0


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A number in which outlets contradict each other.

    `what` is what is counted, in the outlets' language ("people killed"); `values` each outlet's
    number as written ("at least 24"), with the link to the sentence that gives it.
    """

    what: str
    values: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened, or will, on a day that its sentence names.

    `date` is the first day of what is named, `precision` "day", "month" or "year"; `ahead` whether
    it was still to come when its source told of it.
    """

    date: date
    precision: str
    told: Cited
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class DigestStory:
    """One story of an edition, ready to be rendered.

    `articles` are oldest first; `bullets` in reading order, or only the new ones when
    `new_since` is set (the time of the chat's edition that showed the story before).
    `image` is the lead picture's address or "". `differences` (where outlets differ) and
    `timeline` (how it went, by date) are for a story that is opened, else empty.
    """

    id: int
    title: str
    url: str
    bullets: tuple[Cited, ...]
    articles: tuple[Coverage, ...]
    topics: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    language: str = ""
    image: str = ""
    new_since: datetime | None = None
    differences: tuple[Disagreement, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """An edition of finite length: sections of stories in the order they are read.

    `date` is when it was made (UTC). `article_count` is how many articles were read for it;
    `missing` names outlets that could not be read; `next_at` is the chat's next slot.
    `late_for` is the slot's own time when the edition is a catch-up. `query` is what was asked
    for, and `topic` the name of the topic that this is.
    """

    date: datetime
    stories: tuple[DigestStory, ...]
    article_count: int = 0
    missing: tuple[str, ...] = ()
    next_at: datetime | None = None
    late_for: datetime | None = None
    query: str = ""
    topic: str = ""
