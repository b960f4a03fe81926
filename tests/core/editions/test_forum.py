"""An edition of a forum group, taken apart by its forum topics."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.core.editions.forum import by_thread
from bot.core.model.editions import Coverage, Digest, DigestStory, Headline

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


def story(number: int, *topics: str, articles: int = 1) -> DigestStory:
    told = tuple(
        Coverage("T", f"https://a.example/{number}-{n}", "A", NOW, True, number * 10 + n)
        for n in range(articles)
    )
    return DigestStory(number, f"S{number}", "https://a.example", (), told, topics)


DIGEST = Digest(
    NOW,
    (story(1, "world"), story(2, "sport", articles=3), story(3, "sport"), story(4)),
    article_count=9,
    rest=(Headline(9, "Small"),),
    missing=("Courier",),
)


def test_sections_go_to_their_forum_topics_and_the_rest_stays() -> None:
    (here, whole), (there, sport) = by_thread(DIGEST, (), {"sport": 44, "health": 45})
    assert (here, [one.id for one in whole.stories]) == (None, [1, 4])
    assert (there, [one.id for one in sport.stories]) == (44, [2, 3])
    assert (whole.article_count, sport.article_count) == (5, 4)
    assert whole.rest and whole.missing and not sport.rest and not sport.missing


def test_a_story_goes_by_the_topic_that_the_group_follows_first() -> None:
    both = Digest(NOW, (story(1, "world", "sport"),))
    assert by_thread(both, ("sport",), {"sport": 44})[0][0] == 44
    assert by_thread(both, (), {"sport": 44}) == [(None, both)]


def test_where_no_story_stays_the_group_itself_gets_nothing() -> None:
    parts = by_thread(Digest(NOW, (story(1, "sport"),)), (), {"sport": 44})
    assert [thread for thread, _ in parts] == [44]


def test_a_quiet_day_is_said_in_the_group() -> None:
    quiet = Digest(NOW, ())
    assert by_thread(quiet, (), {"sport": 44}) == [(None, quiet)]
