"""Pages made to hurt: each gives a result or says what is wrong, and none raises."""

import pytest

from bot.core.model.articles import Page
from bot.core.text import clean
from bot.ingest.pages.blocks.layout import MAX_BLOCKS
from bot.ingest.pages.reader import read_page
from tests.ingest.pages.test_reader import STORY, page

BODY = "".join(f"<p>{p}</p>" for p in STORY)
HOSTILE = {
    "nested divs": "<div>" * 50_000 + BODY + "</div>" * 50_000,
    "nested inline": "<b><i>" * 20_000 + BODY,
    "nested lists": "<ul><li>" * 20_000 + BODY,
    "nested tables": "<table><tr><td>" * 5_000 + BODY,
    "open comments": BODY + "<!--" * 100_000,
    "escaped comments": BODY + "&lt;!--" * 50_000,
    "attributes": "<p " + " ".join(f"a{i}='{i}'" for i in range(100_000)) + ">" + BODY,
    "attributes with brackets": "<p " + " ".join(f"a{i}='<>'" for i in range(60_000)) + ">" + BODY,
    "links": BODY + "".join(f"<a href='/{i}'>link {i}</a> " for i in range(30_000)),
    "empty paragraphs": "<p>" * 100_000 + BODY,
    "one long word": BODY + "<p>" + "a" * 1_000_000 + "</p>",
    "one long class": f"<div class='{'a-' * 200_000}'>{BODY}</div>",
    "nulls": "\x00" * 1000 + page(*STORY) + "\x00",
    "surrogates": BODY + "\ud800\udfff",
    "table rows": "<table>" + "<tr><td>a</td><td>b</td></tr>" * 20_000 + "</table>" + BODY,
    "json": '<script type="application/ld+json">' + "[" * 50_000 + "</script>" + BODY,
    "json of wrong types": '<script type="application/ld+json">{"@type":["Article",{}],'
    '"author":[[[]],1,{"name":{"name":[]}}],"datePublished":{},"image":[1],"publisher":3,'
    '"articleBody":7,"headline":["x"]}</script>' + BODY,
    "meta flood": "<meta property='og:title' content='x'>" * 20_000 + BODY,
    "bad address": "<meta property='og:image' content='http://[::1'>" + BODY,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_gives_a_page(name):
    read = read_page(f"<html><body>{HOSTILE[name]}</body></html>", "https://evil.example/")
    assert isinstance(read, Page)
    assert read.text or read.problem


@pytest.mark.parametrize(
    "url", ["", "x", "http://[", "javascript:alert(1)", "//", "http://a:99999/"]
)
def test_no_address_of_a_page_is_too_odd(url):
    assert read_page(page(*STORY), url).text == "\n\n".join(STORY)


def test_twenty_megabytes_are_read_up_to_the_limit():
    body = page(*STORY).encode() + b"<p>tail</p>" * 1_900_000
    assert STORY[0] in read_page(body).text


def test_a_deep_page_keeps_its_text():
    deep = "<div>" * 200 + BODY + "</div>" * 200
    assert STORY[0] in read_page(f"<html><body>{deep}</body></html>").text


@pytest.mark.parametrize(
    "body",
    [
        bytes(range(256)) * 50,
        b"\xff\xfe" + "<p>x</p>".encode("utf-16-le") + b"\x00",
        b"\x00\x00\xfe\xff" + b"\x00" * 9,
        b"<meta charset='utf-7'>+ADw-script+AD4-",
        b"<?xml version='1.0' encoding='klingon'?><html><p>x</p></html>",
        "é".encode() * 1_600_000,
    ],
)
def test_bytes_in_no_encoding_give_a_page(body):
    assert isinstance(read_page(body, "", "text/html; charset=\udc80"), Page)


def test_the_number_of_blocks_is_bounded():
    assert len(read_page("<p>" + "A line. <br>" * 50_000).text.split("\n\n")) <= MAX_BLOCKS


@pytest.mark.parametrize("text", ["<" * 50_000, "<a " * 50_000, "&" * 50_000, "A (" * 30_000])
def test_odd_text_becomes_prose_without_an_error(text):
    assert isinstance(clean.prose(text), str)
