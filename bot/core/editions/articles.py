"""An entry of a feed, and what was read for it, to the article that is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.core.editions.topics import Topics
from bot.core.model.articles import Article, Reading
from bot.core.model.feeds import Entry, Feed
from bot.core.stories.grouping import fingerprint
from bot.core.text.agreement import disagrees


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What was read for an entry: `address` is the article's, `from_feed` whether the text is the
    feed's own."""

    reading: Reading
    address: str
    from_feed: bool


def whole(page: Reading | None) -> bool:
    """Whether a page was read, and all of it."""
    return page is not None and not page.page.problem and bool(page.page.text)


def told_by(page: Reading | None, entry: Entry) -> Reading | None:
    """The page, if it speaks of what the feed's entry says; else it is a wall, or the door that
    all articles of the site lead to, and counts for nothing."""
    if page and disagrees(entry.title, entry.summary, page.page.title, page.page.text):
        return None
    return page


def chosen_text(
    page: Reading | None, final: str, own: Reading | None, url: str
) -> ArticleText | None:
    """The text that stands for an entry: its page's, if that was read whole; else the longer one
    of what a subscribers' page shows and the feed's own text.

    `final` is where the page was found. That is the article's address only if it was read whole:
    all articles of a site may lead to one and the same closed door.
    """
    if page and whole(page):
        return ArticleText(page, final, from_feed=False)
    teased = page is not None and page.page.problem == "paywall"
    if own and page and teased and len(page.page.text) > len(own.page.text):
        return ArticleText(page, url, from_feed=False)
    if own:
        return ArticleText(own, url, from_feed=True)
    return ArticleText(page, url, from_feed=False) if page else None


def article_of(
    feed: Feed, entry: Entry, text: ArticleText, topics: Topics, now: datetime
) -> Article | None:
    """The article of an entry as it is first seen at `now`; None when there is nothing to tell."""
    page = text.reading.page
    title = entry.title or page.title
    if not (page.text or entry.title):
        return None
    return Article(
        url=text.address,
        title=title,
        text=page.text,
        outlet=feed.title,
        published=min(entry.date or page.date or now, now),
        seen=now,
        language=page.language or feed.language or "",
        author=page.author or entry.author,
        image=page.image,
        bullets=text.reading.bullets,
        hashtags=page.hashtags,
        topics=topics.of_article(feed.topics, title, page.text),
        feed_id=feed.id,
        fingerprint=fingerprint(page.text),
        from_feed=text.from_feed,
    )
