"""JSON-LD as plain dictionaries, whatever state it is in."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.text import markup
from bot.ingest.pages.structured import article, text_of, things, types


def found(*scripts: str) -> list[dict[str, Any]]:
    told = "".join(f"<script type='application/ld+json'>{one}</script>" for one in scripts)
    root = markup.parse(f"<html><head>{told}</head><body><p>x</p></body></html>")
    assert root is not None
    return things(root)


@pytest.mark.parametrize(
    ("script", "kinds"),
    [
        ('{"@type": "NewsArticle"}', ["NewsArticle"]),
        ('[{"@type": "A"}, {"@type": "B"}]', ["A", "B"]),
        ('{"@graph": [{"@type": "A"}, {"name": "untyped"}]}', ["A"]),
        ('{"@type": "WebPage", "mainEntity": {"@type": "A"}}', ["WebPage", "A"]),
        # What publishers commonly get wrong.
        ('{"@type": "A", "x": [1, 2,],}', ["A"]),
        ('{"@type": "A", "x": "two\nlines"}', ["A"]),
        ('<!-- {"@type": "A"} -->', ["A"]),
        ('//<![CDATA[\n{"@type": "A"}\n//]]>', ["A"]),
        # What is lost.
        ('{"@type": "A"', []),
        ("[" * 5000, []),
        ("7", []),
        ("", []),
    ],
)
def test_objects_are_found_and_mended_or_left(script: str, kinds: list[str]) -> None:
    assert [thing["@type"] for thing in found(script)] == kinds


def test_a_broken_script_does_not_hide_the_next_and_a_flood_is_bounded() -> None:
    assert len(found("{", '{"@type": "A"}')) == 1
    many = "[" + ",".join(['{"@type": "A"}'] * 150) + "]"
    assert len(found(many, many)) == 200


def test_types_lose_their_vocabulary() -> None:
    assert types({"@type": ["http://schema.org/NewsArticle", "Thing"]}) == {"NewsArticle", "Thing"}
    assert types({}) == set()


def test_the_article_is_the_fullest_object_of_an_articles_type() -> None:
    full = {"@type": "NewsArticle", "headline": "x", "author": "y"}
    shop = {"@type": "Organization", "a": 1, "b": 2, "c": 3, "d": 4}
    assert article([{"@type": "Article"}, full, shop]) == full
    assert article([shop]) == {}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" Ines ", "Ines"),
        ({"name": "Ines"}, "Ines"),
        ({"@value": "Ines"}, "Ines"),
        ([{"name": ["Ines", "Tom"]}], "Ines"),
        ([], ""),
        (7, ""),
        (None, ""),
    ],
)
def test_a_property_is_text_in_many_shapes(value: object, text: str) -> None:
    assert text_of(value) == text
