from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.rendering.rich_text import (
    bold,
    clean,
    clip,
    escape,
    href,
    inert,
    join,
    link,
    plain,
    raw,
    size,
    units,
)
from tests.chat.telegram_html import Parsed


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("AT&T <b>up</b> \"5%\" 'now'", "AT&T <b>up</b> \"5%\" 'now'"),
        ("right\u202eto left", "rightto left"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("a\x00b\ud800c", "abc"),
        ("two\r\nlines\u2028and\tmore", "two lines and more"),
        ("مرحبا بالعالم", "مرحبا بالعالم"),
        ("שלום", "שלום"),
        ("e" + "\u0301" * 40, "e" + "\u0301" * 6),
    ],
)
def test_a_title_from_outside_shows_as_words_only(given_text: str, shown: str) -> None:
    parsed = Parsed(escape(given_text))
    assert (parsed.text, parsed.tags) == (shown, [])


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/x?y=1&z=2", "https://a.example/x?y=1&z=2"),
        ('https://a.example/"><b>', "https://a.example/%22%3E%3Cb%3E"),
        ("HTTP://a.example/", "HTTP://a.example/"),
        ("https://a.example/a b", "https://a.example/a%20b"),
        ("https://a.example/é", "https://a.example/%C3%A9"),
        ("tg://user?id=1", ""),
        ("tg://resolve?domain=x", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("mailto:a@b.example", ""),
        ("//a.example/", ""),
        ("https://", ""),
        ("https://user@a.example/", ""),
        ("https://a.example\\@b.example/", ""),
        ("https://[::1", ""),
        ("https://a.example/" + "x" * 3000, ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(url: str, linked: str) -> None:
    assert href(url) == linked
    assert Parsed(link(plain("here"), url).html).links == ([linked] if linked else [])


@given(st.text(), st.text())
def test_any_words_and_any_address_leave_our_tags_alone(words: str, url: str) -> None:
    piece = bold(link(plain(words), "https://a.example/" + url))
    parsed = Parsed(piece.html)
    assert set(parsed.tags) <= {"a", "b"}
    assert parsed.text == piece.plain == inert(clean(words))


@given(st.text(alphabet=st.sampled_from("ab 😀é\u0301"), max_size=60), st.integers(1, 40))
def test_a_clipped_text_never_exceeds_its_units(text: str, limit: int) -> None:
    assert units(clip(text, limit)) <= limit


def test_a_clip_falls_between_words_and_says_so() -> None:
    assert clip("The bridge closes on Monday", 20) == "The bridge closes…"


def test_hashtags_and_mentions_count_as_entities_too() -> None:
    piece = join([bold(plain("Head")), raw("#one #two @three x.example")], "\n")
    assert size(piece).entities == 5
