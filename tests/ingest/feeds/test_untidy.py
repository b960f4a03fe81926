"""Feeds as their makers should not have written them, and what is read of them all the same."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from bot.core.model.feeds import Entry
from bot.ingest.dates import parse_date
from bot.ingest.feeds.parser import parse_feed
from bot.ingest.feeds.text import MAX_FIELD, MAX_TITLE, clip, field, plain

ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def only(document: str, url: str = "https://x.example/feed") -> Entry:
    """The one entry of a document."""
    (entry,) = parse_feed(document.encode(), url).entries
    return entry


def rss(item: str) -> str:
    return f"<rss version='2.0'><channel><title>T</title><item>{item}</item></channel></rss>"


def test_tags_that_never_end_cost_no_item() -> None:
    items = "".join(
        f"<item><title>n{n}</title><description>a <br> b & c<link>http://x.example/{n}</link></item>"
        for n in range(3)
    )
    feed = parse_feed(f"<rss><channel><title>Torn</title>{items}</channel>".encode())
    assert feed.title == "Torn"
    assert [entry.title for entry in feed.entries] == ["n0", "n1", "n2"]


def test_the_entry_in_which_a_transfer_ended_waits_for_the_next_time() -> None:
    feed = parse_feed(b"<rss><channel><item><title>Whole</title></item><item><title>Half a sente")
    assert [entry.title for entry in feed.entries] == ["Whole"]


def test_prefixes_that_were_never_declared_are_understood() -> None:
    feed = parse_feed(
        b"<!-- by hand --><?xml?xml version='1.0' ??><rss rss:version=2.0><rss:channel>"
        b"<rss:title>Own brew</rss:title>"
        b"<rss:item><rss:title>One</rss:title><rss:link>http://x.example/1</rss:link></rss:item>"
        b"<rss:item><rss:title>Two</rss:title></rss:item></rss:channel></rss>"
    )
    assert feed.title == "Own brew"
    assert [entry.title for entry in feed.entries] == ["One", "Two"]


def test_a_format_of_1997_is_still_understood() -> None:
    entry = only(
        '<CHANNEL HREF="http://x.example/"><ITEM HREF="/1" LASTMOD="2026-02-03T12:00:00Z">'
        "<TITLE>Push</TITLE><ABSTRACT>Old hat</ABSTRACT></ITEM></CHANNEL>"
    )
    assert (entry.title, entry.summary) == ("Push", "Old hat")
    assert (entry.link, entry.date) == ("https://x.example/1", UTC_NOON)


def test_an_empty_feed_is_a_feed() -> None:
    assert parse_feed(b"<rss><channel><title>New</title></channel></rss>").entries == ()


def test_ampersands_and_html_entities_do_not_break_a_feed_nor_its_links() -> None:
    entry = only(
        rss(
            "<title>Caf&eacute; R&D &nosuch; &#8211; &#0;x</title>"
            "<link><![CDATA[http://x.example/?a=1&b=2]]></link>"
            "<description>&lt;p&gt;Tom &amp;amp; J&lt;/p&gt;</description>"
        )
    )
    assert entry.title == "Café R&D &nosuch; – x"
    assert entry.link == "http://x.example/?a=1&b=2"
    assert entry.summary == "<p>Tom &amp; J</p>"


def test_a_feed_that_declares_itself_html_is_still_a_feed() -> None:
    document = f"<!DOCTYPE html><feed {ATOM}><entry><title>t</title><id>1</id></entry></feed>"
    assert only(document).title == "t"


def test_base64_content_of_old_atom_is_unwrapped() -> None:
    packed = base64.b64encode(b"<p>Hello</p>").decode()
    entry = only(
        f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>t</title>'
        f'<content type="text/html" mode="base64">{packed}</content></entry></feed>'
    )
    assert entry.html == "<p>Hello</p>"


def test_plain_text_of_atom_is_not_taken_for_markup() -> None:
    entry = only(
        f'<feed {ATOM}><entry><summary type="text">if a &lt;b&gt; c</summary></entry></feed>'
    )
    assert entry.summary == "if a &lt;b&gt; c"


def test_an_extension_that_uses_a_name_of_rss_is_not_taken_for_it() -> None:
    entry = only(
        "<rss xmlns:x='http://x.example/rss/module/'><channel><item><x:title>wrong</x:title>"
        "<title>right</title></item></channel></rss>"
    )
    assert entry.title == "right"


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ("<link>/a b.html</link>", "https://x.example/a%20b.html"),
        ("<link>\n https://y.example/a\n </link>", "https://y.example/a"),
        ("<link>x.example/a</link>", "https://x.example/a"),
        ("<guid>https://y.example/g</guid>", "https://y.example/g"),
        ("<guid isPermaLink='true'>/g</guid>", "https://x.example/g"),
        ("<guid isPermaLink='false'>tag:1</guid>", ""),
        ("<link/><guid>https://y.example/g</guid>", "https://y.example/g"),
        (f"<link {ATOM} rel='self' href='/s'/><link {ATOM} href='/a'/>", "https://x.example/a"),
        (f"<link {ATOM} rel='enclosure' href='/e.mp3'/>", ""),
        (
            f"<link {ATOM} type='application/json' href='/j'/>"
            f"<link {ATOM} type='text/html' href='/h'/>",
            "https://x.example/h",
        ),
    ],
)
def test_the_link_is_the_one_that_a_reader_can_open(links: str, expected: str) -> None:
    assert only(rss(f"<title>t</title>{links}")).link == expected


def test_fields_are_capped_without_cutting_through_a_tag() -> None:
    long = "word " * (MAX_FIELD // 5 - 2) + '<a href="' + "x" * 100 + '">end</a>'
    entry = only(rss(f"<title>{'t' * 1000}</title><description><![CDATA[{long}]]></description>"))
    assert len(entry.title) == MAX_TITLE
    assert len(entry.html) <= MAX_FIELD
    assert "<a" not in entry.html


def test_characters_that_no_screen_should_show_are_taken_out() -> None:
    assert plain("a\x00b\u202ec\u200bd\ud800e\x1b[0m") == "abcde[0m"
    assert field("a\x00\x1fb\nc") == "ab\nc"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("Tom &amp;amp; Jerry", "Tom & Jerry"),
        ("&lt;b&gt;Bold&lt;/b&gt; claim", "Bold claim"),
        ("One<br/>two", "One two"),
        ("if a < b and b > c", "if a < b and b > c"),
        ("List<String> explained", "List<String> explained"),
        ("<script>x()</script>News", "News"),
        ("News<!-- ad", "News"),
        ("AT&T &#8212; up", "AT&T — up"),
        ("  a \n\t b  ", "a b"),
        ("&#xD800;&#1114112;", "��"),
    ],
)
def test_titles_are_words_and_nothing_else(markup: str, expected: str) -> None:
    assert plain(markup) == expected


def test_clipping_ends_at_a_word_and_says_so() -> None:
    assert clip("one two three", 9) == "one two…"
    assert clip("one two", 9) == "one two"


UTC_NOON = datetime(2026, 2, 3, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 03 Feb 2026 12:00:00 GMT",
        "Tue, 3 Feb 2026 07:00 EST",
        "Tuesday, February 3, 2026 12:00:00",
        "03 Feb 26 12:00:00 +0000",
        "Tue, 03 Feb 2026 13:00:00 +01:00",
        "Tue, 03 Feb 2026 13:00:00 GMT+1",
        "Tue Feb  3 12:00:00 2026",
        "Tue Feb 3 12:00:00 UTC 2026",
        "2026-02-03T12:00:00Z",
        "2026-02-03t12:00:00.123456789z",
        "2026-02-03 17:30:00 +0530",
        "2026-02-03T12:00",
        "20260203T120000Z",
        "2026-02-03T11:59:60Z",
        "mar., 03 févr. 2026 13:00:00 +0100",
        "Di, 03 Feb 2026 13:00:00 MEZ",
        "mar, 3 de febrero de 2026 12:00:00 GMT",
        "Feb 3, 2026 12:00 PM",
        "Tue Feb 03 12:00:00 +0000 2026",
        "2026.02.03 12:00",
        "2026年2月3日 12:00",
        "2026년 2월 3일 12:00",
        "03.02.2026 12:00",
        "星期二, 3 二月 2026 20:00:00 +0800",
        "1770120000",
        "1770120000123",
    ],
)
def test_one_moment_in_many_spellings(text: str) -> None:
    assert (parse_date(text) or UTC_NOON).replace(microsecond=0) == UTC_NOON
    assert parse_date(text)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2026-02-30", "2026-13-01",
     "99999-01-01", "Tue, 03 Foo 2026 12:00:00 GMT", "2026-02-03T12:00:00+99:99", "3/2/2026",
     "2026", "2026-02", "February 2026", "13/13/2026", "32.01.2026", "1234567", "99999999999"],
)  # fmt: skip
def test_what_names_no_day_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["28/06/2026", "06/28/2026", "28-06-2026", "28.06.2026"])
def test_a_number_above_twelve_is_the_day(text: str) -> None:
    assert parse_date(text) == datetime(2026, 6, 28, tzinfo=UTC)


@pytest.mark.parametrize(("text", "day"), [("2026-02-03", 3), ("2026.02.03", 3), ("20260203", 3)])
def test_a_day_without_a_time_begins_at_midnight(text: str, day: int) -> None:
    assert parse_date(text) == datetime(2026, 2, day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "misdated"),
    [
        (
            b"<rss><channel><item><title>a</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>",
            1,
        ),
        ("<pubDate>soon</pubDate>", 1),
        ("", 0),
        ("<pubDate/>", 0),
    ],
)
def test_entries_whose_date_is_none_are_counted(date: str, misdated: int) -> None:
    document = f"<rss><channel><item><title>a</title>{date}</item></channel></rss>"
    parsed = parse_feed(document.encode())
    assert parsed.misdated == misdated
    assert [entry.date for entry in parsed.entries] == [None] * len(parsed.entries)


def test_a_json_feeds_dates_are_counted_so_too() -> None:
    rows = b'{"id": "1", "date_published": "0001-01-01T00:00:00Z"}, {"id": "2"}'
    head = b'{"version": "https://jsonfeed.org/version/1.1", "items": ['
    assert parse_feed(head + rows + b"]}").misdated == 1
