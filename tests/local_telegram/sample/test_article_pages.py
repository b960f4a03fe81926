"""The sample pages: three layouts with their bad habits, each read to its article's text."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.ingest.pages.reader import read_page
from bot.local_telegram.sample import article_pages
from bot.local_telegram.sample.articles import SampleArticle, load_articles
from bot.local_telegram.sample.outlets import OUTLETS

ARTICLES = load_articles(datetime(2026, 11, 23, 12, tzinfo=UTC))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda one: f"{one.outlet}-{one.slug}")
def test_a_page_is_read_to_its_article_and_nothing_of_others(article: SampleArticle) -> None:
    outlet = OUTLETS[article.outlet]
    others = [other for other in ARTICLES if other.outlet == article.outlet and other != article]
    html = getattr(article_pages, outlet.page)(outlet, article, others)
    page = read_page(html, f"http://x.example/{article.outlet}/{article.slug}.html")
    assert page.title == article.title
    read, written = Counter(page.text.split()), Counter(article.text.split())
    assert (read - written).total() == 0, "words of others"
    assert (written - read).total() <= written.total() / 5  # a short last paragraph may be lost
