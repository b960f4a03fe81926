"""Which sentences of an article may become bullets, and in what shape."""

from __future__ import annotations

from summarizers.bullets.rules import MAX_BULLET_CHARS
from summarizers.document import Document
from summarizers.ranker.candidates import Candidate, Pools, make, pool, promise
from summarizers.ranker.model import for_language
from summarizers.ranker.scoring import Scored, score
from summarizers.text.sentences import parse

TEXT = (
    "The council of Halden voted on Monday to close the old harbour bridge for a year. "
    "It was built in 1969, when few cars crossed the water. "
    "Who will pay for it? "
    "Inspectors (all from the north) had found deep cracks in two of its main steel beams. "
    "Photo: Ida Moss"
)


def scored(text: str = TEXT) -> Scored:
    document: Document = parse(text, "", "en")
    found = score(document, for_language("en"))
    assert found is not None
    return found


def made(index: int, text: str = TEXT) -> Candidate | None:
    return make(scored(text), index, "en")


def test_every_sentence_promises_something() -> None:
    values = promise(scored())
    assert values.shape == (5,)
    assert (values > 0).all()
    assert values[0] == values.max()


def test_a_question_and_a_credit_are_no_candidates() -> None:
    assert made(2) is None
    assert made(4) is None


def test_a_sentence_that_needs_the_one_before_it_says_so() -> None:
    first, second = made(0), made(1)
    assert first and not first.needs_context
    assert second and second.needs_context


def test_a_phrase_that_promises_little_is_left_out_with_its_words() -> None:
    short = made(3)
    assert short is not None
    assert "(all from the north)" not in short.text
    assert short.size == len(short.words) == 12


def test_a_sentence_too_long_for_a_bullet_is_none() -> None:
    assert made(0, "The council of Halden " + "and the council of Moss " * 20 + "voted.") is None


def test_a_pool_is_in_reading_order_with_what_its_sentences_need() -> None:
    found = pool(scored(), "en", Pools(best=2, first=1))
    places = [candidate.sentence for candidate in found]
    assert places == sorted(places)
    assert all(len(candidate.text) <= MAX_BULLET_CHARS for candidate in found)
    for candidate in found:
        assert not candidate.needs_context or candidate.sentence - 1 in places
