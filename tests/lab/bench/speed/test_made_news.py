"""The made month of news is the same each time, and looks like news where it counts."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from bot.lab.bench.speed.made_news import DAYS, made_feeds, made_news, vocabulary

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_the_same_seed_makes_the_same_articles() -> None:
    first, again = (list(made_news(30, NOW, ("world", "sport"))) for _ in range(2))
    assert first == again
    assert first != list(made_news(30, NOW, ("world", "sport"), seed=2))


def test_articles_come_in_order_within_the_month_from_the_made_feeds() -> None:
    made = list(made_news(200, NOW, ("world", "sport")))
    seen = [one.article.seen for one in made]
    assert seen == sorted(seen)
    assert NOW - timedelta(days=DAYS) <= seen[0] <= seen[-1] <= NOW
    assert {one.article.feed_id for one in made} <= set(range(1, len(made_feeds()) + 1))
    assert len({one.article.url for one in made}) == 200


def test_bullets_are_spans_of_the_text_and_some_events_have_several_outlets() -> None:
    made = list(made_news(200, NOW, ("world", "sport")))
    for one in made:
        assert one.article.bullets
        for bullet in one.article.bullets:
            assert one.article.text[bullet.start : bullet.end] == bullet.text
    assert max(Counter(one.event for one in made).values()) > 2


def test_the_vocabulary_repeats_no_word() -> None:
    words = vocabulary()
    assert len(set(words)) == len(words)
