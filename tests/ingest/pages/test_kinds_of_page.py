"""Pages that are not plain articles: aggregators, live blogs, paywalls, walls of consent."""

from datetime import UTC, datetime

import pytest

from bot.core.text import markup
from bot.ingest.pages import liveblog
from bot.ingest.pages.incompleteness import problem
from bot.ingest.pages.reader import read_page
from tests.ingest.pages.test_aggregator import FERRY, MAIN, MARKET
from tests.ingest.pages.test_reader import STORY, page

CARD = """<div class="card"><div class="top"><span class="outlet">{0}</span>
<span class="ago">{1}</span></div><ul><li>{0}</li></ul><h3><a href="/story/{2}">{3}</a></h3>
<p>{4}</p></div>"""
AGGREGATOR = """<!DOCTYPE html><html lang="en"><head><title>Islanders buy their lighthouse</title>
<meta property="article:published_time" content="2026-03-04T12:00:00Z"></head><body>
<header><a href="/">Lookout</a> <a href="/sport">Sport</a></header>
<main><h1>Islanders buy their lighthouse</h1>{}
<section><h4>Hashtags</h4><a href="/t/1">#Lighthouse</a></section>
<section><h4>Try our new reader</h4><p>See what we can do for you:</p></section>
<section><h4>Comments</h4><p>No comments yet...</p></section>
<section><h4>Related Articles</h4>{}{}</section></main></body></html>"""


def aggregator_page():
    return AGGREGATOR.format(
        "".join(f"<p>{text}</p>" for text in MAIN),
        CARD.format("Harbour Gazette", "2 minutes ago", 7, "Ferry stops for ten days", FERRY),
        CARD.format("Sound & Strait", "3 hours ago", 8, "Herring dear as never before", MARKET),
    )


def test_an_aggregators_page_gives_the_main_article_alone_with_dated_others():
    read = read_page(aggregator_page(), "https://lookout.example/a/1")
    assert read.text == "\n\n".join(MAIN)
    assert read.hashtags == ("Lighthouse",)
    assert [(r.title, r.site, r.date, r.url, r.text) for r in read.related] == [
        (
            "Ferry stops for ten days",
            "Harbour Gazette",
            datetime(2026, 3, 4, 11, 58, tzinfo=UTC),
            "https://lookout.example/story/7",
            FERRY,
        ),
        (
            "Herring dear as never before",
            "Sound & Strait",
            datetime(2026, 3, 4, 9, 0, tzinfo=UTC),
            "https://lookout.example/story/8",
            MARKET,
        ),
    ]


def test_ages_count_back_from_the_time_of_fetching_where_that_is_known():
    fetched = datetime(2026, 3, 5, 8, 0, tzinfo=UTC)
    read = read_page(aggregator_page(), "https://lookout.example/a/1", fetched=fetched)
    assert read.related[0].date == datetime(2026, 3, 5, 7, 58, tzinfo=UTC)


ENTRY = '<article><time datetime="2026-03-04T{0:02}:15:00Z">{0}:15</time><p>{1}</p></article>'


def test_a_live_blog_keeps_its_newest_entries_newest_first():
    notes = [
        f"At hour {hour} the water stood at {hour + 200} centimetres by the old mill gauge."
        for hour in range(4, 22)
    ]
    html = "".join(ENTRY.format(hour, note) for hour, note in zip(range(4, 22), notes, strict=True))
    html = f"<html><body><h1>Flood live</h1><div class='liveblog'>{html}</div></body></html>"
    read = read_page(html, "https://valley.example/news/liveblog/flood")
    assert read.text.split("\n\n") == list(reversed(notes))[: liveblog.MOST_ENTRIES]


def test_a_round_up_names_the_stories_that_it_tells():
    parts = [
        ("Ferry", "/f", FERRY),
        ("Herring", "/h", MARKET),
        ("Bridge", "/b", f"{STORY[0]} {STORY[1]}"),
    ]
    told = "".join(f"<h2><a href='{a}'>{t}</a></h2><p>{x}</p>" for t, a, x in parts)
    read = read_page(
        page("Good morning.").replace("</article>", told + "</article>"), "https://v.example/"
    )
    assert [(r.title, r.url, r.text) for r in read.related] == [
        (title, f"https://v.example{address}", text) for title, address, text in parts
    ]
    assert FERRY in read.text


TEASER = '<div class="teasers"><div><div><div><h3><a href="{}">{}</a></h3></div></div></div></div>'


@pytest.mark.parametrize(
    "heads",
    [
        # Teasers between an article's paragraphs, in parts of their own.
        [TEASER.format(f"/t{n}", f"Other news {n}") for n in range(4)],
        # Links to the place itself, and one address again and again.
        [f'<h2><a href="#part-{n}">Part {n}</a></h2>' for n in range(4)],
        [f'<h2><a href="https://shop.example/">Offer {n}</a></h2>' for n in range(4)],
    ],
)
def test_an_article_with_linked_headings_is_no_round_up(heads):
    rows = "".join(f"{head}<p>{row}</p>" for head, row in zip(heads, STORY, strict=True))
    body = page("Good morning.").replace("</article>", rows + "</article>")
    assert read_page(body, "https://v.example/").related == ()


def test_an_ordinary_page_with_times_has_no_entries_of_a_live_blog():
    root = markup.parse(page(*STORY))
    assert root is not None and liveblog.entries(root) == []


PAYWALL = (
    "Already a subscriber? Log in.",
    "Subscribe now to continue reading this story.",
    "Jetzt abonnieren und weiterlesen",
    "Este es un contenido exclusivo para suscriptores",
    "Cet article est réservé aux abonnés.",
    "Материал доступен только для подписчиков",
)


@pytest.mark.parametrize("sentence", PAYWALL)
def test_a_page_that_keeps_the_rest_back_is_a_paywall(sentence):
    assert problem("The council met on Tuesday and came to no decision.", [sentence]) == "paywall"


def test_what_somebody_says_of_members_is_no_paywall():
    said = "“It will be members-only, or all the island comes for the free herring,” she said."
    assert problem(f"The council met on Tuesday.\n\n{said}", [said]) is None


def test_a_long_article_with_a_call_to_subscribe_is_whole():
    assert problem("The council met. " * 200, [PAYWALL[1]]) is None


def test_a_page_that_declares_itself_locked_and_gives_little_is_a_paywall():
    html = page(*STORY[:2]).replace(
        "</head>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge", '
        '"isAccessibleForFree": "False"}</script></head>',
    )
    assert read_page(html).problem == "paywall"


def test_a_wall_of_consent_is_no_article():
    text = (
        "We and our 212 partners store information on a device to show you personal content.\n\n"
        "By clicking accept you agree to the use of cookies. You can change this at any time."
    )
    assert problem(text, text.split("\n\n")) == "consent"


def test_a_page_without_text_is_empty():
    assert problem("", [""]) == "empty"


def test_a_page_that_a_script_draws_is_read_from_its_structured_data():
    told = "The bridge opens on Friday, the council said. " * 8
    html = page().replace(
        "</head>",
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{told}"}}'
        "</script></head>",
    )
    assert read_page(html).text == told.strip()


def test_a_live_blog_that_a_script_draws_gives_its_newest_entries_first():
    updates = ", ".join(
        f'{{"headline": "Entry {n}", "datePublished": "2026-03-04T0{n}:00:00Z", "articleBody": '
        f'"The water stood at {n} metres by the mill, the fire brigade reported."}}'
        for n in (1, 3, 2)
    )
    html = page().replace(
        "</head>",
        '<script type="application/ld+json">{"@type": "LiveBlogPosting", "liveBlogUpdate": '
        f"[{updates}]}}</script></head>",
    )
    text = read_page(html).text
    assert [text.index(f"{n} metres") for n in (3, 2, 1)] == sorted(
        text.index(f"{n} metres") for n in (3, 2, 1)
    )


def test_a_whole_article_has_no_problem():
    assert read_page(page(*STORY)).problem is None
