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
        ("http://localhost:4000/2026/pier/?a=b", "https://www.gull.example/2026/pier/?a=b"),
        ("http://127.0.0.1/pier", "https://www.gull.example/pier"),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.example", ""),
        ("http://[broken", ""),
        ("/" + "x" * MAX_URL, ""),
        ("", ""),
    ],
)
def test_a_link_is_an_absolute_web_address_or_nothing(link: str, made: str) -> None:
    assert absolute(link, URL) == made


def test_a_site_on_this_machine_keeps_its_links() -> None:
    assert absolute("/a", "http://127.0.0.1:8080/feed") == "http://127.0.0.1:8080/a"
    assert absolute("http://localhost:4000/a", "") == "http://localhost:4000/a"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "Analysis-US envoys juggle two talks on the harbour",
            "Analysis: US envoys juggle two talks on the harbour",
        ),
        (
            "UPDATE 2-Ferry company cuts its forecast for the year",
            "UPDATE 2: Ferry company cuts its forecast for the year",
        ),
        (
            "Tennis-Vos beats Quay to reach the final in Westmere",
            "Tennis: Vos beats Quay to reach the final in Westmere",
        ),
        (
            "Tennis-Star Vos verliert das Endspiel in Westmere",
            "Tennis-Star Vos verliert das Endspiel in Westmere",
        ),
        ("Update-free phones are sold again", "Update-free phones are sold again"),
        ("Analysis of the harbour", "Analysis of the harbour"),
    ],
)
def test_an_agencys_label_is_set_off_from_its_headline(written: str, shown: str) -> None:
    (entry,) = finished(RawEntry(title=written, link="/a")).entries
    assert entry.title == shown


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
