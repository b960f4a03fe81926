"""What sets two articles apart, however alike their words, and what does not."""

from __future__ import annotations

import numpy as np
import pytest

from bot.core.stories.contradiction import READ, contradictions, particulars
from bot.core.stories.signals import weekdays

Told = tuple[str, str]


def contradict(one: Told, other: Told, language: str = "en", days: float = 0.0) -> bool:
    rows = []
    for (title, text), day in ((one, 0.0), (other, days)):
        row = particulars(title, text, language)
        row["weekdays"] = np.array(weekdays(title, text, language), np.uint8)
        rows.append(row | {"day": np.array(day, np.float32)})
    table = {name: np.stack([row[name] for row in rows]) for name in READ}
    found = contradictions(table, table)
    assert (found == found.T).all()
    assert not found.diagonal().any()
    return bool(found[0, 1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Fire in Dunlin", "Two died in Dunlin."), ("Fire in Harlow", "Two died in Harlow.")),
        (("Fennec 212 is out", "It is fast."), ("Fennec 213 is out", "It is faster.")),
        (("Town beat Rovers", "They won 2-1."), ("Rovers lose to Town", "They lost 0-3.")),
        (("Quake", "A magnitude 5.1 quake."), ("Quake", "It had a magnitude of 7.2.")),
        (("Horoscope for 3 March", "Rest."), ("Horoscope for 4 March", "Rest.")),
        (("Weather on Monday", "Rain."), ("Weather on Tuesday", "Rain.")),
        (
            ("Index up", "It rose 1.4 percent on Monday."),
            ("Index down", "It fell 2.3 percent on Tuesday."),
        ),
        (
            ("Vale wins vote in Ostmark", "Rena Vale won there."),
            ("Vale wins vote in Sudmark", "Rena Vale won there."),
        ),
    ],
)
def test_names_numbers_and_days_that_contradict_are_a_veto(one: Told, other: Told) -> None:
    assert contradict(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Fire in Dunlin: 3 dead", "Three died."), ("Dunlin fire: 7 dead", "Seven died.")),
        (("Quake", "A magnitude 6.1 quake."), ("Quake", "It had a magnitude of 6.3.")),
        (("Town beat Rovers", "They won 2-1."), ("Rovers lose", "They lost 1-2 at Town.")),
        (("Fennec 212 is out", "It is fast."), ("Fennec gets faster", "It is out.")),
        (
            ("Index up", "It rose 1.4 percent on Monday."),
            ("Index up again", "It rose 1.6 percent on Monday."),
        ),
        (("Fire kills two", "Two died on Monday."), ("Inquiry", "It began on Tuesday.")),
        (("Chile votes", "Chile votes."), ("Chileans at the polls", "They vote.")),
        (("Bridge closed", "It has cracks."), ("Bridge in Dunlin shut", "It has cracks.")),
    ],
)
def test_what_may_be_one_event_is_left_to_the_words(one: Told, other: Told) -> None:
    assert not contradict(one, other)


@pytest.mark.parametrize(("days", "apart"), [(1.0, True), (0.3, False), (float("nan"), False)])
def test_a_daily_column_is_another_one_on_another_day(days: float, apart: bool) -> None:
    one = ("Weather forecast for Dunlin: rain", "Rain comes from the west.")
    other = ("Weather forecast for Dunlin: sun", "Sun comes from the west.")
    assert contradict(one, other, days=days) == apart


def test_days_apart_say_nothing_of_news_that_goes_on() -> None:
    one = ("Fire in Dunlin", "It burns.")
    other = ("Dunlin still burns", "It is out of hand.")
    assert not contradict(one, other, days=2.0)
