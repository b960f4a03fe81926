"""Sources: what we ship, and files of the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import SettingsError
from config.sources import (
    Source,
    load_sources,
    load_topics,
    parse_opml,
    parse_toml,
    write_opml,
    write_toml,
)


def test_we_ship_sixty_outlets_in_eight_topics_and_five_languages() -> None:
    sources = load_sources(None)
    assert len({source.name for source in sources}) >= 60
    assert {topic for source in sources for topic in source.topics} == {
        topic.name for topic in load_topics()
    }
    assert len(load_topics()) == 8
    assert len({source.language for source in sources}) >= 5


def test_a_toml_file_survives_the_round_trip() -> None:
    sources = load_sources(None)
    assert parse_toml(write_toml(sources)) == sources


def test_outline_folders_become_topics(tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(
        '<opml version="2.0"><body><outline text="Tech"><outline text="A &amp; B" type="rss" '
        'xmlUrl="https://a.example/feed"/></outline><outline xmlUrl="javascript:x"/></body></opml>'
    )
    assert load_sources(str(file)) == [Source("https://a.example/feed", "A & B", ("Tech",))]


def test_opml_survives_the_round_trip() -> None:
    sources = [
        Source("https://a.example/?a=1&b=2", 'The "A"', ("Tech",)),
        Source("https://b.example/"),
    ]
    read = parse_opml(write_opml(sources).encode())
    assert [(s.url, s.topics) for s in read] == [(s.url, s.topics) for s in sources]


def test_an_opml_file_cannot_name_files_or_blow_up() -> None:
    bomb = (
        b'<!DOCTYPE o [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">'
        b'<!ENTITY b "&a;&a;&a;&a;&a;">]><opml><body>'
        b'<outline text="&f;&b;" xmlUrl="https://a.example/"/></body></opml>'
    )
    with pytest.raises(SettingsError, match="not an OPML file"):
        parse_opml(bomb)
    plain = b'<!DOCTYPE opml><opml><body><outline xmlUrl="https://a.example/"/></body></opml>'
    assert len(parse_opml(plain)) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[source]]\nname = 'x'", "source 1 needs a url"),
        ("[[source]]\nurl = 'file:///x'", "source 1 needs a url"),
        ("[[source]]\nurl = 'https://a.example'\ntopics = 'x'", "topics must be of type list"),
        ("[[source]]\nurl = 'https://a.example'\ntopic = ['x']", "unknown key 'topic'"),
        ("[[source", "not TOML"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says.replace("[", r"\[")):
        parse_toml(text)


@pytest.mark.parametrize("data", [b"<html></html>", b"<", b"", b"<opml>" + b"x" * 1_000_001])
def test_what_is_no_opml_is_refused(data: bytes) -> None:
    with pytest.raises(SettingsError):
        parse_opml(data)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[[feeds]]\nurl = "https://a.example/f"\n',
            r"has 'feeds'; feeds are \[\[source\]\] tables",
        ),
        ("# nothing yet\n", "there is no feed in it"),
        ("<opml><body><outline text='x'/></body></opml>", "there is no feed in it"),
    ],
)
def test_sources_that_yield_nothing_say_so(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "sources"
    path.write_text(text)
    with pytest.raises(SettingsError, match=said):
        load_sources(str(path))


def test_opml_as_readers_write_it_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "subscriptions.opml"
    path.write_bytes(
        b"\xef\xbb\xbf<opml><body><outline xmlurl='https://a.example/f?x=1&y=2'/>"
        b"<outline XMLURL='feed://b.example/f'/><outline xmlUrl='feed:https://c.example/f?a&amp;b'/>"
        b"</body></opml>"
    )
    assert [source.url for source in load_sources(str(path))] == [
        "https://a.example/f?x=1&y=2",
        "https://b.example/f",
        "https://c.example/f?a&b",
    ]
