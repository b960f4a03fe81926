"""Who speaks: how many publishers stand behind the articles of a story."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.editions.publishers import outlet_name, publisher, voices
from bot.core.model.editions import Coverage


def told(outlet: str, url: str, independent: bool = True) -> Coverage:
    return Coverage("A title", url, outlet, datetime(2026, 11, 23, tzinfo=UTC), independent)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.bbc.co.uk/news/1", "bbc.co.uk"),
        ("https://www.bbc.com/sport/2", "bbc.co.uk"),
        ("https://feeds.bbci.co.uk/news/rss.xml", "bbc.co.uk"),
        ("https://medicalxpress.com/news/3", "phys.org"),
        ("https://edition.example.org/4", "example.org"),
        ("https://ann.blogspot.com/5", "ann.blogspot.com"),
        ("https://news.google.com/rss/articles/6", ""),
        ("http://127.0.0.1:8080/northlight/7", ""),
        ("http://localhost:8080/8", ""),
        ("", ""),
    ],
)
def test_the_publisher_of_an_address(url: str, key: str) -> None:
    assert publisher(url) == key


@pytest.mark.parametrize(
    ("case", "articles", "count"),
    [
        ("nobody is still one", [], 1),
        (
            "strangers are voices of their own",
            [told("A", "https://a.org/1"), told("B", "https://b.org/1")],
            2,
        ),
        (
            "a reprint is no voice",
            [told("A", "https://a.org/1"), told("B", "https://b.org/1", independent=False)],
            1,
        ),
        (
            "two papers of one publisher are one voice",
            [told("Phys.org", "https://phys.org/1"), told("MX", "https://medicalxpress.com/1")],
            1,
        ),
        (
            "one outlet on two hosts is one voice",
            [told("The Post", "https://post.org/1"), told("the post", "https://post.example/1")],
            1,
        ),
        (
            "what joins two voices makes them one",
            [
                told("BBC News", "https://www.bbc.co.uk/1"),
                told("Late Night", "https://latenight.example/1"),
                told("Late Night", "https://www.bbc.com/2"),
            ],
            1,
        ),
        (
            "a host that passes on everybody's articles joins nobody",
            [told("A", "https://news.google.com/a"), told("B", "https://news.google.com/b")],
            2,
        ),
        (
            "local sites without a name are told apart by theirs",
            [told("A", "http://127.0.0.1:80/a"), told("B", "http://127.0.0.1:80/b")],
            2,
        ),
    ],
)
def test_voices(case: str, articles: list[Coverage], count: int) -> None:
    assert voices(articles) == count, case


@pytest.mark.parametrize(
    ("title", "url", "name"),
    [
        ("BBC News", "https://www.bbc.co.uk/news", "BBC News"),
        ("World – TIME", "https://time.com/", "TIME"),
        ("World - CBSNews.com", "https://www.cbsnews.com/world/", "CBS News"),
        ("NPR Topics: World", "https://www.npr.org/sections/world/", "NPR"),
        ("The Guardian | Technology", "https://www.theguardian.com/", "The Guardian"),
        ("Al-Monitor: The Pulse of the Region", "https://www.al-monitor.com/", "Al-Monitor"),
        ("Élan : la une", "https://www.elan.fr/", "Élan"),
        ("Comments on: Old Fields – Home", "https://oldfields.example/", "Old Fields"),
        ("Rest of the Day -", "https://restoftheday.example/", "Rest of the Day"),
        ("Salt: yet another blog", "https://ann.example/", "Salt: yet another blog"),
        ("News | Sky News", "https://news.sky.example/", "Sky News"),
        ("Blog – Old Fields", "https://blog.oldfields.example/", "Old Fields"),
        ("Top Stories", "https://www.abc.net.au/news", "ABC News Australia"),
        ("", "https://www.example.org/feed.xml", "example.org"),
        ("RSS", "", "RSS"),
        ("A - B", "", "A - B"),
        ("NDTV News Search Records Found 1000", "https://www.ndtv.com/", "NDTV"),
        ("Post News Search Records Found 1000", "https://post.example/", "Post News"),
        ("TheWeek feed", "https://www.theweek.in/", "The Week"),
        ("NYT > World News", "https://www.nytimes.com/section/world", "The New York Times"),
        ("Old Fields | All stories", "https://oldfields.example/", "Old Fields"),
        ("Valley Star > Local", "https://star.example/", "Valley Star > Local"),
        ("Recent content on Old Fields", "https://a.example/", "Old Fields"),
        ("Posts on Salt & Stone", "https://b.example/", "Salt & Stone"),
        ("Latest news from The Valley Star", "https://star.example/", "The Valley Star"),
        ("Valley Star RSS Feed", "https://star.example/", "Valley Star"),
        ("Valley Star - RSS", "https://star.example/", "Valley Star"),
        ("BuzzFeed", "https://www.buzzfeed.com/", "BuzzFeed"),
        ("Feed", "https://feed.example/", "feed.example"),
        ("The Feed", "https://thefeed.example/", "The Feed"),
        ("Old  Fields" + " " * 50_000, "https://oldfields.example/", "Old Fields"),
        ("Monde", "https://www.lemonde.fr/", "Le Monde"),
    ],
)
def test_what_an_outlet_is_called(title: str, url: str, name: str) -> None:
    assert outlet_name(title, url) == name


@pytest.mark.parametrize(
    ("title", "url", "name"),
    [
        ("franceinfo - Les Titres", "https://www.francetvinfo.fr", "franceinfo"),
        ("Rzeczpospolita - najnowsze", "https://www.rp.pl", "Rzeczpospolita"),
        ("Folha de Hollin - Em cima da hora", "https://uol.example", "Folha de Hollin"),
        ("All News from Hollin Ledger", "https://hollinledger.example", "Hollin Ledger"),
        ("Portada de El Faro", "https://elfaro.example", "El Faro"),
        ("Заречье.Медиа: Последние новости", "https://zmedia.example", "Заречье.Медиа"),
        ("The Verge - All Posts", "https://www.theverge.com", "The Verge"),
        ("Noticias Hollin", "https://noticiashollin.example", "Noticias Hollin"),
    ],
)
def test_sections_in_other_languages_are_no_names(title: str, url: str, name: str) -> None:
    assert outlet_name(title, url) == name
