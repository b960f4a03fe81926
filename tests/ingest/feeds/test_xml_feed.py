"""RSS, RDF and Atom from a tree; namespaces and names as publishers write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.ingest.feeds.raw import MAX_ENTRIES, RawEntry, RawFeed
from bot.ingest.feeds.xml_feed import read, tree

MEDIA = "xmlns:media='http://search.yahoo.com/mrss/'"
DC = "xmlns:dc='http://purl.org/dc/elements/1.1/'"


def feed(document: str) -> RawFeed:
    root = tree(document, "https://x.example/feed")
    assert root is not None
    found = read(root)
    assert found is not None
    return found


def item(fields: str, attributes: str = "") -> RawEntry:
    (entry,) = feed(f"<rss {attributes}><channel><item>{fields}</item></channel></rss>").items
    return entry


@pytest.mark.parametrize(
    ("fields", "attributes", "guid", "link", "title"),
    [
        ("<guid>1</guid><link>/a</link><title>A</title>", "", "1", "/a", "A"),
        ("<dc:identifier>1</dc:identifier><dc:title>A</dc:title>", DC, "1", "", "A"),
        ("<media:group><media:title>A</media:title></media:group>", MEDIA, "", "", "A"),
        ("<TITLE>A</TITLE><LINK>/a</LINK>", "", "", "/a", "A"),
        ("<x:title xmlns:x='urn:games'>No</x:title><title>A</title>", "", "", "", "A"),
    ],
)
def test_a_field_is_known_by_its_name_and_namespace(
    fields: str, attributes: str, guid: str, link: str, title: str
) -> None:
    entry = item(fields, attributes)
    assert (entry.guid, entry.link, entry.title) == (guid, link, title)


def test_the_date_of_publication_goes_before_that_of_a_change() -> None:
    both = "<updated>2026-02-03T10:00:00Z</updated><pubDate>Mon, 02 Feb 2026 08:30:00 GMT</pubDate>"
    assert item(both).date == datetime(2026, 2, 2, 8, 30, tzinfo=UTC)
    assert item("<pubDate>someday</pubDate>").misdated
    assert not item("<title>A</title>").misdated


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("<content type='text'>a &lt; b</content>", "a &lt; b"),
        ("<content type='html'>&lt;p&gt;a&lt;/p&gt;</content>", "<p>a</p>"),
        ("<content type='text/plain+x'>PHA+YTwvcD4=</content>", "<p>a</p>"),
    ],
)
def test_an_atom_content_is_markup_by_its_type(content: str, html: str) -> None:
    entry = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{content}</entry></feed>"
    assert feed(entry).items[0].contents == [html]


def test_the_feeds_own_title_is_not_that_of_an_item() -> None:
    found = feed("<rss><channel><item><title>A</title></item><title>Gull</title></channel></rss>")
    assert (found.title, [entry.title for entry in found.items]) == ("Gull", ["A"])


def test_of_a_flood_the_newest_are_kept_whichever_end_they_stand_at() -> None:
    def flood(days: list[int]) -> RawFeed:
        items = (f"<item><pubDate>{2000 + n}-01-01</pubDate></item>" for n in days)
        filler = "<item a='1'/>" * MAX_ENTRIES
        first, last = items
        return feed(f"<rss><channel>{first}{filler}{last}</channel></rss>")

    rising, falling = flood([1, 9]), flood([9, 1])
    assert rising.items[-1].date == falling.items[0].date == datetime(2009, 1, 1, tzinfo=UTC)
    assert len(rising.items) == len(falling.items) == MAX_ENTRIES


def test_another_root_is_no_feed_and_broken_xml_no_tree() -> None:
    page = tree("<html><body/></html>", "")
    assert page is not None
    assert read(page) is None
    assert tree("<rss><channel>", "") is None
    assert tree("<rss><channel>", "", recover=True) is not None


def test_an_entity_of_the_document_is_never_expanded(tmp_path: object) -> None:
    document = (
        "<!DOCTYPE rss [<!ENTITY e 'secret'>]><rss><channel><title>a&e;b</title></channel></rss>"
    )
    assert "secret" not in feed(document).title
