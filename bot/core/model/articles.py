"""Pages as they are read, articles and stories as they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime

from summarizers.document import Bullet


@dataclass(frozen=True, slots=True)
class Related:
    """Another article that stands on a page beside its main one; fields empty where unknown."""

    title: str
    text: str = ""
    site: str = ""
    date: datetime | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, read: its main article as prose (paragraphs separated by blank lines), and more.

    `problem` is None, or why the text is not the whole article ("paywall", "consent", "empty"),
    or is none at all ("wall": a check, an error, a login that stands in the article's place).
    `date` is in UTC, `day` the day of publication as the page writes it, in its own zone.
    `standfirst` is its editor's own short version, "" where there is none.
    `pull_quotes` are paragraphs of the text that only repeat what it says elsewhere.
    """

    url: str = ""
    title: str = ""
    text: str = ""
    date: datetime | None = None
    author: str = ""
    site: str = ""
    language: str | None = None
    image: str = ""
    hashtags: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    problem: str | None = None
    day: Day | None = None
    standfirst: str = ""
    pull_quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A page that was read: its article, and the bullets of its text."""

    page: Page
    bullets: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is stored: read, cleaned, summarised, and placed in a story.

    `url` is canonical and unique. `published` is never later than `seen` (the time we first saw
    it). `bullets` are ranked spans of `text` in reading order. `independent` is False for a
    near-verbatim reprint of another outlet's article in the same story. `from_feed` marks text
    that the feed itself gave because the page could not be read.
    """

    url: str
    title: str
    text: str
    outlet: str
    published: datetime
    seen: datetime
    language: str = ""
    author: str = ""
    image: str = ""
    bullets: tuple[Bullet, ...] = ()
    hashtags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    feed_id: int = 0
    story_id: int = 0
    fingerprint: str = ""
    independent: bool = True
    from_feed: bool = False
    id: int = 0

    def __hash__(self) -> int:
        """By what hardly any two share: articles are looked up by the hundred at each question."""
        return hash((self.id, self.url, self.outlet))


@dataclass(frozen=True, slots=True)
class Story:
    """Articles of one event, oldest first. The id is stable once a reader has seen it."""

    id: int
    articles: tuple[Article, ...]
