"""What a reader gets: an edition, its stories, and every sentence of them with its source.

Frozen values, ready to be rendered; `bot.core.editions.composition` makes them of what is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time


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

    @property
    def hour_known(self) -> bool:
        """Whether more than the day is known: a date without an hour is read as midnight, UTC."""
        return self.date.astimezone(UTC).time() != time()


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
class Headline:
    """A story by its id and the headline that it was given."""

    story_id: int
    title: str


@dataclass(frozen=True, slots=True)
class Why:
    """How a story came into an edition.

    `place` is its rank among `of` stories; `topic` the section it stands under; `voices` and
    `outlets` how many tell it, `newest` when the last of them did. The four factors are those of
    `core.editions.ranking.Weight`, and `leaning` is what 👍 and 👎 made of it. `followed` is what
    the reader keeps an eye on, "" for nothing; `leanings` (title, strength) are what was leant to.
    """

    place: int
    of: int
    topic: str
    voices: int
    outlets: int
    newest: datetime
    by_voices: float = 1.0
    by_freshness: float = 1.0
    by_matter: float = 1.0
    leaning: float = 1.0
    followed: str = ""
    leanings: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DigestStory:
    """One story of an edition, ready to be rendered.

    `articles` are oldest first; `bullets` in reading order, or only the new ones when
    `new_since` is set (the time of the chat's edition that showed the story before).
    `image` is the lead picture's address or "". `differences` (where outlets differ) and
    `timeline` (how it went, by date) are for a story that is opened, else empty. `word` is the one
    that tells most of it, for a button; `followed` what the reader keeps an eye on in it. `telling`
    is a number that is the same where the same was told to many chats, 0 where it was told to one.
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
    word: str = ""
    followed: str = ""
    why: Why | None = None
    telling: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Digest:
    """An edition of finite length: sections of stories in the order they are read.

    `date` is when it was made (UTC). `article_count` is how many articles tell its stories and
    those of `rest`, the ones for which there was no room, heaviest first; `known` is how many had
    been shown before and have nothing new, `muted` (title, stories) what the reader's mutes hid;
    `missing` names outlets that could not be read; `next_at` is the chat's next slot.
    `late_for` is the slot's own time when the edition is a catch-up. `query` is what was asked
    for, and `topic` the name of the topic that this is. `unkept` says that what it shows is not
    remembered, since nothing is kept of the chat. An edition of several days has `since`,
    the beginning of these days, and `finished`, stories that are over and come as headlines;
    `away` says that it brings what a reader missed in a pause. `elsewhere` is how many more stories
    there are in each language that the reader does not read, the most first.
    """

    date: datetime
    stories: tuple[DigestStory, ...]
    article_count: int = 0
    missing: tuple[str, ...] = ()
    next_at: datetime | None = None
    late_for: datetime | None = None
    query: str = ""
    topic: str = ""
    rest: tuple[Headline, ...] = ()
    known: int = 0
    muted: tuple[tuple[str, int], ...] = ()
    unkept: bool = False
    finished: tuple[DigestStory, ...] = ()
    since: datetime | None = None
    away: bool = False
    elsewhere: tuple[tuple[str, int], ...] = ()

    @property
    def used(self) -> list[tuple[int, int]]:
        """What the reader has been shown with it: (story id, article id)."""
        return [(story.id, one.article_id) for story in self.every_story for one in story.articles]

    @property
    def every_story(self) -> tuple[DigestStory, ...]:
        """Those that are told, and those that are headlines."""
        return (*self.stories, *self.finished)

    @property
    def total(self) -> int:
        """How many stories there were to choose from."""
        return len(self.every_story) + len(self.rest)


@dataclass(frozen=True, slots=True)
class Contents:
    """What is remembered of an edition that was sent: for the way back to it, its smaller stories
    and why each story is in it. `at` is its date; `stories` stand in the order of their numbers,
    each with its reasons; the others are as in `Digest`."""

    at: datetime
    stories: tuple[tuple[Headline, Why | None], ...] = ()
    rest: tuple[Headline, ...] = ()
    known: int = 0
    muted: tuple[tuple[str, int], ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """The stories in it, and the smaller ones after them."""
        return (*(head.story_id for head, _ in self.stories), *(h.story_id for h in self.rest))


def contents_of(digest: Digest) -> Contents:
    """What is remembered of this edition."""
    return Contents(
        digest.date,
        tuple((Headline(one.id, one.title[:MAX_HEADLINE]), one.why) for one in digest.stories),
        tuple(Headline(one.story_id, one.title[:MAX_HEADLINE]) for one in digest.rest[:MAX_REST]),
        digest.known,
        digest.muted,
    )


MAX_HEADLINE = 120
"""Characters of a headline that is kept."""
MAX_REST = 48
"""Smaller stories that are remembered: six editions of eight."""
