from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.schedule.spans import Lasting, split_span

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("words", "rest", "length"),
    [
        ("election 2w", "election", 14 * DAY),
        ("election 3 days", "election", 3 * DAY),
        ("election for a week", "election", 7 * DAY),
        ("transfer window 12h", "transfer window", DAY / 2),
        ("Wahl für eine Woche", "Wahl", 7 * DAY),
        ("elecciones por 2 semanas", "elecciones", 14 * DAY),
        ("élection pendant 3 jours", "élection", 3 * DAY),
        ("eleição por um mês", "eleição", 30 * DAY),
        ("выборы на неделю", "выборы", 7 * DAY),
        ("выборы 2 недели", "выборы", 14 * DAY),
        ("election for ever", "election", None),
        ("election forever", "election", None),
        ("election 9999 years", "election", 3650 * DAY),
    ],
)
def test_an_end_is_read_from_the_last_words(
    words: str, rest: str, length: timedelta | None
) -> None:
    assert split_span(words) == Lasting(rest, length)


@pytest.mark.parametrize(
    "words", ["fashion week", "2w", "a day", "formula 1", "", "state of the art"]
)
def test_words_that_only_look_like_an_end_stay(words: str) -> None:
    assert split_span(words) == Lasting(words)
