from __future__ import annotations

import pytest

from bot.core.text.query import Query, holds, parse_query, searchable

FERRY = searchable(("Ferry aground", "The radar was reported faulty. Elections follow.", "Nordlys"))


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ("ferry -radar", Query(("ferry",), (), ("radar",))),
        ('"exact words" here', Query(("here",), ("exact words",))),
        ("“exact words”", Query((), ("exact words",))),
        ('ferry -"radar fault"', Query(("ferry",), (), ("radar fault",))),
        ("state-run o'neill", Query(("state-run", "o'neill"))),
        ('5" pipe', Query(("5", "pipe"))),
        ("-radar", Query((), (), ("radar",))),
        ("", Query()),
    ],
)
def test_words_phrases_and_what_is_not_wanted_are_told_apart(asked: str, query: Query) -> None:
    assert parse_query(asked) == query


@pytest.mark.parametrize(
    "asked",
    ["ferry radar", "elect", '"was reported faulty"', "#nordlys", "ferry -volcano", "FERRY"],
)
def test_a_text_that_holds_all_of_it_is_found(asked: str) -> None:
    assert holds(parse_query(asked), FERRY)


@pytest.mark.parametrize(
    "asked",
    ["volcano", "ferry volcano", '"reported radar"', '"aground the"', "ferry -radar", "-x", "rad"],
)
def test_a_text_that_does_not_is_not(asked: str) -> None:
    assert not holds(parse_query(asked), FERRY)


def test_scripts_without_spaces_are_found_anywhere() -> None:
    text = searchable(("ガザ地区で停戦",))
    assert holds(parse_query("停戦"), text) and holds(parse_query('"地区で停戦"'), text)
    assert not holds(parse_query("ガザ -停戦"), text)


def test_long_questions_are_clipped() -> None:
    query = parse_query("ß" * 5000 + ' "' + "x" * 5000)
    assert all(len(word) <= 64 for word in query.words)
    assert len(parse_query("word " * 90).words) == 8
