"""Which feeds are found from the address of a site that somebody wants to follow."""

from __future__ import annotations

import pytest

from bot.ingest.feeds.discovery import discover

PAGE = """<!doctype html><html><head><title>Blog</title>
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="/atom.xml">
<link rel="alternate" type="application/json+oembed" href="/oembed?x=1">
<link rel="alternate" hreflang="de" href="/de/">
<link rel="stylesheet" href="/feed.css"></head>
<body><a href="feeds/all.rss">All</a><a href="/feedback">Tell us</a><a href="/about">About</a>
<a href="/abo"><img alt=""> RSS </a><a href="/sitemap.xml">Map</a>
<a href="https://facebook.com/dialog/feed?link=x">Share</a><a href="/story?src=rss">Story</a></body></html>"""


def test_what_the_page_declares_comes_before_what_merely_looks_like_a_feed() -> None:
    assert discover(PAGE, "https://blog.example/de/index.html") == [
        "https://blog.example/atom.xml",
        "https://blog.example/comments/feed/",
        "https://blog.example/de/feeds/all.rss",
        "https://blog.example/abo",
    ]


def test_a_feed_is_its_own_answer() -> None:
    body = b"<rss><channel><title>T</title><item><title>x</title></item></channel></rss>"
    assert discover(body, "https://x.example/f") == ["https://x.example/f"]


def test_relative_links_follow_the_pages_base() -> None:
    page = '<base href="https://cdn.example/site/"><link rel=alternate type=text/xml href=f.xml>'
    assert discover(page, "https://x.example/") == ["https://cdn.example/site/f.xml"]


def test_an_address_named_twice_is_one_feed() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    assert discover(link * 3 + '<a href="/rss">RSS</a>', "https://x.example/") == [
        "https://x.example/rss"
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff\xfe",
        b"plain words",
        b"<a href='http://[x'>rss</a>",
        b"<a href='javascript:x'>RSS</a>",
    ],
)
def test_a_page_without_feeds_gives_none(body: bytes) -> None:
    assert discover(body, "https://x.example/") == []
