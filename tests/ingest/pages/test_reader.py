"""A page as it came, and what is read from it."""

import pytest

from bot.ingest.decoding import decode
from bot.ingest.pages.reader import read_page

STORY = (
    "The old bridge over the Linn was closed on Tuesday after a storm tore away its railing.",
    "Engineers from the county said that two of its five piers had moved by a hand's breadth.",
    "“We had no choice,” said Ada Brandt, who leads the roads office. “It may take a year.”",
    "Buses will go by way of Hollow Mill until then, which adds twenty minutes to the journey.",
)
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Bridge closed after storm | The Valley Post</title>
<meta property="og:site_name" content="The Valley Post">
<meta property="article:published_time" content="2026-03-04T08:30:00+01:00">
<meta name="author" content="Ines Okafor"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Bridge closed after storm</h1>{}</article>
<footer><p>© 2026 The Valley Post. All rights reserved.</p></footer></body></html>"""


def page(*paragraphs):
    return PAGE.format("".join(f"<p>{p}</p>" for p in paragraphs))


def test_an_article_page_gives_its_prose_and_what_it_says_of_itself():
    read = read_page(page(*STORY).encode(), "https://valley.example/bridge")
    assert read.text == "\n\n".join(STORY)
    assert read.title == "Bridge closed after storm"
    assert (read.site, read.author, read.language) == ("The Valley Post", "Ines Okafor", "en")
    assert read.date is not None and read.date.date().isoformat() == "2026-03-04"
    assert read.problem is None


def test_a_page_whose_header_ends_the_document_is_read_to_its_end():
    ended = page(*STORY).replace("</nav>", "</nav></body>\n</html>\n", 1)
    assert read_page(ended).text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    "line",
    ["2026-03-04 20:06", "Wednesday, 4 March 2026", "4. März 2026, 14:30 Uhr", "2026年3月4日"],
)
def test_a_date_above_the_text_is_no_text(line):
    assert read_page(page(line, *STORY)).text == "\n\n".join(STORY)


@pytest.mark.parametrize("line", ["4 March 2026", "The 4 March 2026 storm damage"])
def test_a_date_within_the_text_is_a_heading_and_a_line_with_more_stays(line):
    assert line in read_page(page(STORY[0], "The 4 March 2026 storm damage", "4 March 2026")).text


def test_plain_text_is_an_article_with_its_first_line_as_headline():
    read = read_page("Bridge closed after storm\n\n" + "\n\n".join(STORY))
    assert (read.title, read.text) == ("Bridge closed after storm", "\n\n".join(STORY))


@pytest.mark.parametrize(
    "body", ["", b"", " \n ", "<html></html>", b"\x00\x00", "<", "<!--", b"\xff\xfe"]
)
def test_a_page_with_nothing_on_it_says_so(body):
    read = read_page(body)
    assert (read.text.strip("<!-"), read.problem if not read.text else "empty") == ("", "empty")


@pytest.mark.parametrize(
    ("body", "header", "expected"),
    [
        ("für".encode(), "", "für"),
        ("für".encode("utf-16"), "text/html; charset=utf-8", "für"),
        ("für".encode("latin-1"), "text/html; charset=ISO-8859-1", "für"),
        ("“für”".encode("cp1252"), "text/html; charset=ISO-8859-1", "“für”"),
        (b'<meta charset="windows-1251">' + "Мост закрыт".encode("cp1251"), "", "Мост закрыт"),
        (b'<meta charset="nonsense">Pf\xfctze, Stra\xdfe, f\xfcr', "charset=base64", "für"),
        ("für".encode(), "text/html; charset=ISO-8859-1", "für"),
        ("大桥关闭".encode("gbk"), "text/html; charset=gb2312", "大桥关闭"),
    ],
)
def test_bytes_are_read_in_the_encoding_that_explains_them(body, header, expected):
    assert decode(body, header).endswith(expected)
