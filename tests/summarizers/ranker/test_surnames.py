"""Surnames left alone: which sentences lean on another one for who somebody is."""

from dataclasses import replace

import numpy as np
import pytest

from summarizers.ranker import candidates, subset_selection, surnames
from summarizers.ranker.model import for_language
from summarizers.ranker.scoring import Scored, score
from summarizers.text.sentences import parse

INTRODUCED = "The council chose Ida Moss as its new mayor."


def scored(text: str) -> Scored:
    result = score(parse(text, "", "en"), for_language("en"))
    assert result is not None
    return result


def loose_in(text: str) -> dict[str, tuple[set[int], set[int]]]:
    """Each loose surname's stem with the sentences that have it alone, and in full."""
    article = scored(text)
    stems = list(article.article.words)
    found = surnames.loose(article.article, article.counts.stop)
    return {stems[name.word]: (set(name.alone), set(name.whole)) for name in found}


@pytest.mark.parametrize(
    "sentence",
    [
        "On Friday Moss closed the bridge.",
        "Moss closed the bridge.",
        "Later that day Ms Moss closed the bridge.",
        "The bridge was closed by Moss's office.",
        "As Moss said, the bridge is closed.",
    ],
)
def test_a_surname_alone_is_loose_below_a_sentence_that_has_it_in_full(sentence: str) -> None:
    assert loose_in(f"{INTRODUCED} {sentence}") == {"moss": ({1}, {0})}


@pytest.mark.parametrize(
    "sentence",
    [
        "On Friday Mayor Moss closed the bridge.",
        "The moss on the bridge grew all year.",
        "It was Berg who closed the bridge.",
    ],
)
def test_a_role_before_it_or_no_capital_makes_a_surname_not_loose(sentence: str) -> None:
    assert loose_in(f"{INTRODUCED} {sentence}") == {}


def test_a_name_in_full_only_further_down_was_known_to_the_readers() -> None:
    assert loose_in("Moss closed the bridge. It was the third that Ida Moss closed.") == {}


def test_of_sentences_worth_the_same_the_one_without_a_loose_name_is_chosen() -> None:
    article = scored(
        "Mayor Ida Moss came. Moss wants harbour bridge closed at once. "
        "Drivers lose eight hours each long week."
    )
    alike = replace(article, words=np.full_like(article.words, 0.3), links=article.links * 0)
    found = candidates.pool(alike, "en", candidates.Pools())
    made = subset_selection.best(alike, found, count=1, least=1, length=40.0)
    assert [candidate.text for candidate in made] == ["Drivers lose eight hours each long week."]
