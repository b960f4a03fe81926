from __future__ import annotations

import pytest

from bot.local_telegram.world.entities import find, tidy, utf16
from bot.local_telegram.world.html import parse


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start now", [("bot_command", "/start")]),
        ("ask /topic@precis_bot please", [("bot_command", "/topic@precis_bot")]),
        ("1/2 and http://a.example/b", [("url", "http://a.example/b")]),
        ("see https://a.example/x_(y).", [("url", "https://a.example/x_(y")]),
        ("news.example.org/a or me@b.org", [("url", "news.example.org/a"), ("email", "me@b.org")]),
        ("😀 #Überraschung #123 @precis", [("hashtag", "#Überraschung"), ("mention", "@precis")]),
        ("a#b c", []),
    ],
)
def test_telegram_marks_these_by_itself(text: str, found: list[tuple[str, str]]) -> None:
    units = text.encode("utf-16-le")
    got = [
        (e["type"], units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le"))
        for e in find(text)
    ]
    assert got == found


def test_white_space_at_the_ends_goes_and_entities_move_along() -> None:
    text, found = tidy(*parse("\n <b> a </b>b \r\n"))
    assert text == "a b"
    assert found == [{"type": "bold", "offset": 0, "length": 2}]


def test_links_and_code_are_not_searched_for_more() -> None:
    markup = '<a href="https://a.example/">#tag</a> <code>/start</code> #seen'
    found = tidy(*parse(markup))[1]
    assert [e["type"] for e in found] == ["text_link", "code", "hashtag"]


def test_only_a_hundred_entities_are_kept() -> None:
    text, found = tidy(*parse("<b>x</b> " * 120))
    assert utf16(text) == 239
    assert len(found) == 100
