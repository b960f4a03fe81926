"""Mutated pages: whatever comes, no exception escapes and no nonsense comes out.

The nightly size (PRECIS_NIGHTLY=1) also starts from the public evaluation sets, where they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from random import Random

import pytest

from bot.core.model.articles import Page
from bot.ingest.feeds.discovery import discover
from bot.ingest.pages import aggregator
from bot.ingest.pages.reader import read_page
from bot.lab.bench import datasets
from tests.faults.mutations import NIGHTLY, mutants
from tests.faults.test_fuzz_feeds import BASE, CONTROL
from tests.ingest.feeds.test_parser import JSON, RSS2
from tests.ingest.pages.test_kinds_of_page import aggregator_page

COUNT, BLOCKS = (1_000, 10) if NIGHTLY else (40, 3)
EVALUATION = Path(__file__).parents[2].parent / "shared" / "data"
LIVE = b"""<html><head><title>Storm: live blog</title><script type="application/ld+json">
{"@type": ["LiveBlogPosting", "NewsArticle"], "author": [{"@id": "#a"}, {"name": "Ines Okafor"}],
"datePublished": "2026-03-04T08:30:00+01:00", "image": {"url": "/a.jpg"}, "articleBody": "Rain"}
</script></head><body><h1>Storm: live blog</h1><div class="byline">By Ines Okafor</div>""" + (
    b"<section><time datetime='2026-03-04T09:10:00Z'>10:10</time><p>The river has risen by a "
    b"hand's breadth since the morning, the harbour office says.</p></section>" * 4
)
PARTS = [
    b'<script type="application/ld+json">{"@type": {"x": [1]}, "author": 5, "image": [[]]}</script>',
    b'<script type="application/ld+json">[[[[{"@type": "Article", "author": {"name": {}}}]]]]</script>',
    b'<meta property="article:published_time" content="9999-12-31T23:59:59-23:59">',
    b'<meta property="article:published_time" content="0001-01-01T00:00:00+14:00">',
    b'<meta name="date" content="99999999999999999999">', b'<meta name="date" content="2026-02-30">',
    b"<time datetime='2026-13-99T99:99'>x</time>", b"<time pubdate>29 February 2025</time>",
    b'<meta property="og:url" content="http://[::1">', b'<meta property="og:site_name" content=" | ">',
    b'<meta property="og:image" content="//[x">', b'<meta property="og:title" content="">',
    b"<h1>\xe2\x80\x8b</h1>", b"<h1>", b"<p>2 minutes ago</p>", b"<h4>Related Articles</h4>",
    b"<a href='http://['>x</a>", b"<tr><td>a</td><td>b</td></tr>", b"<br>" * 50, b"&#x1F600;",
    b"\xd9\x8e" * 40, b"<div hidden>", b"<p style='display:none'>", b"<base href='//'>",
]  # fmt: skip


def seeds() -> list[bytes]:
    pages = Path(__file__).parents[1] / "quality" / "pages"
    found = [RSS2, JSON, LIVE, aggregator_page().encode()]
    found += [file.read_bytes() for file in sorted(pages.glob("*.html"))]
    if NIGHTLY and EVALUATION.is_dir():
        for name in ("scrapinghub", "daniel_multilingual", "trafilatura", "readability_pages"):
            rows = datasets.rows(EVALUATION, f"extraction/{name}")
            bodies = (row["html"].encode("utf-8", "replace") for row in rows)
            found += [body for body in bodies if len(body) < 80_000]
    return found


def documents(block: int) -> Iterator[bytes]:
    random = Random(block)
    for document in mutants(seeds(), COUNT, seed=1000 + block):
        for _ in range(random.randint(0, 3)):
            at = random.randint(0, len(document))
            document = document[:at] + random.choice(PARTS) + document[at:]
        yield document


def check_page(page: Page) -> None:
    assert page.problem in {None, "paywall", "consent", "empty"}
    assert page.date is None or page.date.tzinfo is UTC
    assert (page.date is None) == (page.day is None)
    assert page.image == "" or page.image.startswith(("http://", "https://"))
    assert len(page.related) <= aggregator.MOST
    for text in (page.title, page.text, page.author, page.site, page.image, *page.hashtags):
        assert not CONTROL.search(text), ascii(text[:200])
    for text in (page.title, *page.text.split("\n\n")):
        assert text == text.strip()
        assert "  " not in text
        assert unicodedata.is_normalized("NFC", text), ascii(text[:200])
    for item in page.related:
        assert item.url == "" or item.url.startswith(("http://", "https://"))


@pytest.mark.parametrize("block", range(BLOCKS))
def test_a_mutated_page_is_read(block: int) -> None:
    for document in documents(block):
        check_page(read_page(document, BASE, "text/html"))
        for address in discover(document, BASE, "text/html"):
            assert address.startswith(("http://", "https://"))
