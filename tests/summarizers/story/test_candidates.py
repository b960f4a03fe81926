"""Which bullets a story may show, and what stands above them."""

from __future__ import annotations

import pytest

from summarizers.document import Bullet
from summarizers.story.candidates import candidate, is_cut, support

TEXT = "KOLM (AP) - The bridge fell on Monday night. She had warned the council twice."
FIRST, SECOND = "KOLM (AP) - The bridge fell on Monday night.", "She had warned the council twice."


def of(place: int, text: str, article: int = 0) -> Bullet:
    return Bullet(text, TEXT.index(text), TEXT.index(text) + len(text))


def test_a_dateline_goes_and_what_leans_knows_its_support() -> None:
    first = candidate(0, 0, of(0, FIRST), "en", "Bridge falls", TEXT)
    second = candidate(0, 1, of(1, SECOND), "en", "Bridge falls", TEXT)
    assert first.bullet.text == "The bridge fell on Monday night."
    assert second.needs_context
    assert second.above == FIRST + " "
    assert support(second, [first]) is first
    assert support(second, [second]) is None


@pytest.mark.parametrize(
    ("bullet", "cut"),
    [
        ("The bridge fell on Monday night.", False),
        ("The bridge fell on", True),
        ("She had warned the council twice.", False),
    ],
)
def test_a_bullet_that_ends_inside_its_sentence_is_cut(bullet: str, cut: bool) -> None:
    start = TEXT.index(bullet)
    assert is_cut(Bullet(bullet, start, start + len(bullet)), TEXT) is cut


def test_a_line_without_a_full_stop_is_whole_and_who_was_quoted_alone_is_not() -> None:
    text = "Bridge falls\nTen cars fell too"
    assert not is_cut(Bullet("Bridge falls", 0, 12), text)
    credit = "— Ann Roth, in a letter of May 4."
    assert is_cut(Bullet(credit, 0, len(credit)), credit)


def test_a_bullet_that_was_shortened_at_its_end_is_cut_and_one_without_its_dateline_is_not() -> (
    None
):
    start, end = TEXT.index(FIRST), TEXT.index(FIRST) + len(FIRST)
    assert is_cut(Bullet("The bridge fell", start, end), TEXT)
    assert not is_cut(Bullet("The bridge fell on Monday night.", start, end), TEXT)


@pytest.mark.parametrize("dots", ["...", "…"])
def test_a_bullet_with_dots_for_its_rest_is_cut(dots: str) -> None:
    text = f"The bridge fell on Monday as the council and{dots}"
    assert is_cut(Bullet(text, 0, len(text)), text)


def test_a_pronoun_inside_a_bullet_leans_on_the_one_above_unless_it_is_the_first() -> None:
    text = "To govern she needs the council."
    assert candidate(0, 1, Bullet(text, 0, len(text)), "en", "", text).needs_context
    assert not candidate(0, 0, Bullet(text, 0, len(text)), "en", "", text).needs_context


def test_a_bullet_that_ends_in_a_link_word_is_cut() -> None:
    cut, whole = "The bridge fell on Monday, and", "The bridge that nobody looked after"
    assert is_cut(Bullet(cut, 0, len(cut)), cut)
    assert not is_cut(Bullet(whole, 0, len(whole)), whole)


@pytest.mark.parametrize("end", ["the council and Gov.", "Ann Roth (R-Halden.)"])
def test_a_bullet_that_ends_in_a_title_or_a_seat_is_cut(end: str) -> None:
    cut, whole = f"The bridge was named by {end}", "The bridge was named by the council."
    assert is_cut(Bullet(cut, 0, len(cut)), cut)
    assert not is_cut(Bullet(whole, 0, len(whole)), whole)


def test_a_bullet_that_ends_in_the_number_of_the_next_point_is_cut() -> None:
    cut, whole = "Here are five things that stood out: 1.", "The vote in Halden ended 6 to 1."
    assert is_cut(Bullet(cut, 0, len(cut)), cut)
    assert not is_cut(Bullet(whole, 0, len(whole)), whole)


def test_a_first_sentence_that_explains_its_own_pronoun_leans_on_nothing() -> None:
    text = "It is likely that the mayor of Kolm, Ann Roth, knew of the rust."
    first = candidate(0, 0, Bullet(text, 0, len(text)), "en", "", text)
    assert not first.needs_context
    text = "She knew of it."
    assert candidate(0, 0, Bullet(text, 0, len(text)), "en", "", text).needs_context
