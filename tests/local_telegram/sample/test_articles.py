"""The sample edition's articles: fresh on whichever day the product is tried."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.local_telegram.sample.articles import load_articles
from bot.local_telegram.sample.outlets import OUTLETS
from summarizers import summarize
from summarizers.story.bullets import StoryArticle, story_bullets
from summarizers.text import datelines

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@pytest.mark.parametrize("day", range(7))
def test_articles_are_fresh_and_their_weekdays_move_along(day: int) -> None:
    now = datetime(2026, 11, 23 + day, 12, tzinfo=UTC)
    articles = load_articles(now)
    ages = [now - article.date for article in articles]
    assert all(timedelta(minutes=-5) <= age < timedelta(days=3) for age in ages)
    assert [-age for age in ages if age < timedelta(0)] == [
        timedelta(minutes=5),
        timedelta(minutes=2),
    ]
    named = {
        name for article in articles for name in DAYS if re.search(rf"\b{name}\b", article.text)
    }
    assert named


def test_each_article_is_of_a_known_outlet_and_has_a_page_of_its_own() -> None:
    articles = load_articles(datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert {article.outlet for article in articles} == set(OUTLETS)
    assert len({(article.outlet, article.slug) for article in articles}) == len(articles)


FIRST = {
    "ferry": ("ran aground", "everyone aboard was brought ashore"),
    "election": ("opposition", "won"),
    "nurses": ("called off the strike",),
    "rates": ("4.5 percent",),
    "vaccine": ("78 percent",),
    "chips": ("4.2 billion", "Eastmere"),
    "recall": ("Voltano", "batteries"),
    "final": ("Millbrook Rovers", "Kofi Mensah scored"),
    "telescope": ("water vapour in the atmosphere",),
    "mask": ("bronze mask", "on its way home"),
    "inundacion": ("3.400 personas", "evacuar"),
    "bahnstreik": ("Lokführer", "treik"),
}


def as_read(text: str) -> str:
    """As pages are read: a dateline is a paragraph by itself."""
    return "\n\n".join(datelines.split(text) or (text,))


@pytest.mark.parametrize("story", sorted(FIRST))
def test_each_story_of_the_sample_begins_with_what_happened(story: str) -> None:
    now = datetime(2026, 11, 26, 12, tzinfo=UTC)
    articles = [a for a in load_articles(now) if a.story == story and a.date <= now]
    articles = [a for a in articles if a.author != "From our wires"]  # a reprint is no voice
    told = story_bullets(
        [
            StoryArticle(
                number,
                one.outlet,
                one.title,
                as_read(one.text),
                one.language or "en",
                tuple(summarize(as_read(one.text), one.title, one.language or "en", 5)),
                one.date,
            )
            for number, one in enumerate(articles)
        ],
        3,
    )
    assert len(told) == 3
    for words in FIRST[story]:
        assert words in told[0].bullet.text


@pytest.mark.parametrize("hour", [0, 4, 12, 20])
def test_outlets_name_one_day_for_what_happened_whatever_the_hour(hour: int) -> None:
    articles = load_articles(datetime(2026, 11, 24, hour, tzinfo=UTC))
    rates = [a.text for a in articles if a.story == "rates"]
    days = {re.search(r"\bon (\w+day)\b", text) for text in rates}
    assert len({found[1] for found in days if found}) == 1
