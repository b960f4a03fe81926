"""Documents made to cost their reader dearly: small on the wire, heavy to read."""

from __future__ import annotations

from collections.abc import Callable

MB = 2**20


def _rss(item: str, head: str = "") -> bytes:
    return f"{head}<rss version='2.0'><channel><title>T</title>{item}</channel></rss>".encode()


def _torn(item: str) -> bytes:
    """The same without an end and with a bare `<`, so that no strict parser takes it."""
    return f"<rss version='2.0'><channel><title>T <</title>{item}".encode()


def _laughs(depth: int = 9) -> str:
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth))
    return f'<!DOCTYPE rss [<!ENTITY e0 "ha">{steps}]>'


def _attributes(count: int) -> str:
    return " ".join(f'a{n}="{n}"' for n in range(count))


FEEDS: dict[str, Callable[[], bytes]] = {
    "billion laughs": lambda: _rss("<item><title>&e8;</title></item>", _laughs()),
    "quadratic entity": lambda: _rss(
        f"<item><title>{'&e;' * 50_000}</title></item>",
        f'<!DOCTYPE r [<!ENTITY e "{"A" * 50_000}">]>',
    ),
    "author regex": lambda: _torn(f"<item><author>{'a.' * 7_500}@</author></item>"),
    "author regex, 1 MB": lambda: _torn(f"<item><author>{'a.' * (MB // 2)}@</author></item>"),
    "escaped comments": lambda: _torn(
        f"<item><description>{'&lt;!--' * 58_000}</description></item>"
    ),
    "escaped comments, 2 MB": lambda: _rss(f"<item><title>{'&lt;!--' * 333_000}</title></item>"),
    "open comments": lambda: _torn("<!--" * 250_000),
    "20,000 attributes": lambda: _torn(f"<item {_attributes(20_000)}><title>t</title></item>"),
    "100,000 attributes": lambda: _torn(f"<item {_attributes(100_000)}><title>t</title></item>"),
    "strict, 100,000 attributes": lambda: _rss(f"<item {_attributes(100_000)}><a/></item>"),
    "50,000 items": lambda: _rss("<item><title>t</title><link>/x</link></item>" * 50_000),
    "50,000 items, torn": lambda: _torn("<item><title>t</title><link>/x</link></item>" * 50_000),
    "20,000 nested tags": lambda: _torn("<item>" + "<b>" * 20_000),
    "nested items": lambda: _rss("<item>" * 200 + "</item>" * 200),
    "nested items, torn": lambda: _torn("<item>" * 20_000),
    "open tags": lambda: _torn("<" * MB),
    "open CDATA": lambda: _torn("<![CDATA[" * 100_000),
    "ampersands": lambda: _torn("<item><title>" + "&" * MB),
    "entities": lambda: _torn("<item><title>" + "&amp;" * 300_000),
    "namespaces": lambda: _torn(
        "<item>" + "".join(f'<x{n}:a xmlns:x{n}="u{n}"/>' for n in range(20_000)) + "</item>"
    ),
    "deep JSON": lambda: b'{"items":' + b"[" * MB,
    "wide JSON": lambda: b'{"items":[' + b'{"id":1},' * 200_000 + b'{"id":2}]}',
    "long number": lambda: b'{"items":[{"id":' + b"1" * MB + b"}]}",
    "long date": lambda: _rss(f"<item><pubDate>{'1 ' * (MB // 2)}</pubDate></item>"),
    "long link": lambda: _rss(f"<item><link>http://x.example/{'a/../' * 200_000}</link></item>"),
    "white space": lambda: b"<rss" + b" " * 2 * MB + b">",
    "white space in text": lambda: _torn(f"<item><title>{' ' * MB}x{' ' * MB}</title>"),
    "quotes": lambda: _torn('<item a="' * 100_000),
    "declarations": lambda: b"<?xml " * 300_000,
    "doctypes": lambda: b"<!DOCTYPE rss [" * 100_000 + b"<rss>",
}
"""Feeds by what is wrong with them."""

PAGES: dict[str, Callable[[], bytes]] = {
    "100,000 attributes": lambda: f"<html><body {_attributes(100_000)}><p>Hi.</p>".encode(),
    "50,000 attributes in a paragraph": lambda: f"<p {_attributes(50_000)}>Hi.</p>".encode(),
    "100,000 links": lambda: b"<html><body>" + b'<a href="/x">word</a> ' * 100_000,
    "50,000 nested divs": lambda: b"<html><body>" + b"<div>" * 50_000 + b"<p>Hi there.</p>",
    "open comments": lambda: b"<html><body>" + b"<!--" * 200_000,
    "20,000 tables": lambda: b"<table><tr><td>" * 20_000 + b"Cell.",
    "one sentence of 3 MB": lambda: b"<p>" + b"word " * 600_000,
    "300,000 short sentences": lambda: b"<p>" + b"It is so. " * 300_000,
    "100,000 paragraphs": lambda: b"<p>This is a sentence of prose.</p>" * 80_000,
    "unclosed quotes": lambda: b"<html><body>" + b'<a href="' * 200_000,
    "ampersands": lambda: b"<p>" + b"&" * 2 * MB,
    "white space": lambda: b"<html><body><p>" + b" " * 3 * MB + b"x",
    "NULs": lambda: b"<html><body><p>" + b"\x00" * 3 * MB,
    "line noise": lambda: bytes((n * 7919 + n // 251) % 256 for n in range(MB)),
    "JSON-LD, deep": lambda: b'<script type="application/ld+json">' + b"[" * MB + b"</script><p>x",
    "combining marks": lambda: ("<p>" + "Z" + "\u0301" * MB).encode(),
}
"""Pages by what is wrong with them."""
