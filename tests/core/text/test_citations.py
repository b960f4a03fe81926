from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.core.text.citations import fragment_url
from tests.quality.check_citations import CHROMIUM, Pages, chromium, look

URL = "https://example.org/a"


def link(text: str, sentence: str, url: str = URL) -> str:
    start = text.index(sentence)
    return fragment_url(url, text, start, start + len(sentence))


def directive(text: str, sentence: str, url: str = URL) -> str:
    return link(text, sentence, url).partition(":~:text=")[2]


def test_a_short_sentence_is_quoted_whole() -> None:
    text = "It rained.\n\nThe ferry sank at noon."
    assert link(text, "The ferry sank at noon.") == f"{URL}#:~:text=The%20ferry%20sank%20at%20noon"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Twenty-one, no more.", "Twenty%2Done%2C%20no%20more"),
        ("AT&T paid 5% (again).", "AT%26T%20paid%205%25%20%28again"),
        ("“Nobody”, he said, “knows.”", "Nobody%E2%80%9D%2C%20he%20said%2C%20%E2%80%9Cknows"),
        ("Is 1/2 #1 + ~?", "Is%201%2F2%20%231"),
        ("Они ушли.", "%D0%9E%D0%BD%D0%B8%20%D1%83%D1%88%D0%BB%D0%B8"),
        ("The\u00a0ferry   sank.", "The%20ferry%20sank"),
    ],
)
def test_what_would_be_syntax_is_encoded(sentence: str, expected: str) -> None:
    assert directive(f"First.\n{sentence}", sentence) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://e.org/a?b=c", "https://e.org/a?b=c#:~:text=It%20rained"),
        ("https://e.org/a#top", "https://e.org/a#top:~:text=It%20rained"),
        ("https://e.org/a#", "https://e.org/a#:~:text=It%20rained"),
        ("https://e.org/a#top:~:text=old", "https://e.org/a#top:~:text=It%20rained"),
        ("https://e.org/a#:~:text=old", "https://e.org/a#:~:text=It%20rained"),
    ],
)
def test_an_existing_fragment_is_kept_and_an_old_directive_replaced(
    url: str, expected: str
) -> None:
    assert link("It rained.", "It rained.", url) == expected


@pytest.mark.parametrize(
    ("earlier", "sentence"),
    [
        ("The ferry sank", "the FERRY sank"),
        ("At noon the  ferry\nsank", "the ferry sank"),
        ("\u0130zmir voted", "izmir voted"),
        ("Stra\u1e9ee gesperrt", "stra\u00dfe gesperrt"),
        (
            "\u03a3\u03a5\u03a1\u0399\u0396\u0391\u03a3 lost",
            "\u03c3\u03c5\u03c1\u03b9\u03b6\u03b1\u03c2 lost",
        ),
    ],
    ids=["case", "spaces", "dotted", "sharp", "final sigma"],
)
def test_words_that_stand_before_in_another_form_are_told_apart(
    earlier: str, sentence: str
) -> None:
    text = f"{earlier}. Nobody knows why {sentence}."
    start = text.rindex(sentence)
    quoted = fragment_url(URL, text, start, len(text)).partition(":~:text=")[2]
    assert "-," in quoted or ",-" in quoted, "with what stands before or behind"


def test_the_same_words_in_another_order_are_no_earlier_place() -> None:
    text = "Sank the ferry? The ferry sank."
    assert directive(text, "The ferry sank.") == "The%20ferry%20sank"


def test_words_within_a_longer_word_are_not_found_by_a_browser() -> None:
    text = "It rained. re_ferry sank."
    start = text.index("ferry")
    assert "re" in fragment_url(URL, text, start, len(text)).partition(":~:text=")[2]


LONG = (
    "The harbour town of Brackwater lost its only bridge on Tuesday night when a cargo barge that"
    " had been tied up for repairs since March broke loose in the storm, drifted down the river and"
    " struck the middle pier shortly after ten, the harbour office said on Wednesday morning."
)


def test_a_long_sentence_is_quoted_by_its_two_ends_within_three_hundred_characters() -> None:
    url = "https://example.org/2026/11/23/region/brackwater-loses-its-only-bridge-in-the-storm.html"
    address = link(f"Storm\n\n{LONG}\n\nMore.", LONG, url)
    start, end = address.partition(":~:text=")[2].split(",")
    assert len(address) <= 300
    assert start.startswith("The%20harbour%20town%20of%20Brackwater%20lost%20its%20only%20bridge")
    assert end == "office%20said%20on%20Wednesday%20morning"


def test_the_end_is_not_found_too_early() -> None:
    words = " ".join(f"word{i}" for i in range(60))
    sentence = f"Prices rose on Monday, {words}, and prices rose on Monday."
    start, end = directive(sentence, sentence).split(",")
    assert end.endswith("and%20prices%20rose%20on%20Monday")
    assert start.startswith("Prices%20rose")


def test_a_start_that_occurs_earlier_is_made_longer() -> None:
    earlier = "The harbour town of Brackwater lost its only bridge on Tuesday night, again."
    start = directive(f"{earlier}\n\n{LONG}", LONG).split(",")[0]
    assert "night%20when" in start


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        ("Why? He left.\n\nIt fell. Why? She stayed.", "Why?", "Why,-%3F%20She%20stayed"),
        ("She stayed. Why?\n\nThe old man left. Why?", "Why?", "old%20man%20left.-,Why"),
        (
            "No comment.\n\nOne two three four.\n\nNo comment.",
            "No comment.",
            "two%20three%20four.-,No%20comment",
        ),
        ("No comment. No comment.", "No comment.", "No%20comment"),
    ],
)
def test_words_that_stood_before_get_their_neighbours(
    text: str, sentence: str, expected: str
) -> None:
    start = text.rindex(sentence)
    address = fragment_url(URL, text, start, start + len(sentence))
    assert address == f"{URL}#:~:text={expected}"


def test_a_link_never_leaves_its_paragraph() -> None:
    text = "The first\nparagraph.\n\nThe second."
    assert fragment_url(URL, text, 0, len(text)) == f"{URL}#:~:text=The%20first"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("", 0, 0), ("…!", 0, 2), ("😀", 0, 1), ("A.", 5, 9), ("A.", 1, 0), ("A.", -3, 0)],
)
def test_nothing_to_quote_gives_the_bare_address(text: str, start: int, end: int) -> None:
    assert fragment_url(URL, text, start, end) == URL


def test_a_lone_surrogate_does_not_break_the_link() -> None:
    assert fragment_url(URL, "The \ud800 sank.", 0, 11) == f"{URL}#:~:text=The%20%3F%20sank"


def test_a_language_without_spaces_is_cut_at_its_punctuation() -> None:
    sentence = (
        "根据气象部门今天上午发布的最新消息，受台风影响，本市明后两天将有大到暴雨，"
        "请广大市民减少外出，注意安全，并及时关注后续预报。"
    )
    address = link(f"天气\n\n{sentence}", sentence)
    start, end = address.partition(":~:text=")[2].split(",")
    assert unquote(start) == "根据气象部门今天上午发布的最新消息"
    assert unquote(end) == "并及时关注后续预报"
    assert len(address) <= 300


def test_the_number_of_a_list_item_is_left_out() -> None:
    assert (
        directive("27. Roe K et al. Fish.", "27. Roe K et al. Fish.") == "Roe%20K%20et%20al.%20Fish"
    )
    assert directive("- 3) It rained.", "- 3) It rained.") == "It%20rained"


def test_indic_vowel_signs_stay_with_their_words() -> None:
    sentence = "पुल टूट गया और नदी में गिरा।"
    assert unquote(directive(sentence, sentence)) == "पुल टूट गया और नदी में गिरा"


PAGE = f"""<!doctype html><meta charset="utf-8"><title>Storm</title><h1>Bridge lost</h1>
<p>{{teaser}}</p><div style="height:2000px"></div>
<p>The <b>harbour</b>&nbsp;town of <a href="#">Brackwater</a> lost its only bridge on Tuesday
   night when a {LONG.partition(" when a ")[2]} Nobody was hurt.</p>
<p>“Twenty-one, no more,” she said &amp; left. <span>Why?</span> He stayed.</p>
<div style="height:2000px"></div><p>Why? She left.</p><div style="height:2000px"></div>
"""
TEXT = f"""{LONG} Nobody was hurt.

“Twenty-one, no more,” she said & left. Why? He stayed.

Why? She left."""

needs_chromium = pytest.mark.skipif(
    not (shutil.which("chromium") and Path(CHROMIUM).exists()),
    reason="needs Chromium at /usr/bin/chromium",
)


@needs_chromium
def test_a_browser_scrolls_to_the_sentence_and_marks_it() -> None:
    sentences = [LONG, "“Twenty-one, no more,” she said & left.", "He stayed.", "Why? She left."]
    pages = Pages()
    try:
        address = pages.serve("storm", PAGE.format(teaser=LONG[:51]))
        with chromium() as browser:
            for sentence in sentences:
                fragment = link(TEXT, sentence).partition("#")[2]
                assert look(browser, f"{address}#{fragment}", sentence) == "marked"
            assert look(browser, f"{address}#:~:text=quibbling", LONG) == "unmarked"
            assert look(browser, f"{address}#:~:text=Bridge%20lost", LONG) == "elsewhere"
    finally:
        pages.close()


def test_a_text_that_repeats_itself_is_not_searched_for_ever() -> None:
    # Looked on for every possible end, this text took a quarter of a minute.
    text = ("word salad without any end " * 2000).strip()
    assert fragment_url(URL, text, 0, len(text)).startswith(f"{URL}#:~:text=word%20salad")
