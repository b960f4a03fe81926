"""An entry's author is a name, whatever form the feed has put it in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.feeds.authors import MAX_AUTHOR, names
from bot.ingest.feeds.parser import parse_feed


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ada@g.example (Ada Byron)", "Ada Byron"),
        ("noreply@blogger.example (Ada Byron)", "Ada Byron"),
        ("mailto:ada@g.example (Ada Byron)", "Ada Byron"),
        ("Ada Byron <ada@g.example>", "Ada Byron"),
        ("Ada Byron &lt;ada@g.example&gt;", "Ada Byron"),
        ("Ada Byron (ada@g.example)", "Ada Byron"),
        ("hidden (quaynotes)", "quaynotes"),
        ("Ada (Ada Byron)", "Ada Byron"),
        ("By Ada Byron", "Ada Byron"),
        ("Von Jörg Lüders", "Jörg Lüders"),
        ("Di: Maio", "Maio"),
        ("Ada Byron, ada@g.example", "Ada Byron"),
        ("Ada Byron | https://g.example/ada", "Ada Byron"),
        ("Ada Byron <ada@g.example>, Tom Quay <tom@g.example>", "Ada Byron, Tom Quay"),
        ("ada@g.example", ""),
        ("ada@g.example, tom@g.example", ""),
        ("https://g.example/ada", ""),
        ("admin", ""),
        ("Unknown", ""),
        ("no-reply", ""),
        ("", ""),
        # and what only looks like it
        ("Ada Byron (Reuters)", "Ada Byron (Reuters)"),
        ("By Sea Press", "Sea Press"),
        ("Byron", "Byron"),
        ("Di Maio", "Di Maio"),
        ("Von Braun", "Von Braun"),
        ("Par Lagerkvist", "Par Lagerkvist"),
        ("von Trapp", "von Trapp"),
        ("@ada", "@ada"),
        ("Staff of the Gazette", "Staff of the Gazette"),
    ],
)
def test_a_field_gives_the_name_in_it(written: str, name: str) -> None:
    assert names([written]) == name


def test_several_authors_are_told_once_each() -> None:
    assert names(["Ada Byron", "tom@g.example", "Tom Quay", "Ada Byron"]) == "Ada Byron; Tom Quay"


def test_a_mailbox_gives_way_to_the_name_in_the_next_element() -> None:
    feed = (
        b'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item>'
        b"<title>Pier</title><author>desk@g.example</author><dc:creator>Ada Byron</dc:creator>"
        b"<dc:creator>Tom Quay</dc:creator></item></channel></rss>"
    )
    assert parse_feed(feed).entries[0].author == "Ada Byron; Tom Quay"


@given(st.lists(st.text(max_size=300), max_size=8))
def test_any_text_gives_a_short_line(written: list[str]) -> None:
    told = names(written)
    assert len(told) <= MAX_AUTHOR
    assert "\n" not in told
