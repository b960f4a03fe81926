"""Which set of candidates is chosen: the best together, not the best one by one."""

from __future__ import annotations

from dataclasses import replace

from summarizers.ranker.candidates import Candidate, make
from summarizers.ranker.model import for_language
from summarizers.ranker.scoring import score
from summarizers.ranker.subset_selection import best
from summarizers.text.sentences import parse

TEXT = (
    "The council of Halden voted on Monday to close the old harbour bridge for a year. "
    "It was built in 1969, when few cars crossed the water. "
    "A new bridge would cost 210 million crowns and take eight years to build. "
    "The council of Halden voted on Monday to close the old harbour bridge."
)
_SCORED = score(parse(TEXT, "", "en"), for_language("en"))
assert _SCORED is not None
SCORED = _SCORED
VOTE, AGE, COST, AGAIN = (make(SCORED, index, "en") for index in range(4))
assert VOTE and AGE and COST and AGAIN


def sentences(*candidates: Candidate, count: int = 3, least: int = 1) -> list[int]:
    chosen = best(SCORED, candidates, count, least, length=45.0)
    return [candidate.sentence for candidate in chosen]


def test_what_one_sentence_says_another_does_not_say_again() -> None:
    assert sentences(VOTE, COST, AGAIN, least=3) in ([0, 2], [2, 3])


def test_a_sentence_that_leans_on_another_never_stands_without_it() -> None:
    assert AGE.needs_context
    assert sentences(AGE, COST, least=2) == [2]
    assert sentences(VOTE, AGE, least=2) == [0, 1]
    assert sentences(AGE) == []


def test_the_set_has_as_many_as_asked_for_where_they_may_stand() -> None:
    assert sentences(VOTE, COST, count=1) in ([0], [2])
    assert sentences(VOTE, AGE, COST, count=3, least=3) == [0, 1, 2]


def test_a_sentence_without_likely_words_adds_nothing() -> None:
    empty = replace(COST, words=COST.words[:0], pairs=COST.pairs[:0])
    assert sentences(VOTE, empty) == [0]


def test_no_candidates_make_no_set() -> None:
    assert sentences() == []
