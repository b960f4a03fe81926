"""Which topic a reader means, and which an article belongs to."""

from __future__ import annotations

import time

import pytest

from bot.core.editions.topics import Topic, Topics
from config.sources import load_topics


@pytest.fixture(scope="module")
def topics() -> Topics:
    return Topics(Topic(t.name, t.title, t.aliases, t.words) for t in load_topics())


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("technology", "technology"),
        ("TECH", "technology"),
        ("#Science", "science"),
        ("Économie", "business"),
        ("fussball", "sport"),
        ("Fußball", "sport"),
        ("  health ", "health"),
        ("knitting", None),
        ("", None),
    ],
)
def test_a_topic_is_found_by_name_alias_or_hashtag(
    topics: Topics, words: str, name: str | None
) -> None:
    found = topics.match(words)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("tecnology", "technology"),
        ("scince", "science"),
        ("helth", "health"),
        ("sceince", "science"),
    ],
)
def test_a_near_miss_is_suggested(topics: Topics, words: str, name: str) -> None:
    assert topics.near(words)[0].name == name


def test_nothing_near_is_suggested_for_nonsense(topics: Topics) -> None:
    assert topics.near("qqqqzzzz") == ()


@pytest.mark.parametrize("piece", ["\ufdfa", "\ufdfa" * 200 + " ", "\u3316", "internat"])
def test_words_that_fold_to_many_letters_are_clipped_before_they_are_compared(
    topics: Topics, piece: str
) -> None:
    words = (piece * 4096)[:4096]
    began = time.thread_time()
    plain = [topics.near("y" * 60) for _ in range(20)]
    usual = time.thread_time() - began
    assert topics.match(words) is None
    found = topics.near(words)
    assert len(found) <= 3 and plain[0] == ()
    # Twenty harmless questions take a twentieth of what an unclipped one took.
    assert time.thread_time() - began - usual < 10 * usual


def test_an_article_keeps_its_feeds_topic_and_gains_its_own(topics: Topics) -> None:
    found = topics.of_article(
        ("world",), "Central bank raises interest rates", "Inflation and the stock market …"
    )
    assert found == ("world", "business")


def test_one_word_in_passing_does_not_make_a_topic(topics: Topics) -> None:
    assert topics.of_article((), "A quiet town", "There was a museum.") == ()


def test_a_feeds_topic_stands_alone_where_a_word_or_two_speak_for_another(topics: Topics) -> None:
    found = topics.of_article(
        ("business",),
        "Chip maker's shares fall after film deal",
        "The album of a singer was mentioned. Investors sold.",
    )
    assert found == ("business",)


def test_one_word_however_often_makes_no_topic(topics: Topics) -> None:
    assert topics.of_article((), "The match", "A match lit the match box. Match!") == ()


def test_an_article_of_a_feed_without_topics_has_those_of_its_words(topics: Topics) -> None:
    found = topics.of_article((), "Striker's two goals win the league", "The coach was pleased.")
    assert found[:1] == ("sport",)
