"""The sample edition's articles: fresh on whichever day the product is tried."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.local_telegram.sample.articles import load_articles
from bot.local_telegram.sample.outlets import OUTLETS

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@pytest.mark.parametrize("day", range(7))
def test_articles_are_fresh_and_their_weekdays_move_along(day: int) -> None:
    now = datetime(2026, 11, 23 + day, 12, tzinfo=UTC)
    articles = load_articles(now)
    assert all(timedelta(0) <= now - article.date < timedelta(days=3) for article in articles)
    named = {
        name for article in articles for name in DAYS if re.search(rf"\b{name}\b", article.text)
    }
    assert named


def test_each_article_is_of_a_known_outlet_and_has_a_page_of_its_own() -> None:
    articles = load_articles(datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert {article.outlet for article in articles} == set(OUTLETS)
    assert len({(article.outlet, article.slug) for article in articles}) == len(articles)
