"""A page that carries its main article and others beside it: each is told apart."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ingest.pages.aggregator import ListingLine, heading, split
from bot.ingest.pages.reader import read_page
from bot.ingest.pages.relative_dates import age

SEED = Path(__file__).parents[3].parent / "shared" / "data" / "seed-page.txt"
MAIN = (
    "The lighthouse at Cape Arrow was sold on Friday for one crown to the people of its island.",
    "They mean to keep the lamp burning, said Odile Farr, who has led the campaign for six years.",
    "“It is a promise to our fishermen,” she told a crowd of four hundred in the harbour hall, "
    "“and a promise to their children, who will need it in fog as their grandparents did.”",
)
FERRY = (
    "The island's ferry will stop for ten days in May while its engines are replaced. A smaller "
    "boat takes passengers, but no cars, twice a day."
)
MARKET = (
    "Herring fetched its highest price in nine years at the Monday market, the port said. Buyers "
    "from the mainland came for the first time since the autumn storms."
)
TEXT = f"""
Islanders buy their lighthouse for one crown
{MAIN[0]}
{MAIN[1]}
{MAIN[2]}
Hashtags
#Lighthouse
#CapeArrow

Try our new reader
See what we can do for you:
Comments
No comments yet...
Related Articles


The Harbour Gazette
2 minutes ago
- The Harbour Gazette
Ferry stops for ten days in May
{FERRY}


Sound & Strait
3 hours ago
- Sound & Strait
Herring at its highest price in nine years
{MARKET}
"""


def test_an_aggregators_text_gives_the_main_article_alone_and_the_others_beside_it():
    read = read_page(TEXT)
    assert read.title == "Islanders buy their lighthouse for one crown"
    assert read.text == "\n\n".join(MAIN)
    assert read.hashtags == ("Lighthouse", "CapeArrow")
    assert [(r.title, r.site, r.text, r.date) for r in read.related] == [
        ("Ferry stops for ten days in May", "The Harbour Gazette", FERRY, None),
        ("Herring at its highest price in nine years", "Sound & Strait", MARKET, None),
    ]


@pytest.mark.parametrize(
    ("cue", "first", "second"),
    [
        ("Ähnliche Artikel", "vor 2 Minuten", "vor 3 Stunden"),
        ("Noticias relacionadas", "hace 2 minutos", "hace 3 horas"),
        ("À lire aussi", "il y a 2 minutes", "il y a 3 heures"),
        ("Читайте также", "2 минуты назад", "3 часа назад"),
        ("相关新闻", "2分钟前", "3小时前"),
        ("Powiązane artykuły", "2 minuty temu", "3 godziny temu"),
    ],
)
def test_the_cue_words_are_known_in_other_languages(cue, first, second):
    now = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
    lines = [*MAIN, cue, "Gazette", first, "A ferry", FERRY, "Strait", second, "Herring", MARKET]
    told = split([ListingLine(text) for text in lines], now)
    assert told is not None and told.end == len(MAIN)
    assert [r.date for r in told.related] == [
        datetime(2026, 3, 4, 11, 58, tzinfo=UTC),
        datetime(2026, 3, 4, 9, 0, tzinfo=UTC),
    ]


@pytest.mark.parametrize("text", ["Related Articles", "Hashtags", "12 Comments", "Kommentare (3)"])
def test_a_section_heading_is_known(text):
    assert heading(text)


@pytest.mark.parametrize("text", ["Comments by the mayor angered farmers", "Related by marriage"])
def test_a_line_of_the_article_is_no_section_heading(text):
    assert not heading(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 minutes ago", timedelta(minutes=2)),
        ("an hour ago", timedelta(hours=1)),
        ("vor einer Stunde", timedelta(hours=1)),
        ("gestern", timedelta(days=1)),
        ("hace 5 días", timedelta(days=5)),
        ("только что", timedelta(0)),
        ("two sailors, long ago", None),
        ("", None),
    ],
)
def test_an_age_in_words_is_a_span_of_time(text, expected):
    assert age(text) == expected


def test_cards_may_name_their_outlet_below_the_headline():
    cards = (
        "Ferry stops for ten days\nThe Harbour Gazette - 6 hours ago\n"
        "Herring dear as never before\nSound & Strait - 2 hours ago\nMore coverage (1) »"
    )
    read = read_page("\n\n".join([*MAIN, "Related articles", *cards.split("\n")]))
    assert [(r.title, r.site) for r in read.related] == [
        ("Ferry stops for ten days", "The Harbour Gazette"),
        ("Herring dear as never before", "Sound & Strait"),
    ]


def test_a_button_is_no_outlet():
    rows = [*MAIN, "Related articles", "Subscribe Now", "Subscribe", "Get our letter", *MAIN[:1]]
    assert read_page("\n\n".join(rows)).related == ()


def test_an_ordinary_article_is_not_torn_apart():
    assert (
        split(
            [ListingLine(text) for text in (*MAIN, FERRY, "Related Articles", "A link", "Another")]
        )
        is None
    )


@pytest.mark.skipif(not SEED.exists(), reason="../shared/data/seed-page.txt is not there")
def test_the_seed_page_gives_one_article_and_three_beside_it():
    read = read_page(SEED.read_bytes())
    assert read.title.startswith("‘No deal': Putin met a tougher Trump in Alaska")
    assert read.text.endswith("And now, Putin knows that.")
    assert not any(cue in read.text for cue in ("Hashtags", "Comments", "Daily8", "Daily Mail"))
    assert [(r.site, r.title.split()[0]) for r in read.related] == [
        ("Daily Mail", "Woke"),
        ("The Independent", "What's"),
        ("The Independent", "Zelensky"),
    ]
    assert all(len(r.text) > 3000 for r in read.related)
