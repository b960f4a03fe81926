"""Bytes of a feed as text, and fields of it as plain lines."""

from __future__ import annotations

import pytest

from bot.ingest.feeds import text as feedtext

DECLARED = b"<?xml version='1.0' encoding='%s'?><rss>"


@pytest.mark.parametrize(
    ("body", "header", "ends"),
    [
        (DECLARED % b"iso-8859-1" + "für".encode(), "", "für"),  # it is UTF-8 all the same
        (DECLARED % b"utf-8" + "für “x”".encode("cp1252"), "", "für “x”"),
        (DECLARED % b"windows-1251" + "Мост".encode("cp1251"), "", "Мост"),
        (DECLARED % b"windows-1251" + "Мост".encode("koi8-r"), "x; charset=koi8-r", "Мост"),
        ("<rss>für".encode("utf-16-le"), "", "für"),
        ("\ufeff<rss>für".encode("utf-16-be"), "", "für"),
        (DECLARED % b"base64" + b"abcd", "charset=rot13", "abcd"),
        (b"<rss>a\x00b\x0bc", "", "abc"),
    ],
)
def test_a_feed_is_decoded_by_its_bytes_before_its_labels(
    body: bytes, header: str, ends: str
) -> None:
    assert feedtext.decode(body, header).endswith(ends)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Q&A", "Q&amp;A"),
        ("a &amp; b &lt; c", "a &amp; b &lt; c"),
        ("caf&eacute; &nbsp;x", "café \xa0x"),
        ("&nonsense;", "&amp;nonsense;"),
        ("&#8211;&#x41;", "–A"),
        ("&#0;x&#xD800;", "x"),
        ("&#60;", "&lt;"),
        ("<![CDATA[Q&A]]> & <!-- R&D -->", "<![CDATA[Q&A]]> &amp; <!-- R&D -->"),
    ],
)
def test_ampersands_are_mended_for_xml(text: str, mended: str) -> None:
    assert feedtext.mend_ampersands(text) == mended


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("Ferries &amp;amp; fog: &lt;b&gt;delays&lt;/b&gt;", "Ferries & fog: delays"),
        ("if a < b and <T> holds", "if a < b and <T> holds"),
        ("One<br>two<p>three</p>four", "One two three four"),
        ("<script>x()</script>Words<!-- no -->", "Words"),
        ("soft\u00adhyphen \u202eturned", "softhyphen turned"),
        ("", ""),
    ],
)
def test_a_field_becomes_one_plain_line(markup: str, line: str) -> None:
    assert feedtext.plain(markup) == line


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("short", 10, "short"),
        ("one two, three", 10, "one two…"),
        ("unbroken-word", 8, "unbroke…"),
    ],
)
def test_a_long_line_is_cut_between_words(text: str, limit: int, cut: str) -> None:
    assert feedtext.clip(text, limit) == cut


def test_a_field_is_never_cut_inside_a_tag() -> None:
    assert feedtext.field("<p>abc</p><a href='x'>y</a>", 18) == "<p>abc</p>"
    assert feedtext.field("<p>a\x00b</p>") == "<p>ab</p>"


def test_half_a_character_is_replaced() -> None:
    assert feedtext.sound("a\ud83db") == "a\ufffdb"
    assert feedtext.sound("ü") == "ü"
