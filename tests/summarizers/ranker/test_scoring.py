"""An article scored: sentences, words and pairs with their chances, and how long to be."""

from __future__ import annotations

import pytest

from summarizers.ranker.counts import count
from summarizers.ranker.model import for_language
from summarizers.ranker.scoring import (
    MAX_LENGTH_TOKENS,
    MIN_LENGTH_TOKENS,
    bodies,
    score,
    titled,
)
from summarizers.ranker.tokenized import read
from summarizers.text.sentences import parse

TEXT = (
    "OSLO (AP) - The council voted on Monday to close the harbour bridge. "
    "Meanwhile, The Post says that it is old. The ferry runs on."
)


@pytest.mark.parametrize("language", ["en", "de", "ja"])
def test_everything_has_a_chance_and_the_length_is_bounded(language: str) -> None:
    scored = score(parse(TEXT, "", language), for_language(language))
    assert scored is not None
    assert scored.sentences.shape == (scored.article.size,)
    assert scored.words.shape == (len(scored.article.words),)
    assert ((scored.words > 0) & (scored.words < 1)).all()
    assert ((scored.links > 0) & (scored.links < 1)).all()
    assert MIN_LENGTH_TOKENS <= scored.length <= MAX_LENGTH_TOKENS


def test_a_text_without_words_is_not_scored() -> None:
    assert score(parse("… !", "", "en"), for_language("en")) is None


def test_datelines_and_connectives_are_taken_off_first() -> None:
    first, second, _ = bodies(parse(TEXT, "", "en"))
    assert first.startswith("The council")
    assert second.startswith("The Post says")


def test_a_word_of_the_headline_is_likelier() -> None:
    model = for_language("en")
    plain, named = (score(parse(TEXT, title, "en"), model) for title in ("", "Ferry stops"))
    assert plain is not None
    assert named is not None
    ferry, bridge = plain.article.words["ferri"], plain.article.words["bridg"]
    assert named.words[ferry] > plain.words[ferry]
    assert named.words[bridge] == pytest.approx(float(plain.words[bridge]))


def test_a_headline_cut_from_the_text_names_nothing() -> None:
    document = parse(TEXT, "The ferry runs on", "en")
    article = read(document, bodies(document), for_language("en").lexicon)
    assert not titled(document, article, count(article)).any()
