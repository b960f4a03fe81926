"""Four charts in one picture: subscribers, editions, feeds, delays. The words stand beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.chat.rendering.pictures.canvas import Canvas, width_of
from bot.core.feeds.health import Condition
from bot.core.model.statistics import StoredStatistics

ORDER = (
    (Condition.OK, "green"),
    (Condition.NEW, "pale"),
    (Condition.SILENT, "amber"),
    (Condition.ODD, "amber"),
    (Condition.FAILING, "red"),
    (Condition.GONE, "ink"),
)
"""Feeds by condition, from left to right."""
_PANEL_WIDTH, _PANEL_HEIGHT = 420, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 40, 34  # pixels around a chart
_WIDTH, _HEIGHT = _PANEL_WIDTH - _LEFT - _RIGHT, _PANEL_HEIGHT - _TOP - _BOTTOM
_STEPS = (1, 2, 5, 10)

Bars = Sequence[tuple[str, float, str]]
"""Label, height and colour of each bar."""


def statistics_picture(stored: StoredStatistics, feeds: Mapping[Condition, int]) -> bytes:
    """A PNG of 840 by 560 pixels; its panels are numbered from 1 to 4."""
    canvas = Canvas(2 * _PANEL_WIDTH, 2 * _PANEL_HEIGHT)
    _bars(canvas, 1, [(f"{day:%d}", count, "green") for day, count in stored.subscribers])
    _bars(canvas, 2, [(f"{day:%m-%d}", count, "green") for day, count in stored.editions])
    _bars(canvas, 3, [("", feeds.get(kind, 0), colour) for kind, colour in ORDER], numbered=True)
    _lines(canvas, stored)
    return canvas.png()


def top_of(highest: float) -> float:
    """The upper end of an axis: 1, 2 or 5 times a power of ten that is not below `highest`."""
    power = 1.0
    while power * 10 < highest:
        power *= 10
    return next((step * power for step in _STEPS if step * power >= highest), power * 10)


def short(value: float) -> str:
    """A number in at most five characters: "950", "12k", "1.5M", "0.5"."""
    for size, unit in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:.1f}".removesuffix(".0")[:4].removesuffix(".") + unit
    return f"{value:.1f}".removesuffix(".0")


def _axes(canvas: Canvas, number: int, top: float) -> tuple[int, int]:
    """Frame, panel number and grid; the lower left corner of the chart."""
    x = (number - 1) % 2 * _PANEL_WIDTH
    y = (number - 1) // 2 * _PANEL_HEIGHT
    canvas.text(x + 14, y + 12, str(number), scale=2)
    left, bottom = x + _LEFT, y + _PANEL_HEIGHT - _BOTTOM
    for share in (0.0, 0.5, 1.0):
        at = bottom - round(share * _HEIGHT)
        canvas.box(left, at, _WIDTH, 1, "grid" if share else "ink")
        label = short(top * share)
        canvas.text(left - 6 - width_of(label), at - 3, label)
    return left, bottom


def _bars(canvas: Canvas, number: int, bars: Bars, *, numbered: bool = False) -> None:
    top = top_of(max((height for _, height, _ in bars), default=1) or 1)
    left, bottom = _axes(canvas, number, top)
    slot = _WIDTH // max(1, len(bars))
    every = -(-width_of("00-00") // max(1, slot)) if slot < width_of("00-00") else 1
    for place, (label, height, colour) in enumerate(bars):
        tall = round(height / top * _HEIGHT)
        x = left + place * slot
        canvas.box(x + slot // 8, bottom - tall, slot - slot // 4, tall, colour)
        if numbered:
            canvas.text(x + slot // 8, bottom - tall - 10, short(height))
        if place % every == 0:
            canvas.text(x + (slot - width_of(label)) // 2, bottom + 8, label)


def _lines(canvas: Canvas, stored: StoredStatistics) -> None:
    """The median delay of each day and, in amber, what nineteen of twenty keep to."""
    top = top_of(max((one.slow for one in stored.delays), default=1) or 1)
    left, bottom = _axes(canvas, 4, top)
    slot = _WIDTH // max(1, len(stored.delays))
    middles = [left + place * slot + slot // 2 for place in range(len(stored.delays))]
    for name, colour in (("slow", "amber"), ("median", "green")):
        heights = [bottom - round(getattr(one, name) / top * _HEIGHT) for one in stored.delays]
        points = list(zip(middles, heights, strict=True))
        canvas.line(points, colour)
        for x, y in points:
            canvas.box(x - 2, y - 2, 6, 6, colour)
    for x, one in zip(middles, stored.delays, strict=True):
        label = f"{one.day:%m-%d}"
        canvas.text(x - width_of(label) // 2, bottom + 8, label)
