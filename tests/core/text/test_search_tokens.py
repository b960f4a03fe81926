"""Articles and queries become tokens that are nobody's syntax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text.query import parse_query
from bot.core.text.search_tokens import (
    MAX_REPEATED,
    MAX_TOKENS,
    TokenTerm,
    article_tokens,
    token_terms,
)


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("elect", [TokenTerm(("elect",), True, False)]),
        ("war", [TokenTerm(("war",), False, False)]),
        ('"elect"', [TokenTerm(("elect",), False, False)]),
        ("o'neill", [TokenTerm(("o",), False, False), TokenTerm(("neill",), True, False)]),
        ('"prime minister"', [TokenTerm(("prime", "minister"), False, False)]),
        ("-berlin x", [TokenTerm(("x",), False, False), TokenTerm(("berlin",), False, True)]),
        ("記者会", [TokenTerm(("記者", "者会"), False, False)]),
        ("者", [TokenTerm(("者",), True, False)]),
        ("iPhone手机", [TokenTerm(("iphone", "手机"), False, False)]),
        ("手机iphone", [TokenTerm(("手机", "机", "iphone"), True, False)]),
        ('"新华社 記者"', [TokenTerm(("新华", "华社", "社", "記者"), False, False)]),
    ],
)
def test_terms_as_the_index_has_them(query: str, terms: list[TokenTerm]) -> None:
    assert token_terms(parse_query(query)) == terms


def test_no_phrase_goes_over_from_one_text_to_the_next() -> None:
    tokens = article_tokens(["Ferry sank", "Crew safe"])
    assert tokens == ["ferry", "sank", None, "crew", "safe", None]


def test_runs_of_unspaced_scripts_are_cut_into_pairs_and_a_last_one() -> None:
    assert article_tokens(["記者会見"]) == ["記者", "者会", "会見", "見", None]


def test_an_article_has_no_more_tokens_than_both_databases_count() -> None:
    tokens = article_tokens(["the " * 400, "word " * 30_000])
    assert len(tokens) == MAX_TOKENS
    assert tokens.count("the") == MAX_REPEATED


@given(st.text(max_size=80))
def test_tokens_hold_nothing_that_a_query_language_knows(asked: str) -> None:
    tokens = [token for term in token_terms(parse_query(asked)) for token in term.tokens]
    texts = [token for token in article_tokens([asked]) if token]
    for token in (*tokens, *texts):
        assert token
        assert not set(token) & set(" \t\n\0'\"\\()*^:&|!<>-+{}%_")
