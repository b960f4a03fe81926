"""What is read for an entry, and the article that comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.editions.articles import ArticleText, article_of, chosen_text, told_by
from bot.core.editions.topics import Topics
from bot.core.model.articles import Page, Reading
from bot.core.model.feeds import Entry, Feed

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
FEED = Feed("https://a.example/feed", "Courier", ("world",), id=7)
ENTRY = Entry("1", "https://a.example/1", "Bridge", NOW - timedelta(hours=2), author="Ada")


def reading(text: str, problem: str | None = None, title: str = "") -> Reading:
    return Reading(Page(text=text, problem=problem, title=title), ())


WHOLE, PART = reading("whole"), reading("part", "paywall")
LONG_PART, WALL = reading("a long part", "paywall"), reading("a long wall", "consent")
OWN = reading("own text")


@pytest.mark.parametrize(
    ("page", "own", "text", "address", "from_feed"),
    [
        (WHOLE, None, WHOLE, "https://a.example/final", False),
        (PART, OWN, OWN, "https://a.example/1", True),
        (LONG_PART, OWN, LONG_PART, "https://a.example/1", False),
        (WALL, OWN, OWN, "https://a.example/1", True),
        (None, OWN, OWN, "https://a.example/1", True),
        (PART, None, PART, "https://a.example/1", False),
    ],
)
def test_a_whole_page_goes_before_the_feeds_text_and_that_before_less(
    page: Reading | None, own: Reading | None, text: Reading, address: str, from_feed: bool
) -> None:
    chosen = chosen_text(page, "https://a.example/final", own, "https://a.example/1")
    assert chosen == ArticleText(text, address, from_feed)


def test_a_page_that_says_nothing_of_its_entry_counts_for_nothing() -> None:
    entry = replace(ENTRY, title="Bridge at Elmford opens", summary="<p>Cars cross on Friday.</p>")
    other = reading("Log in to your account, or create one and read for a month.", title="Hello")
    same = reading("The council of Elmford opens it with a brass band.", title="Hello")
    assert told_by(other, entry) is None
    assert told_by(same, entry) is same
    assert told_by(None, entry) is None


def test_where_nothing_was_read_there_is_no_text() -> None:
    assert chosen_text(None, "https://a.example/1", None, "https://a.example/1") is None


def test_an_article_is_from_when_its_entry_says_and_never_from_the_future() -> None:
    text = ArticleText(OWN, "https://a.example/1", from_feed=True)
    article = article_of(FEED, ENTRY, text, Topics(()), NOW)
    assert article is not None
    assert (article.title, article.outlet, article.author) == ("Bridge", "Courier", "Ada")
    assert (article.published, article.seen, article.feed_id) == (ENTRY.date, NOW, 7)
    early = article_of(FEED, ENTRY, text, Topics(()), NOW - timedelta(hours=9))
    assert early is not None
    assert early.published == NOW - timedelta(hours=9)


def test_no_title_and_no_text_are_no_article() -> None:
    nothing = ArticleText(reading("", "empty"), "https://a.example/1", from_feed=False)
    assert article_of(FEED, Entry("1", "", ""), nothing, Topics(()), NOW) is None
