"""Which words of a story its account would have."""

from __future__ import annotations

import pytest

from summarizers.story.coverage import OutletText, tell_of_one_matter, word_probabilities

STORY = [
    OutletText(frozenset({"bridge"}), (("bridge", "close"), ("ferry", "run"))),
    OutletText(frozenset({"bridge"}), (("bridge", "close"), ("mayor", "angry"))),
]


def test_what_more_outlets_tell_is_likelier() -> None:
    likely = word_probabilities(STORY)
    assert likely["bridge"] > likely["close"] > likely["ferry"]
    assert likely["ferry"] == likely["mayor"]
    assert all(0 < chance < 1 for chance in likely.values())


def test_a_story_without_sentences_has_no_words() -> None:
    assert word_probabilities([OutletText(frozenset({"bridge"}), ())]) == {}


@pytest.mark.parametrize(
    ("other", "language", "same"),
    [
        ("Three died when the road bridge of Halden fell into the river.", "en", True),
        ("Halden's schools stay closed for a week of storms and snow.", "en", False),
        ("", "en", True),
    ],
)
def test_articles_tell_of_one_matter_whose_first_sentences_share_words(
    other: str, language: str, same: bool
) -> None:
    one = "The road bridge of Halden collapsed on Saturday, and three people died in the river."
    assert tell_of_one_matter(one, other, language) is same
    assert tell_of_one_matter(other, one, language) is same
