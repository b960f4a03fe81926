"""Documents with faults put into them at random, the same ones for the same seed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from random import Random

NIGHTLY = os.environ.get("PRECIS_NIGHTLY") == "1"
"""Whether this run may take as long as it likes."""

TOKENS = [
    b"<", b">", b"&", b"\"", b"'", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"]]>",
    b"<![CDATA[", b"<!--", b"-->", b"<?xml version='1.0' encoding='utf-7'?>", b"<?", b"?>",
    b"<!DOCTYPE rss [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#xD800;", b"&#x110000;", b"&nbsp;",
    b"<item>", b"</item>", b"<entry>", b"<channel>", b"</channel>", b"<rss>", b"<feed>", b"<html>",
    b"<title type='xhtml'>", b"<link href='//['>", b"<link>http://[::1</link>", b"xml:base='http://['",
    b"<guid isPermaLink='true'>x</guid>", b"<pubDate>Thu, 99 Foo 0000 99:99:99 +9999</pubDate>",
    b"<pubDate>9999-12-31T23:59:59-23:59</pubDate>", b"<updated>0001-01-01T00:00:00+14:00</updated>",
    b"<ttl>-1</ttl>", b"<ttl>99999999999</ttl>", b"xmlns='urn:x'", b"xmlns:a=''", b"<a:b/>",
    b"{", b"}", b"[", b"null", b"1e999", b"\\ud800", b"\\u0000", b",", b"-9" * 40, b"<p>", b"<div>",
    b"<script>", b"</script>", b"<table><tr><td>", b"</body>", b"<base href='http://['>", b"\xc3",
]  # fmt: skip
CODECS = ("utf-16", "utf-16-be", "utf-32", "cp037", "shift_jis", "iso2022_jp", "koi8-r", "utf-7")


def mutants(seeds: Sequence[bytes], count: int, seed: int) -> Iterator[bytes]:
    """`count` documents, each one of `seeds` with one to six faults."""
    random = Random(seed)
    for _ in range(count):
        document = random.choice(seeds)
        for _ in range(random.randint(1, 6)):
            document = _fault(document, seeds, random)
        yield document[:300_000]


def _fault(document: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    at, to = sorted(random.randint(0, len(document)) for _ in range(2))
    match random.randrange(9):
        case 0:
            return document[:at]
        case 1:
            return document[:at] + document[min(to, at + 60) :]
        case 2:
            return document[:at] + random.choice(TOKENS) + document[at:]
        case 3:
            return document[:at] + random.choice(TOKENS) * random.randint(1, 200) + document[at:]
        case 4:
            return document[:at] + random.randbytes(random.randint(1, 8)) + document[at + 1 :]
        case 5:
            return document[:to] + document[at:to] + document[to:]
        case 6:
            other = random.choice(seeds)
            return document[:at] + other[random.randint(0, len(other)) :]
        case 7:
            return document.replace(random.choice((b"</", b"=", b">", b'"')), b"", 1)
        case _:
            codec = random.choice(CODECS)
            return document.decode("utf-8", "replace").encode(codec, "replace")
