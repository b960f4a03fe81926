from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.chat.rendering.renderer import Renderer
from bot.chat.rendering.split import MAX_UNITS
from bot.core.model.editions import Cited, DigestStory, Disagreement, TimelineEntry
from tests.chat.stories import NOW, bridge, reader
from tests.chat.telegram_html import Parsed

RENDERER = Renderer(lambda name: name, "UTC")
HERE = "https://harbour-post.example/bridge#:~:text=a"


def told(text: str, outlet: str = "Harbour Post") -> Cited:
    return Cited(text, HERE, outlet)


def opened(story: DigestStory) -> Parsed:
    return Parsed(RENDERER.story(story, reader(), NOW).html)


HURT = Disagreement("people hurt", (told("at least 24"), told("31", "Evening Star")))
WENT = (
    TimelineEntry(date(2019, 1, 1), "year", told("The town plans a new bridge.", "Evening Star")),
    TimelineEntry(date(2026, 10, 1), "month", told("Cracks are found.")),
    TimelineEntry(date(2026, 11, 23), "day", told("The bridge closes.")),
)


def test_an_opened_story_tells_where_outlets_differ_and_how_it_went() -> None:
    story = replace(bridge(bullets=1), differences=(HURT,), timeline=WENT)
    assert opened(story).text.replace("\u00a0", " ").split("\n\n")[1:3] == [
        "Outlets differ:\n• people hurt: at least 24 (Harbour Post) ↗, 31 (Evening Star) ↗",
        "How it went:\n"
        "• 2019: The town plans a new bridge. (Evening Star) ↗\n"
        "• October 2026: Cracks are found. (Harbour Post) ↗\n"
        "• 23 November: The bridge closes. (Harbour Post) ↗",
    ]


def test_what_is_to_come_stands_apart_and_goes_when_its_day_has_passed() -> None:
    coming = (
        TimelineEntry(
            NOW.date() - timedelta(days=1), "day", told("The council meets."), ahead=True
        ),
        TimelineEntry(NOW.date() + timedelta(days=9), "day", told("The bridge opens."), ahead=True),
    )
    text = opened(replace(bridge(bullets=1), timeline=(*WENT, *coming))).text
    went, _, ahead = text.partition("Coming up:\n")
    assert "The bridge closes." in went
    assert "The bridge opens." in ahead
    assert "The bridge opens." not in went
    assert "The council meets." not in text


def test_what_one_outlet_alone_tells_does_not_name_it_on_every_line() -> None:
    story = bridge(bullets=1)
    alone = replace(story, articles=story.articles[:1], timeline=WENT[1:])
    text = opened(alone).text.replace("\u00a0", " ")
    assert "• October 2026: Cracks are found. ↗\n• 23 November: The bridge closes. ↗" in text


def test_a_story_without_them_says_nothing_of_them() -> None:
    text = opened(bridge()).text
    assert "differ" not in text and "How it went" not in text


@pytest.mark.parametrize("letters", [10, 400, 5000])
def test_however_much_there_is_to_tell_telegram_takes_it(letters: int) -> None:
    long = "<&> " * (letters // 4)
    story = replace(
        bridge(bullets=5),
        differences=(Disagreement(long, tuple(told(long, long) for _ in range(9))),) * 9,
        timeline=tuple(replace(WENT[2], told=told(long, long)) for _ in range(40)),
    )
    parsed = opened(story)
    assert len(parsed.text) <= MAX_UNITS
    assert not parsed.text.endswith(("Outlets differ:", "How it went:"))
