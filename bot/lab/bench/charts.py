"""Bar charts as SVG: a picture that any browser shows and any reviewer can diff."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

_WIDTH, _BAR, _GAP, _LABEL = 760, 16, 4, 150
_FIRST, _OTHERS = "#1f7a6b", "#9fb8b2"


def bar_chart(title: str, series: Mapping[str, Mapping[str, float]]) -> str:
    """Horizontal bars, a group for each key of `series`, a bar for each name in it; the first
    bar of a group stands out. Values are at least 0."""
    top = max((value for group in series.values() for value in group.values()), default=1.0) or 1.0
    parts, y = list[str](), 44
    for group, values in series.items():
        parts.append(f'<text x="12" y="{y + 12}" font-weight="600">{escape(group)}</text>')
        y += 22
        for number, (name, value) in enumerate(values.items()):
            parts.append(_bar(name, value, value / top, y, _OTHERS if number else _FIRST))
            y += _BAR + _GAP
        y += 14
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{y}" '
        f'viewBox="0 0 {_WIDTH} {y}" font-family="sans-serif" font-size="12" fill="#1d2b28">'
        f'<rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="12" y="24" font-size="16" font-weight="600">{escape(title)}</text>'
    )
    return head + "".join(parts) + "</svg>\n"


def _bar(name: str, value: float, share: float, y: int, colour: str) -> str:
    width = share * (_WIDTH - _LABEL - 70)
    return (
        f'<text x="{_LABEL - 8}" y="{y + 12}" text-anchor="end">{escape(name)}</text>'
        f'<rect x="{_LABEL}" y="{y}" width="{width:.1f}" height="{_BAR}" rx="2" fill="{colour}"/>'
        f'<text x="{_LABEL + width + 6:.1f}" y="{y + 12}">{value:.1f}</text>'
    )
