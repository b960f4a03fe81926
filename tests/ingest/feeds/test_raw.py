"""From drafts to entries: links made absolute, texts made plain, identities settled."""

from __future__ import annotations

import pytest

from bot.core.model.feeds import ParsedFeed
from bot.ingest.feeds.raw import MAX_KEY, MAX_TAGS, MAX_URL, RawEntry, RawFeed, absolute, finish

URL = "https://www.gull.example/news/feed.xml"


def finished(*items: RawEntry, **fields: str) -> ParsedFeed:
    return finish(RawFeed(items=list(items), **fields), URL)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("link", "made"),
    [
        ("/a", "https://www.gull.example/a"),
        ("b?x=1", "https://www.gull.example/news/b?x=1"),
        ("//other.example/c", "https://other.example/c"),
        ("www.gull.example/d", "https://www.gull.example/d"),
        ("gull.example/d", "https://gull.example/d"),
        (" http://x.example/a b\n ", "http://x.example/a%20b"),
        ("https://x.example/\n  long", "https://x.example/long"),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.example", ""),
        ("http://[broken", ""),
        ("/" + "x" * MAX_URL, ""),
        ("", ""),
    ],
)
def test_a_link_is_an_absolute_web_address_or_nothing(link: str, made: str) -> None:
    assert absolute(link, URL) == made


def test_an_entry_has_a_base_of_its_own() -> None:
    (entry,) = finished(RawEntry(link="a", base="https://mirror.example/x/")).entries
    assert entry.link == "https://mirror.example/x/a"


def test_a_guid_that_is_an_address_stands_in_for_the_link() -> None:
    (entry,) = finished(RawEntry(guid="https://gull.example/1")).entries
    assert entry.link == entry.key == "https://gull.example/1"


@pytest.mark.parametrize(
    ("items", "keys"),
    [
        ([RawEntry(guid="g1", link="/1"), RawEntry(guid="g2", link="/2")], ["g1", "g2"]),
        ([RawEntry(link="/1")], ["https://www.gull.example/1"]),
        # One GUID on everything names nothing.
        (
            [RawEntry(guid="g", link="/1"), RawEntry(guid="g", link="/2")],
            ["https://www.gull.example/1", "https://www.gull.example/2"],
        ),
        ([RawEntry(guid="g", link="/1"), RawEntry(guid="g", link="/1")], ["g", "g"]),
    ],
)
def test_an_entry_is_known_by_guid_else_by_link(items: list[RawEntry], keys: list[str]) -> None:
    assert [entry.key for entry in finished(*items).entries] == keys


def test_an_entry_without_guid_and_link_is_known_by_its_words() -> None:
    one, other, again = finished(*(RawEntry(title=title) for title in "aba")).entries
    assert one.key.startswith("text:")
    assert one.key == again.key != other.key


def test_a_long_guid_is_kept_as_its_hash() -> None:
    (entry,) = finished(RawEntry(guid="x" * (MAX_KEY + 1))).entries
    assert entry.key.startswith("long:")
    assert len(entry.key) < MAX_KEY


def test_texts_are_made_plain_and_the_longest_is_the_content() -> None:
    draft = RawEntry(
        title="<b>Ferries</b> &amp; fog",
        summary="Short.",
        contents=["<p>Long and longer.</p>", ""],
        tags=["<i>Sea</i>", "Sea", "", *map(str, range(40))],
    )
    (entry,) = finished(draft).entries
    assert (entry.title, entry.summary) == ("Ferries & fog", "Short.")
    assert entry.html == "<p>Long and longer.</p>"
    assert entry.tags[:2] == ("Sea", "0")
    assert len(entry.tags) == MAX_TAGS


@pytest.mark.parametrize(
    ("code", "language"), [("en-GB", "en"), ("pt_br", "pt"), ("und", None), ("english", None)]
)
def test_a_language_is_its_primary_subtag(code: str, language: str | None) -> None:
    assert finished(language=code).language == language
