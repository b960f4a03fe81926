"""Which words of a story its account would have."""

from __future__ import annotations

from summarizers.story.coverage import OutletText, word_probabilities

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
