"""A document as arrays of tokens, words and places."""

from __future__ import annotations

import pytest

from summarizers.ranker.lexicon import neutral
from summarizers.ranker.scoring import bodies
from summarizers.ranker.tokenized import (
    SENTENCES,
    TokenizedArticle,
    considered,
    read,
    word_list,
    word_offsets,
)
from summarizers.text.sentences import parse


def article(text: str) -> TokenizedArticle:
    document = parse(text, "", "en")
    return read(document, bodies(document), neutral("en"))


def test_each_token_knows_its_word_its_sentence_and_its_place() -> None:
    seen = article("Ferries sank. Two old ferries sank again.")
    words = list(seen.words)
    assert [words[number] for number in seen.word] == [
        *("ferri", "sank"), *("two", "old", "ferri", "sank", "again"),
    ]  # fmt: skip
    assert seen.sentence.tolist() == [0, 0, 1, 1, 1, 1, 1]
    assert seen.place.tolist() == [0, 1, 0, 1, 2, 3, 4]
    assert seen.capital.tolist() == [1, 0, 1, 0, 0, 0, 0]
    assert (seen.lengths.tolist(), seen.starts.tolist()) == ([2, 5], [0, 2])
    assert seen.first.tolist() == [0, 1, 2, 3, 6]  # of ferri, sank, two, old, again


@pytest.mark.parametrize(
    ("text", "words", "offsets"),
    [
        ("At 7 a.m. it sank.", ["At", "7", "a", "m", "it", "sank"], [0, 3, 5, 7, 10, 13]),
        ("Über Köln", ["Über", "Köln"], [0, 5]),
        ("大桥关闭", ["大桥", "关闭"], [0, 2]),
        ("… — !", [], []),
    ],
)
def test_tokens_and_their_offsets_go_together(
    text: str, words: list[str], offsets: list[int]
) -> None:
    assert word_list(text) == words
    assert word_offsets(text) == offsets


def test_headings_are_considered_only_where_there_is_nothing_else() -> None:
    mixed = parse("Harbour\n\nThe ferry sank on Monday.", "", "en")
    assert [sentence.text for sentence in considered(mixed)] == ["The ferry sank on Monday."]
    bare = parse("Harbour\n\nBridge", "", "en")
    assert [sentence.text for sentence in considered(bare)] == ["Harbour", "Bridge"]


def test_a_long_article_is_considered_up_to_its_sixtieth_sentence() -> None:
    document = parse(" ".join(f"Ship {n} sank." for n in range(200)), "", "en")
    assert len(considered(document)) == SENTENCES
    assert considered(parse("", "", "en")) == ()
