"""The dates that a page's markup names: the one by the headline is the article's."""

import pytest

from bot.ingest.pages.reader import read_page

PROSE = (
    "The ferry to Skarvoy will not sail this winter, the harbour office said, because its hull "
    "has to be mended before the ice comes.",
    "Islanders are to be taken across by a fishing boat, which leaves twice a day and has room "
    "for twelve people, their bags and one dog.",
)
HEADLINE = "No ferry to Skarvoy this winter"


def page(above="", below="", end="", head=""):
    rows = "".join(f"<p>{row}</p>" for row in PROSE * 3)
    return (
        f"<html><head><title>{HEADLINE}</title>{head}</head><body>{above}"
        f"<article><header><h1>{HEADLINE}</h1>{below}</header>{rows}</article>{end}</body></html>"
    )


TEASERS = '<div class="latest"><p>Town fair <time datetime="2026-05-09">9 May</time></p></div>'


@pytest.mark.parametrize(
    ("above", "below", "end", "day"),
    [
        # The teasers above the headline have their own dates.
        (TEASERS, '<span class="datetime">4 March 2026</span>', "", "2026-03-04"),
        # A long line beside the date hides it from the reader of lines, not from that of marks.
        (
            "",
            '<p><span class="post-date">4 March 2026</span> Ines Okafor, who has lived on the '
            "island for thirty years and runs its only newspaper, its radio and its museum</p>",
            "",
            "2026-03-04",
        ),
        # First published, then changed, in one element.
        ("", '<p class="date">4 March 2026. <i>Updated: 6 May 2026</i></p>', "", "2026-03-04"),
        # At the end, with a word for it; the comment before it is another's.
        (
            "",
            "",
            '<div class="comments"><time datetime="2026-04-09">9 April</time></div>'
            '<span class="published-date">Published on: 4 March 2026</span>',
            "2026-03-04",
        ),
        ("", "", "<p>Post time: 4 March 2026</p>", "2026-03-04"),
        # Only a change is told: that is the last that can be known.
        ("", "<p>Updated: 6 May 2026</p>", "", "2026-05-06"),
        # A change is told beside a mark that says more.
        (
            "",
            "<p>Last updated on 6 May 2026</p>",
            '<time class="published" datetime="2026-03-04T10:00:00Z">4 March</time>',
            "2026-03-04",
        ),
    ],
)
def test_the_date_by_the_headline_is_the_articles(above, below, end, day):
    assert str(read_page(page(above, below, end)).day) == day


def test_a_page_that_is_no_article_may_declare_its_day():
    """Some systems describe the page, not the article, in structured data."""
    data = '{"@type": "WebPage", "datePublished": "2026-03-04T10:00:00+00:00"}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert str(read_page(page(above=TEASERS, head=head)).day) == "2026-03-04"


@pytest.mark.parametrize(
    ("below", "day"),
    [
        # The day of the change, printed alone as the article's: a text that was written anew.
        ("<p>6 May 2026</p>", "2026-05-06"),
        # Any other later day may be that of the matter.
        ("<p>7 June 2026</p>", "2026-03-04"),
        ("<p>The fair opens on 6 May 2026</p>", "2026-03-04"),
    ],
)
def test_a_text_written_anew_carries_the_day_that_it_prints(below, day):
    head = (
        '<meta property="article:published_time" content="2026-03-04T10:00:00Z">'
        '<meta property="article:modified_time" content="2026-05-06T09:00:00Z">'
    )
    assert str(read_page(page(below=below, head=head)).day) == day


def test_a_date_with_its_year_first_and_its_month_in_words_is_read():
    head = '<meta name="citation_publication_date" content="2023 Jan 7">'
    assert str(read_page(page(head=head)).day) == "2023-01-07"
