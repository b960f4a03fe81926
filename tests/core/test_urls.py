"""Addresses as they come from feeds, pages and people's fingers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.urls import (
    canonical,
    host,
    normal,
    outlet_host,
    parse_user_input,
    public_picture,
    site,
)

ONE_SPELLING = {
    "HTTP://Example.ORG:80/a?b=1#part": "http://example.org/a?b=1",
    "https://example.org:443": "https://example.org/",
    "https://example.org:8443/a": "https://example.org:8443/a",
    "https://example.org./a": "https://example.org/a",
    "https://example.org/a/../b/./c/..": "https://example.org/b/",
    "https://example.org/../..": "https://example.org/",
    "https://example.org//a": "https://example.org//a",
    "https://example.org?q=1": "https://example.org/?q=1",
    "  https://example.org/a\n": "https://example.org/a",
    "https://example.org/a b": "https://example.org/a%20b",
    "https://example.org/%7euser/%2fx": "https://example.org/~user/%2Fx",
    "https://example.org/100%": "https://example.org/100%25",
    "https://example.org/ä?ö=ü": "https://example.org/%C3%A4?%C3%B6=%C3%BC",
    "https://bücher.example/": "https://xn--bcher-kva.example/",
    "https://example.org/?a=1&amp;b=2": "https://example.org/?a=1&b=2",
    "http://[::1]:8080/x": "http://[::1]:8080/x",
    "http://127。0。0。1/": "http://127.0.0.1/",
}

REFUSED = [
    "",
    "example.org/a",
    "//example.org/a",
    "ftp://example.org/a",
    "file:///etc/passwd",
    "gopher://example.org/",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://",
    "http:///a",
    "http:example.org",
    "http://user@example.org/",
    "http://user:secret@example.org/",
    "http://example.org\\@evil.example/",
    "http://exa mple.org/",
    "http://example.org/a\tb",
    "http://example.org/a\r\nHost: b",
    "http://example.org/\x00",
    "http://exam%70le.org/",
    "http://example..org/",
    "http://example.org:0/",
    "http://example.org:99999/",
    "http://example.org:x/",
    "http://[fe80::1%25eth0]/",
    "http://[::1",
    "http://-example-/",
    "http://exa|mple.org/",
    "http://example.org/" + "a" * 2048,
    "http://" + "a." * 140 + "org/",
]


@pytest.mark.parametrize(("given", "expected"), ONE_SPELLING.items())
def test_an_address_has_one_spelling(given: str, expected: str) -> None:
    assert normal(given) == expected
    assert normal(expected) == expected


@pytest.mark.parametrize("given", REFUSED)
def test_what_is_no_usable_web_address_is_refused(given: str) -> None:
    assert normal(given) == ""
    assert canonical(given) == ""
    assert host(given) == ""
    assert outlet_host(given) == ""


def test_a_relative_link_is_read_from_where_it_stands() -> None:
    assert normal("../b?x=1", "https://example.org/a/c/d") == "https://example.org/a/b?x=1"
    assert normal("//cdn.example/x", "https://example.org/") == "https://cdn.example/x"
    assert normal("/x", "nonsense") == ""
    assert normal("a\nb", "https://example.org/") == ""
    assert normal("//u@h/", "https://example.org/") == ""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://a.example/x?utm_source=rss&id=7&utm_medium=f", "https://a.example/x?id=7"),
        ("https://a.example/x?fbclid=1&gclid=2&mc_cid=3", "https://a.example/x"),
        ("https://a.example/x?b=2&a=1", "https://a.example/x?b=2&a=1"),
        ("https://a.example/x?ref=rss&from=feed", "https://a.example/x"),
        ("https://a.example/x?ref=42&source=db", "https://a.example/x?ref=42&source=db"),
        ("https://a.example/x?at_medium=RSS&at_campaign=KARANGA", "https://a.example/x"),
        ("https://a.example/x?amp=1", "https://a.example/x"),
        ("https://a.example/x?amp=200&outputType=amp", "https://a.example/x?amp=200"),
        ("https://a.example/x?&&", "https://a.example/x"),
        ("https://a.example/x#comments", "https://a.example/x"),
    ],
)
def test_what_only_tells_who_sent_the_reader_is_dropped(given: str, expected: str) -> None:
    assert canonical(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            "https://www.google.com/url?rct=j&url=https://a.example/x%3Fid%3D7%26utm_x%3D1&ct=ga",
            "https://a.example/x?id=7",
        ),
        (
            "https://www.google.com/url?url=javascript:x",
            "https://www.google.com/url?url=javascript:x",
        ),
        ("https://www.google.com/amp/s/a.example/x", "https://a.example/x"),
        ("https://a-example.cdn.ampproject.org/c/s/a.example/x?id=7", "https://a.example/x?id=7"),
        ("https://x.cdn.ampproject.org/v0.js", "https://x.cdn.ampproject.org/v0.js"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2Fx&h=1", "https://a.example/x"),
        ("https://de.m.wikipedia.org/wiki/X", "https://de.wikipedia.org/wiki/X"),
        ("https://amp.theguardian.com/x", "https://www.theguardian.com/x"),
        ("https://m.unknown.example/x", "https://m.unknown.example/x"),
    ],
)
def test_an_article_is_known_by_its_own_address(given: str, expected: str) -> None:
    assert canonical(given) == expected


@pytest.mark.parametrize(
    ("address", "outlet"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://feeds.bbci.co.uk/news/rss.xml", "bbci.co.uk"),
        ("https://edition.cnn.example/x", "cnn.example"),
        ("https://m.heise.de/x", "heise.de"),
        ("https://amp.news.com.au/x", "news.com.au"),
        ("https://co.example/x", "co.example"),
        ("https://www.co.uk/x", "co.uk"),
        ("https://mine.substack.com/feed", "mine.substack.com"),
        ("https://www.substack.com/feed", "substack.com"),
        ("http://127.0.0.1:8001/x", "127.0.0.1:8001"),
        ("http://[::1]:8001/x", "[::1]:8001"),
        ("http://localhost:9/x", "localhost:9"),
    ],
)
def test_an_outlet_goes_by_its_registered_name(address: str, outlet: str) -> None:
    assert outlet_host(address) == outlet


def test_host_and_site_of_an_address() -> None:
    assert host("https://WWW.Example.org:8443/a") == "www.example.org"
    assert host("http://[::1]:80/") == "::1"
    assert site("https://WWW.Example.org:8443/a?b") == "https://www.example.org:8443"
    assert site("no address") == ""


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTPS://example.org", "https://example.org/"),
        ("example.org", "https://example.org/"),
        ("example.org:8080/feed", "https://example.org:8080/feed"),
        ("www.Example.museum", "https://www.example.museum/"),
        ("spiegel.de", "https://spiegel.de/"),
        ("a.museum/x", "https://a.museum/x"),
        ("node.js", ""),
        ("U.S.", ""),
        ("St.Gallen", ""),
        ("3.5", ""),
        ("two words.com", ""),
        ("climate", ""),
        ("#climate", ""),
        ("http://", ""),
        ("", ""),
    ],
)
def test_a_person_may_leave_out_the_scheme_but_words_stay_words(words: str, address: str) -> None:
    assert parse_user_input(words) == address


@given(
    st.text(max_size=40),
    st.sampled_from(["", "http://", "https://h.example/", "http://h.example?"]),
)
def test_any_text_is_refused_or_settles_at_once(text: str, start: str) -> None:
    once = normal(start + text)
    assert normal(once) == once
    assert once.isascii()
    assert not any(mark in once for mark in " \t\r\n\\")
    assert canonical(canonical(once)) == canonical(once)


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://img.example.org/p.jpg?w=1200", True),
        ("http://img.example.org/p.jpg", False),
        ("https://img.example.org:8443/p.jpg", False),
        ("https://10.0.0.7/p.jpg", False),
        ("https://93.184.216.34/p.jpg", False),
        ("https://[2606:2800:220:1::1]/p.jpg", False),
        ("https://0x7f000001/p.jpg", False),
        ("https://user:pw@img.example.org/p.jpg", False),
        ("https://localhost/p.jpg", False),
        ("https://nas.local/p.jpg", False),
        ("https://wiki.corp/p.jpg", False),
        ("https://wiki.internal./p.jpg", False),
        ("data:image/png;base64,AAAA", False),
        ("https://img.example.org/" + "p" * 2048, False),
        ("", False),
    ],
)
def test_only_a_public_picture_is_shown_to_others_servers(url: str, public: bool) -> None:
    assert bool(public_picture(url)) is public
