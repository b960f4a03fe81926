"""The pictures of the benchmarks."""

from __future__ import annotations

from xml.etree import ElementTree

from bot.lab.bench.charts import bar_chart


def test_bars_are_as_long_as_their_values_and_names_are_escaped() -> None:
    picture = bar_chart("F1 & more", {"set": {"précis": 90.0, "a<b": 45.0}})
    root = ElementTree.fromstring(picture)
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    widths = [
        float(node.attrib["width"])
        for node in root.iter("{http://www.w3.org/2000/svg}rect")
        if "%" not in node.attrib["width"]
    ]
    bars = [width for width in widths if width in sorted(widths)[:2]]
    assert {"précis", "a<b", "90.0", "45.0"} <= set(texts)
    assert abs(bars[0] - 2 * bars[1]) < 0.2


def test_nothing_measured_is_a_picture_too() -> None:
    assert bar_chart("nothing", {}).startswith("<svg")
