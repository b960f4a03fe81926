"""The picture of /stats: its axes, its numbers, and that nothing at all can be drawn too."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.chat.rendering.pictures.statistics_picture import short, statistics_picture, top_of
from bot.core.feeds.health import Condition
from bot.core.model.statistics import Delays, StoredStatistics
from tests.chat.rendering.pictures.test_canvas import Pixels, decoded

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def stored(subscribers: int, delays: tuple[Delays, ...] = ()) -> StoredStatistics:
    month = tuple((TODAY - timedelta(days=29 - n), subscribers) for n in range(30))
    week = tuple((TODAY - timedelta(days=6 - n), subscribers) for n in range(7))
    return StoredStatistics(NOW, {"private": subscribers}, month, week, delays, 0, 0)


def panel(pixels: Pixels, number: int) -> str:
    left, upper = (number - 1) % 2 * 420, (number - 1) // 2 * 280
    return " ".join(" ".join(row[left : left + 420]) for row in pixels[upper : upper + 280])


def test_each_panel_shows_its_numbers() -> None:
    delays = (Delays(TODAY - timedelta(days=1), 1.0, 4.0), Delays(TODAY, 2.0, 5.0))
    feeds = {Condition.OK: 9, Condition.FAILING: 3}
    pixels = decoded(statistics_picture(stored(80, delays), feeds))
    assert (len(pixels), len(pixels[0])) == (560, 840)
    bars = [panel(pixels, number).count("green") for number in (1, 2, 3, 4)]
    assert all(count > 100 for count in bars)
    assert "red" in panel(pixels, 3) and "red" not in panel(pixels, 1)
    assert "amber" in panel(pixels, 4) and "amber" not in panel(pixels, 3)


def test_a_bot_that_nobody_uses_yet_has_a_picture_too() -> None:
    pixels = decoded(statistics_picture(stored(0), {}))
    assert "green" not in panel(pixels, 1) and "amber" not in panel(pixels, 4)


@pytest.mark.parametrize(
    ("highest", "top"),
    [(0.2, 1), (1, 1), (1.1, 2), (3, 5), (10, 10), (11, 20), (950, 1000), (1001, 2000), (5e6, 5e6)],
)
def test_an_axis_ends_at_a_round_number(highest: float, top: float) -> None:
    assert top_of(highest) == top


@pytest.mark.parametrize(
    ("value", "label"),
    [(0, "0"), (0.5, "0.5"), (950, "950"), (1000, "1k"), (12_500, "12.5k"), (2_500_000, "2.5M")],
)
def test_labels_are_short(value: float, label: str) -> None:
    assert short(value) == label
