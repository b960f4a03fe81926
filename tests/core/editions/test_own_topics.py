"""The operator's own topics, beside the shipped ones and joined with them."""

from __future__ import annotations

import pytest

from bot.chat.rendering.callbacks import Step, Verb, key, parse
from bot.core.editions.own_topics import MAX_TITLE, names_of, shipped_topic, with_own
from bot.core.editions.topics import Topic, Topics
from config.sources import load_topics

SHIPPED = Topics(Topic(t.name, t.title, t.aliases, t.words) for t in load_topics())
OWN = (
    "Машинное обучение",
    "स्थानीय समाचार",
    "ข่าวท้องถิ่น",
    "地方新闻",
    "Café culture",
    "C++ & Rust",
    "Work/Team: reading",
    "⚽",
    "x" * 300,
)


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("Tech", "technology"),
        ("World News", "world"),
        ("news", "world"),
        ("SPORT", "sport"),
        ("Science blogs", "science"),
        ("Wirtschaft", "business"),
        ("Knitting", None),
        ("My feeds", None),
        ("", None),
    ],
)
def test_names_near_the_shipped_ones_are_joined(name: str, topic: str | None) -> None:
    found = shipped_topic(SHIPPED, name)
    assert (found.name if found else None) == topic


@pytest.mark.parametrize("name", OWN)
def test_a_topic_of_any_script_is_found_by_its_name_and_fits_on_a_button(name: str) -> None:
    known = with_own(SHIPPED, [name])
    (topic,) = known.all[len(SHIPPED.all) :]
    assert len(topic.title) <= MAX_TITLE
    assert names_of(known, SHIPPED, [name]) == (topic.name,)
    tapped = parse(key(Verb.TICK, Step.SETTINGS, 99, topic.name))
    assert tapped is not None and known.get(tapped.name) == topic
    if name != "⚽" and len(name) <= 120:
        assert known.match(name) == topic
        assert known.match(f"#{name.upper()}") == topic


def test_spellings_of_one_name_are_one_topic_and_shipped_ones_come_first() -> None:
    known = with_own(SHIPPED, ["Knitting", "KNITTING ", "Tech", "knítting", ""])
    assert [topic.title for topic in known.all[len(SHIPPED.all) :]] == ["Knitting"]
    assert known.all[: len(SHIPPED.all)] == SHIPPED.all
    assert names_of(known, SHIPPED, ["knitting", "Tech", "technology"]) == (
        "knitting",
        "technology",
    )
