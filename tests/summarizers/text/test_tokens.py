from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizers.ranker.lexicon import RARE, Lexicon, table
from summarizers.text.tokens import stem, stop_words, tokens

LISTED = "en de fr es it pt nl ru uk pl tr sv da no fi ro cs el hu ar zh ja hi".split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5G at the G20 after COVID-19.", ["5G", "at", "the", "G20", "after", "COVID-19"]),
        ("The U.S. paid $1,000.", ["The", "U.S.", "paid", "$1,000"]),
        ("don't or don’t", ["don't", "or", "don't"]),
        ("up 12.5% at 07:30, AT&T said", ["up", "12.5%", "at", "07:30", "AT&T", "said"]),
        ("l’été à São Paulo", ["l'été", "à", "São", "Paulo"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("东京都知事", ["东京", "京都", "都知", "知事"]),
        ("\ud800 \ud83d\ude00 — … !", []),
        ("", []),
    ],
)
def test_words_are_kept_whole(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


# Pieces of text that stand beside each other in any way, so that some marks join words.
PIECES = st.sampled_from(
    [
        *"the U.S. a.b 12 $5 % . , ? ! ' ’ - & _ : été Ба x² ½ ǅ ( \" — @ ª".split(),
        *" \n\u00a0\u2028\x1f",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_text_has_the_words_of_its_parts(text: str) -> None:
    """A word holds no space: behind an ideograph the same text is read in another way."""
    assert tokens(text) == tokens(f"々 {text}")[1:]


@pytest.mark.parametrize("language", LISTED)
def test_every_listed_language_has_stop_words(language: str) -> None:
    words = stop_words(language)
    assert len(words) > 100
    assert all(word == word.lower() for word in words)


def test_a_region_does_not_hide_the_language() -> None:
    assert stop_words("pt-BR") == stop_words("pt")


@pytest.mark.parametrize("language", ["", "xx", "../en", "ё"])
def test_unknown_languages_have_no_stop_words(language: str) -> None:
    assert stop_words(language) == frozenset()


def test_stems_join_the_forms_of_a_word() -> None:
    assert stem(["Leaders", "leader"], "en") == ["leader", "leader"]
    assert stem(["Regierungen", "Regierung"], "de") == ["regier", "regier"]


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert stem(["東京", "Words"], "ja") == ["東京", "words"]


def test_lone_surrogates_do_not_stop_the_stemmer() -> None:
    assert stem(["cats", "\ud800"], "en")[0] == "cat"


def test_a_table_finds_each_of_its_words_and_takes_others_for_rare() -> None:
    words = ["bridge", "the", "moss"]
    figures = np.array([3.0, 0.5, 7.0], dtype=np.float32)
    lexicon = Lexicon("en", frozenset({"the"}), 0.2, table(words, figures, figures / 10))
    rarity, taken, stop = lexicon.look_up(["moss", "unheard", "the", "bridge"])
    assert rarity.tolist() == [7.0, RARE, 0.5, 3.0]
    assert np.allclose(taken, [0.7, 0.2, 0.05, 0.3])
    assert stop.tolist() == [0, 0, 1, 0]


def test_stemming_many_words_leaves_none_of_them_in_memory() -> None:
    words = [f"{'abcdefghij'[n % 10]}x{n}ings" for n in range(5000)]
    stem(["a word"], "en")
    before = sys.getallocatedblocks()
    assert stem(words, "en")[1] == "bx1ing"
    assert sys.getallocatedblocks() - before < len(words) / 10
