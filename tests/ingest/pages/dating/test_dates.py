"""When a page says that it was published: the moment, and the day as the page itself writes it."""

import pytest

from bot.ingest.pages.reader import read_page

PROSE = (
    "The ferry to Skarvoy will not sail this winter, the harbour office said, because its hull "
    "has to be mended before the ice comes.",
    "Islanders are to be taken across by a fishing boat, which leaves twice a day and has room "
    "for twelve people, their bags and one dog.",
)


def page(head="", below="", end=""):
    rows = "".join(f"<p>{row}</p>" for row in PROSE)
    return (
        f"<html><head><title>No ferry to Skarvoy this winter</title>{head}</head><body>"
        "<ul><li>Town fair - 3 May 2019</li></ul><h1>No ferry to Skarvoy this winter</h1>"
        f"{below}{rows}{end}</body></html>"
    )


def declared(moment):
    return f'<meta property="article:published_time" content="{moment}">'


@pytest.mark.parametrize(
    ("head", "below", "date", "day"),
    [
        # An evening in New York is the next day in UTC.
        (declared("2026-03-04T21:15:00-05:00"), "", "2026-03-05", "2026-03-04"),
        # Declared in UTC: the printed date tells the day there.
        (declared("2026-03-05T02:15:00Z"), "<p>March 4, 2026</p>", "2026-03-05", "2026-03-04"),
        (declared("Thu, 05 Mar 2026 02:15:00 GMT"), "", "2026-03-05", "2026-03-05"),
        # What is declared is when the page was last sent out; the reader is told another day.
        (declared("2026-03-04T10:00:00Z"), "<p>09.11.2025</p>", "2025-11-09", "2025-11-09"),
        # A change, a day of the matter itself, a quoted message: none of them is the publication.
        (declared("2026-03-04T10:00:00Z"), "<p>Updated May 6, 2026</p>", "2026-03-04", None),
        (declared("2026-03-04T10:00:00Z"), "<p>7 October 2026</p>", "2026-03-04", None),
        (declared("2026-03-04T10:00:00Z"), "<p>12 June 1931</p>", "2026-03-04", None),
        (declared("2026-03-04T10:00:00Z"), "<p>— Ada (@ada) 1 March 2026</p>", "2026-03-04", None),
        (declared("2026-03-04T10:00:00Z"), "<p>Published: 6 May 2026</p>", "2026-05-06", None),
        # The same numbers in the order of the United States.
        (declared("2026-08-01T10:00:00Z"), "<p>8/1/2026</p>", "2026-08-01", None),
        # Sent out again after years: the old date stands alone below the headline.
        (declared("2026-03-04T10:00:00Z"), "<p>2 November 2021</p>", "2021-11-02", None),
    ],
)
def test_a_declared_moment_is_weighed_against_the_printed_day(head, below, date, day):
    read = read_page(page(head, below))
    assert read.date is not None
    assert (read.date.date().isoformat(), str(read.day)) == (date, day or date)


@pytest.mark.parametrize(
    ("below", "end", "date"),
    [
        # Nothing is declared: the line by the headline, before the menu and before comments.
        ("<p>By Ines Okafor | 4 March 2026</p>", "", "2026-03-04"),
        ("<p>Ines Okafor | 04.03.26</p>", "", "2026-03-04"),
        ("<p>4.3.2026 - The county has no other boat for so long a winter.</p>", "", "2026-03-04"),
        (
            "<p>4 March 2026</p>",
            '<div class="comments"><time datetime="2026-04-09T10:00:00Z">9 April</time></div>',
            "2026-03-04",
        ),
        # Another date of the page tells in which order its numbers stand.
        ("<p>03/04/2026 by Ines Okafor</p>", "<p>12/24/2025</p>", "2026-03-04"),
        ("<p>03/04/2026 by Ines Okafor</p>", "<p>24/12/2025</p>", "2026-04-03"),
        # A version number is no date.
        ("<p>v1.9.22_1171</p><p>4 March 2026</p>", "", "2026-03-04"),
    ],
)
def test_without_a_declaration_the_date_by_the_headline_counts(below, end, date):
    read = read_page(page("", below, end))
    assert read.date is not None and read.date.date().isoformat() == date


def test_the_description_may_be_the_only_place_that_names_the_day():
    bare = page('<meta name="description" content="Harbour news of 14 January 2026">')
    bare = bare.replace("<ul><li>Town fair - 3 May 2019</li></ul>", "")
    read = read_page(bare)
    assert str(read.day) == "2026-01-14"
