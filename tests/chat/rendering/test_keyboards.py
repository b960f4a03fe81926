"""The buttons of each message, and the keys that they carry."""

from __future__ import annotations

import pytest

from bot.chat.rendering import keyboards
from bot.chat.rendering.callbacks import Step, parse
from bot.chat.rendering.keyboards import A_PAGE, Rows
from bot.core.editions.topics import Topic
from bot.core.model.editions import Headline
from bot.core.model.feeds import Feed
from tests.chat.stories import bridge, edition, reader

TOPICS = [Topic(f"topic{n}", f"Topic {n}", (), ()) for n in range(A_PAGE + 2)]


def labels(rows: Rows) -> list[list[str]]:
    return [[button.text for button in row] for row in rows]


def keys(rows: Rows) -> list[str]:
    return [button.data for row in rows for button in row if button.data]


def test_under_an_edition_stand_a_number_for_each_story_and_the_ways_on() -> None:
    rows = keyboards.edition(edition(*(bridge(n) for n in range(1, 11))), reader())
    assert labels(rows)[:4] == [list("123"), list("456"), list("789"), ["10"]]
    assert keys(rows)[:10] == [f"s:{n}" for n in range(1, 11)]
    assert len(rows) == 5


def test_a_word_stands_beside_a_number_and_smaller_stories_have_their_button() -> None:
    rest = (Headline(8, "Ferry"), Headline(9, "Chip"))
    shown = edition(bridge(1, word="Bridge"), rest=rest)
    rows = keyboards.edition(shown, reader())
    assert labels(rows)[:2] == [["1 Bridge"], ["2 smaller stories"]]
    assert rows[1][0].data == f"m:{int(shown.date.timestamp())}"
    unkept = keyboards.edition(edition(bridge(1), rest=rest, unkept=True), reader())
    assert not any(key.startswith("m:") for key in keys(unkept))
    assert len(keyboards.numbered(12, "Donaudampfschiff")) <= 15


def test_in_a_channel_a_number_is_the_way_to_the_source() -> None:
    rows = keyboards.edition(edition(bridge(1), bridge(2, url="")), reader(kind="channel"))
    ((button,),) = rows
    assert (button.text, button.url, button.data) == ("1", bridge().url, "")


def test_under_nothing_new_stands_the_same_edition_once_more() -> None:
    assert keys(keyboards.edition(edition(), reader())) == ["g:again", "n:topics"]


def test_an_open_story_leads_to_its_source_if_it_has_one_on_the_web() -> None:
    ((button,),) = keyboards.opened(bridge(), "en")
    assert button.url == bridge().url
    assert keyboards.opened(bridge(url="mailto:a@b.example"), "en") == ()


def test_topics_are_shown_a_page_at_a_time_the_followed_ones_ticked() -> None:
    first = keyboards.topics(TOPICS, ["topic1"], Step.SETUP, 0, "en")
    assert labels(first)[0] == ["Topic 0", "✓ Topic 1"]
    assert keys(first)[:2] == ["k:s:0:topic0", "l:s:0:topic1"]
    assert "p:s:1" in keys(first)
    last = keyboards.topics(TOPICS, [], Step.SETUP, 99, "en")
    assert labels(last)[0] == ["Topic 8", "Topic 9"]
    assert "p:s:0" in keys(last)


def test_the_way_on_depends_on_where_the_message_stands() -> None:
    assert keys(keyboards.topics(TOPICS, [], Step.SETUP, 0, "en"))[-1] == "w:s:ask"
    assert keys(keyboards.topics(TOPICS, [], Step.SETTINGS, 0, "en"))[-1] == "g:now"


def test_a_schedule_can_be_ended_only_where_there_is_one() -> None:
    assert "w:t:none" in keys(keyboards.when(Step.SETTINGS, "en", planned=True))
    assert "w:t:none" not in keys(keyboards.when(Step.SETTINGS, "en"))


@pytest.mark.parametrize(("page", "turn"), [(0, "y:1"), (1, "y:2"), (2, "y:0")])
def test_each_source_has_a_tap_that_ends_it_and_pages_go_round(page: int, turn: str) -> None:
    feed = Feed("https://gull.example/feed", "Gull", id=7)
    rows = keyboards.sources(TOPICS[:1], [feed], page, 3, "en")
    assert keys(rows)[:3] == [f"u:topic0:{page}", f"x:7:{page}", turn]


def test_every_key_is_read_again() -> None:
    every = (
        *keyboards.hours(Step.SETUP, "en"),
        *keyboards.beside_feeds(True, "en"),
        *keyboards.confirm_erase(29_500_000, "en"),
        *keyboards.near(TOPICS, "en"),
        *keyboards.follow(TOPICS, "en"),
    )
    assert len(keys(every)) > 20
    assert [data for data in keys(every) if parse(data) is None] == []
