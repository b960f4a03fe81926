"""Pages, texts and files as a reader sends them: what is read, and what is refused in words."""

from __future__ import annotations

import pytest

from bot.core.model.reasons import ReadingFailed, Reason
from bot.ingest.kinds import unreadable
from bot.ingest.workers.jobs import MAX_TEXT, read_article, read_text

STORY = (
    "The harbour office closed the old pier on Friday. Divers had found cracks in four of its "
    "piles. Repairs will cost two million euros and last until autumn."
)


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b"%PDF-1.7\n", "text/html", Reason.PDF),
        (b"\x89PNG\r\n\x1a\n", "", Reason.PICTURE),
        (b"\x00\x00\x00\x18ftypmp42", "video/mp4", Reason.FILM),
        (b"JFIF?", "image/jpeg", Reason.PICTURE),
        (bytes(range(256)) * 16, "", Reason.NO_TEXT),
        (b"\x00" * 5000, "text/plain", Reason.NO_TEXT),
    ],
)
def test_a_file_that_is_no_page_is_named(body: bytes, content_type: str, kind: Reason) -> None:
    assert unreadable(body, content_type) == kind
    with pytest.raises(ReadingFailed, match=kind):
        read_article(body, "https://x.example/", content_type)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<html><p>Hello", "image/png"),
        (b"plain words", "application/octet-stream"),
        (b"", ""),
        ("\ufeff<p>wide".encode("utf-16-le"), ""),
        ("<p>Привет".encode("koi8-r"), "text/html"),
        (b"\x1b$B$3$s$K$A$O\x1b(B", "text/html; charset=iso-2022-jp"),
    ],
)
def test_text_under_a_wrong_label_is_still_text(body: bytes, content_type: str) -> None:
    assert unreadable(body, content_type) is None


def test_a_text_keeps_the_title_and_language_it_came_with() -> None:
    reading = read_text(STORY, "Pier closed", "en", bullets=2)
    assert (reading.page.title, reading.page.language) == ("Pier closed", "en")
    assert 1 <= len(reading.bullets) <= 2
    assert all(reading.page.text[b.start : b.end] in STORY for b in reading.bullets)


@pytest.mark.parametrize(
    ("title", "claimed", "expected"),
    [
        ("Brücke gesperrt, Fähre fährt", "de", "de"),
        ("Der Rat sperrt die alte Brücke für ein ganzes Jahr", "en", "de"),  # a default of software
        ("Tram 12", "pt", "pt"),
        ("Taxi Tram Bus", "nl", "nl"),  # too short to tell
    ],
)
def test_a_short_headlines_language_is_its_feeds_where_it_may_be(
    title: str, claimed: str, expected: str
) -> None:
    assert read_text("", title, claimed).page.language == expected


def test_a_text_of_some_length_tells_its_language_whatever_its_headline_is_in() -> None:
    title = "Bedienungsanleitung der Siemens-Rechner, vierte erweiterte Ausgabe"
    assert read_text(f"{STORY} {STORY}", title).page.language == "en"


def test_an_entrys_markup_is_read_like_a_page() -> None:
    reading = read_text(f"<p>{STORY}</p><p><a href='/more'>Read more</a></p>", "Pier closed")
    assert reading.page.text.startswith("The harbour office closed")


def test_nothing_to_read_is_an_empty_page_and_no_failure() -> None:
    reading = read_text("", "Only a headline")
    assert (reading.page.title, reading.page.text, reading.bullets) == ("Only a headline", "", ())
    assert reading.page.problem == "empty"


def test_an_endless_text_is_read_up_to_a_limit() -> None:
    assert len(read_text("It rained again. " * 30_000).page.text) <= MAX_TEXT


@pytest.mark.parametrize(
    "page",
    ["<p>" + "It is so. " * 60_000, "".join(f"<p>At berth {n}: {STORY}</p>" for n in range(3000))],
)
def test_of_a_page_without_end_the_beginning_is_read(page: str) -> None:
    text = read_article(f"<html><body><article>{page}</article></body></html>").page.text
    assert MAX_TEXT * 0.9 < len(text) <= MAX_TEXT


SCENE = """<html><head><title>Halden</title>{meta}</head><body><article><h1>A walk in Halden</h1>
<p>The lamps along the quay were lit early on that evening, as they are every winter day.</p>
<p>Gulls sat on the railing and an old dog slept in front of the closed fish market nearby.</p>
<p>The road bridge over the fjord will be closed for a year because divers found cracks.</p>
<p>The repair of its two pillars costs 4 million crowns, which the county pays for itself.</p>
</article></body></html>"""
CRACKS = "Divers found cracks: the road bridge over the fjord will be closed for a year."


def first(meta: str, standfirst: str = "") -> str:
    page = SCENE.format(meta=meta)
    return read_article(page, "https://x.example/a", standfirst=standfirst).bullets[0].text


def test_the_standfirst_of_page_or_feed_says_which_fact_comes_first() -> None:
    own = f'<meta property="og:description" content="{CRACKS}">'
    slogan = '<meta name="description" content="News, sport and weather every hour, free for all.">'
    assert first(own).startswith("The road bridge")
    assert first(slogan, CRACKS).startswith("The road bridge")
    assert read_article(SCENE.format(meta=slogan)).page.standfirst == ""
    assert read_article(SCENE.format(meta=own)).page.standfirst == CRACKS
