"""What is compared of an article comes from its title, text, outlet and date."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from bot.core.stories.article_features import Features, GroupingItem, features_of
from bot.core.terms.vectors import HEADLINE, Frequencies, term_counts

DAY = datetime(2026, 11, 23, tzinfo=UTC)


def features(item: GroupingItem) -> Features:
    counts = term_counts(item.title, item.text, item.language)
    return features_of(item, Frequencies().vector(counts, item.language))


def test_day_outlet_and_weekday_are_those_of_the_article() -> None:
    one = features(GroupingItem(1, "Ferry aground", "On Monday it ran aground.", DAY, "A", "en"))
    assert one.day == DAY.timestamp() / 86400
    assert one.weekdays == 1
    assert one.source != features(GroupingItem(1, "Ferry", "", DAY, "B", "en")).source


def test_what_is_not_known_is_nothing() -> None:
    one = features(GroupingItem(1, "Ferry aground", ""))
    assert math.isnan(one.day)
    assert (one.source, one.weekdays) == (0, 0)


def test_columns_hold_the_headlines_terms_in_a_fixed_width() -> None:
    one = features(GroupingItem(1, "Ferry aground", "Rescuers came.", DAY, "A", "en"))
    row = one.columns()["headline"]
    assert row.shape == (HEADLINE,)
    assert set(row[row > 0].tolist()) == set(one.headline.tolist())
