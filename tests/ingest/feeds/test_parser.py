"""What a reader of feeds gets from documents of every format, tidy and untidy."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core.model.reasons import ReadingFailed, Reason
from bot.ingest.feeds.parser import MAX_BYTES, parse_feed
from bot.ingest.feeds.raw import MAX_ENTRIES

RSS2 = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Harbour Herald</title><link>https://herald.example/</link>
<atom:link rel="self" href="https://herald.example/feed.xml"/>
<language>en-GB</language><ttl>45</ttl>
<item><title>Ferries &amp;amp; fog: &lt;b&gt;delays&lt;/b&gt; likely</title>
<link>/news/ferries</link><guid isPermaLink="false">hh-1</guid>
<pubDate>Mon, 02 Feb 2026 08:30:00 +0100</pubDate><dc:creator>Ada Quay</dc:creator>
<category>Travel</category><category>Weather</category>
<description>Short.</description>
<content:encoded><![CDATA[<p>The whole report, and a good deal longer.</p>]]></content:encoded>
</item></channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://blatt.example/a/">
<title type="text">Das Blatt</title><link href="https://blatt.example/"/>
<entry><id>urn:x:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Neue
<em>Bahn</em></div></title>
<link rel="edit" href="edit/1"/><link rel="alternate" type="text/html" href="bahn.html"/>
<updated>2026-02-03T10:00:00Z</updated><published>2026-02-02T22:15:30.25-05:00</published>
<author><name>Kim Lot</name><email>kim@blatt.example</email></author>
<category term="verkehr" label="Verkehr"/>
<summary>Kurz.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Lang &amp; gut.</p></div></content>
</entry></feed>"""

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="https://rdf.example/"><title>Old Guard</title><link>https://rdf.example/</link>
<dc:language>fr</dc:language><sy:updatePeriod>hourly</sy:updatePeriod>
<sy:updateFrequency>2</sy:updateFrequency></channel>
<item rdf:about="https://rdf.example/1"><title>Un</title><link>https://rdf.example/1</link>
<dc:date>2026-02-01T00:00+01:00</dc:date></item></rdf:RDF>"""

JSON = b"""\xef\xbb\xbf{"version": "https://jsonfeed.org/version/1.1", "title": "J",
"home_page_url": "https://j.example/", "language": "es",
"items": [{"id": 7, "url": "/uno", "title": "Uno", "content_text": "a < b", "summary": "s",
"date_published": "2026-02-01T12:00:00+02:00", "authors": [{"name": "Ana"}], "tags": ["x", 3]},
"not an item"]}"""


def test_an_rss_item_comes_with_everything_it_carries() -> None:
    feed = parse_feed(RSS2, "https://herald.example/feed.xml")
    assert (feed.title, feed.link, feed.language) == (
        "Harbour Herald",
        "https://herald.example/",
        "en",
    )
    assert feed.ttl_minutes == 45
    (entry,) = feed.entries
    assert entry.key == "hh-1"
    assert entry.link == "https://herald.example/news/ferries"
    assert entry.title == "Ferries & fog: delays likely"
    assert entry.date == datetime(2026, 2, 2, 7, 30, tzinfo=UTC)
    assert entry.summary == "Short."
    assert entry.html == "<p>The whole report, and a good deal longer.</p>"
    assert (entry.author, entry.tags) == ("Ada Quay", ("Travel", "Weather"))


def test_an_atom_entry_is_read_with_its_own_base_and_its_markup() -> None:
    feed = parse_feed(ATOM, "https://elsewhere.example/feed")
    (entry,) = feed.entries
    assert (feed.title, feed.language) == ("Das Blatt", "de")
    assert entry.key == "urn:x:1"
    assert entry.link == "https://blatt.example/a/bahn.html"
    assert entry.title == "Neue Bahn"
    assert entry.date == datetime(2026, 2, 3, 3, 15, 30, tzinfo=UTC)
    assert "<p>Lang &amp; gut.</p>" in entry.html
    assert (entry.author, entry.tags) == ("Kim Lot", ("Verkehr",))


def test_an_rdf_feed_has_its_items_beside_the_channel() -> None:
    feed = parse_feed(RDF)
    (entry,) = feed.entries
    assert (feed.title, feed.language, feed.ttl_minutes) == ("Old Guard", "fr", 30)
    assert (entry.key, entry.title) == ("https://rdf.example/1", "Un")
    assert entry.date == datetime(2026, 1, 31, 23, 0, tzinfo=UTC)


def test_a_json_feed_is_read_and_what_is_no_item_is_passed_over() -> None:
    feed = parse_feed(JSON, "https://j.example/feed.json", "application/feed+json")
    (entry,) = feed.entries
    assert (feed.title, feed.language) == ("J", "es")
    assert (entry.key, entry.link) == ("7", "https://j.example/uno")
    assert entry.html == "a &lt; b"
    assert entry.date == datetime(2026, 2, 1, 10, 0, tzinfo=UTC)
    assert (entry.author, entry.tags) == ("Ana", ("x",))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t ", Reason.EMPTY),
        (b"\xef\xbb\xbf", Reason.EMPTY),
        (b"<!doctype html><html><body>Please log in</body></html>", Reason.A_PAGE),
        (b"<!DOCTYPE html><title>Just a moment...</title>", Reason.A_PAGE),
        (b"404 page not found", Reason.NOT_A_FEED),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Reason.NOT_A_FEED),
        (b'{"error": "quota"}', Reason.NOT_A_JSON_FEED),
        (b'{"items": [', Reason.NOT_JSON),
        (b"[" * 100_000, Reason.NOT_JSON),
        (b"<rss><channel><title>Cut o", Reason.NO_WHOLE_ENTRY),
        (b"<rss><channel><title>Cut off</title><item", Reason.NO_WHOLE_ENTRY),
        (b"<sitemapindex><sitemap/></sitemapindex>", Reason.NOT_A_FEED),
        (b"x" * (MAX_BYTES + 1), Reason.OVERSIZED),
    ],
)
def test_what_is_no_feed_is_refused_with_its_reason(body: bytes, reason: Reason) -> None:
    with pytest.raises(ReadingFailed) as caught:
        parse_feed(body, "https://x.example/")
    assert caught.value.why.reason is reason


@pytest.mark.parametrize(
    "before", [b"", b"<!-- <rss> -->", b"<!--" + b" " * 9000 + b"-->", b"junk", b"<?x <rss>?>"]
)
def test_entities_of_a_document_are_never_expanded(before: bytes) -> None:
    body = b"""<?xml version="1.0"?>BEFORE<!DOCTYPE rss [<!ENTITY % b "x"><!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">
    <!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>
    <rss><channel><title>T</title><item><title>laugh &b;</title><link>http://x.example/1</link>
    <description>&f;</description></item></channel></rss>""".replace(b"BEFORE", before)
    (entry,) = parse_feed(body).entries
    assert entry.link == "http://x.example/1"
    assert "haha" not in entry.title
    assert entry.summary in ("", "&f;")


def test_a_feed_that_breaks_off_with_bare_ampersands_still_gives_all_its_items() -> None:
    item = b"<item><title>n%d &nbsp; b & c</title><link>http://x.example/%d</link></item>"
    items = b"".join(item % (n, n) for n in range(3))
    feed = parse_feed(b"<rss><channel><title>Torn</title>" + items + b"</channel>")
    assert [entry.title for entry in feed.entries] == ["n0 b & c", "n1 b & c", "n2 b & c"]


def test_warnings_before_the_document_do_not_matter() -> None:
    feed = parse_feed(b"\n<br />\n<b>Notice</b>: undefined index<br />\n" + RSS2)
    assert len(feed.entries) == 1


def test_one_guid_on_every_item_identifies_none_of_them() -> None:
    item = b"<item><title>t%d</title><link>http://x.example/%d</link><guid>same</guid></item>"
    feed = parse_feed(b"<rss><channel>" + item % (1, 1) + item % (2, 2) + b"</channel></rss>")
    assert [entry.key for entry in feed.entries] == ["http://x.example/1", "http://x.example/2"]


def test_an_item_without_guid_and_link_is_known_by_its_words() -> None:
    body = b"<rss><channel><item><title>%s</title></item></channel></rss>"
    first, again, other = (parse_feed(body % t).entries[0].key for t in (b"a", b"a", b"b"))
    assert first == again != other


@pytest.mark.parametrize("link", ["javascript:alert(1)", "mailto:a@b.example", "http://[::1"])
def test_a_link_that_no_reader_should_open_is_dropped(link: str) -> None:
    body = f"<rss><channel><item><title>t</title><link>{link}</link></item></channel></rss>"
    assert parse_feed(body.encode(), "https://x.example/").entries[0].link == ""


def test_a_flood_of_items_is_cut_to_the_newest() -> None:
    item = "<item><title>t{0}</title><pubDate>{1} Jan 2026 00:00:00 GMT</pubDate></item>"
    items = [item.format(n, 1 + n // 200) for n in range(MAX_ENTRIES + 50)]
    feed = parse_feed(f"<rss><channel>{''.join(items)}</channel></rss>".encode())
    assert len(feed.entries) == MAX_ENTRIES
    assert feed.entries[-1].title == f"t{MAX_ENTRIES + 49}"


@pytest.mark.parametrize(
    ("codec", "declared", "header"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "iso-8859-1", "text/xml; charset=iso-8859-1"),
        ("utf-8-sig", "utf-16", ""),
        ("utf-16", "utf-16", ""),
        ("utf-16-be", "utf-16", ""),
        ("cp1252", "utf-8", ""),
        ("cp1252", "iso-8859-1", ""),
        ("iso-8859-2", "iso-8859-2", ""),
        ("iso-8859-2", "utf-8", "text/xml; charset=iso-8859-2"),
        ("cp1252", "no-such-charset", "text/xml; charset=utf-7x"),
        ("cp1252", "hex", ""),
    ],
)
def test_letters_survive_what_the_labels_claim(codec: str, declared: str, header: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><rss><channel><title>Zürich</title>'
        "<item><title>Äpfel öffnen</title></item></channel></rss>"
    )
    feed = parse_feed(text.encode(codec), "", header)
    assert (feed.title, feed.entries[0].title) == ("Zürich", "Äpfel öffnen")


TITLES = {
    "ru": "Паводок в Тильдене: вода поднялась до метра, мост закрыт до утра",
    "ja": "港は閉鎖される。市役所が月曜日に発表した",
    "zh": "港口将关闭，市政府星期一宣布这一决定",
    "pl": "Żółty port zamknięty, ogłosiło miasto w poniedziałek",
}


def titled(language: str, codec: str, declared: str) -> bytes:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    item = f"<item><title>{TITLES[language]}</title></item>"
    return f"{head}<rss><channel><title>T</title>{item}</channel></rss>".encode(codec)


@pytest.mark.parametrize(
    ("language", "codec", "label"),
    [
        ("ru", "cp1251", "cp-1251"),
        ("ru", "cp1251", "x-cp1251"),
        ("ru", "cp1251", "win-1251"),
        ("ru", "koi8-r", "KOI8-R"),
        ("ru", "cp1251", ""),
        ("ja", "cp932", "x-sjis"),
        ("ja", "euc_jp", "x-euc-jp"),
        ("zh", "gb18030", "x-gbk"),
        ("pl", "iso8859-2", "latin-2"),
        ("pl", "cp1250", "windows-1250"),
    ],
)
def test_labels_are_understood_as_they_are_written(language: str, codec: str, label: str) -> None:
    (entry,) = parse_feed(titled(language, codec, label)).entries
    assert entry.title == TITLES[language]


@pytest.mark.parametrize(
    ("language", "codec", "declared"),
    [("ru", "utf-8", "utf-8"), ("ru", "utf-8", "iso-8859-1"), ("zh", "gb18030", "gb2312")],
)
def test_a_broken_byte_costs_one_character(language: str, codec: str, declared: str) -> None:
    whole = titled(language, codec, declared)
    place = whole.index(TITLES[language][8:12].encode(codec))
    (entry,) = parse_feed(whole[:place] + b"\xff" + whole[place:]).entries
    assert len(entry.title) >= len(TITLES[language]) - 2
    assert TITLES[language][:7] in entry.title
    assert TITLES[language][-6:] in entry.title


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-32", "utf-32-be"])
def test_a_wide_document_with_a_broken_character_keeps_the_others(codec: str) -> None:
    whole = titled("ru", codec, "utf-16")
    broken = bytearray(whole)
    place = whole.index("Паводок".encode(codec)[-4:])
    broken[place : place + 2] = b"\xdf\xdf"
    (entry,) = parse_feed(bytes(broken)).entries
    assert "вода поднялась до метра" in entry.title
