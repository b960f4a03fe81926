"""What is drawn for many chats that are alike is drawn once, and for others anew."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

import pytest

from bot.chat.rendering.once import Once
from bot.chat.rendering.renderer import Renderer
from bot.core.model.chats import Chat, QuietHours, Schedule
from tests.chat.stories import NOW, bridge, edition, reader

OTHER = {
    "id": 77,
    "kind": "channel",
    "timezone": "Asia/Tokyo",
    "language": "fr",
    "topics": ("technology", "world"),
    "feed_ids": (4,),
    "schedule": Schedule((time(9),)),
    "next_due": NOW + timedelta(days=3),
    "last_edition_at": NOW - timedelta(days=2),
    "active": False,
    "stories": 2,
    "bullets": 1,
    "thread_id": 5,
    "created_at": datetime(2020, 1, 1, tzinfo=UTC),
    "only_feeds": True,
    "telegram_id": -100,
    "language_chosen": True,
    "reads": ("de",),
    "quiet": QuietHours(time(22), time(7)),
    "paused_until": NOW + timedelta(days=1),
    "away_since": NOW - timedelta(days=1),
    "heard_at": NOW,
    "asked_at": NOW,
    "admins_ask": True,
    "pictures": True,
    "hears_operator": True,
}
"""Another value for each field of a chat."""
PICTURE = "https://harbour-post.example/bridge.jpg"
DIGEST = edition(
    bridge(7, image=PICTURE, new_since=NOW - timedelta(hours=20)),
    bridge(8, topics=("world", "technology")),
    next_at=NOW + timedelta(hours=10),
)


def test_the_same_thing_drawn_the_same_way_is_drawn_once() -> None:
    once, drawn, things = Once[list[int], int](), list[int](), [[n] for n in range(300)]

    def draw(number: int) -> int:
        drawn.append(number)
        return number

    for way in ("a", "b", "a"):
        assert once.of(things[0], way, lambda: draw(0)) == 0
    assert once.of([0], "a", lambda: draw(1)) == 1, "alike, and yet another thing"
    assert drawn == [0, 0, 1]
    for thing in things:
        assert once.of(thing, "a", lambda thing=thing: draw(thing[0])) == thing[0]


def test_what_was_drawn_is_let_go_of_after_a_while_with_its_parts() -> None:
    part = lru_cache(str.upper)
    once, thing, drawn = Once[list[int], int](part), [1], list[int]()
    for seconds in (0, 55, 65, 70):
        once.turn_over(NOW + timedelta(seconds=seconds))
        drawn.append(once.of(thing, "a", lambda: len(drawn)))
        part("a")
    assert drawn == [0, 0, 2, 2]
    assert part.cache_info().misses == 1, "counted from when it was emptied"


def test_every_field_of_a_chat_has_another_value_here() -> None:
    assert set(OTHER) == {field.name for field in fields(Chat)}
    chat = reader()
    assert all(getattr(chat, name) != value for name, value in OTHER.items())


@pytest.mark.parametrize("name", sorted(OTHER))
@pytest.mark.parametrize("digest", [DIGEST, edition(next_at=NOW)], ids=["full", "empty"])
def test_a_chat_gets_its_own_drawing_of_an_edition_drawn_for_another(
    name: str, digest: object
) -> None:
    one = reader()
    other = replace(one, **{name: OTHER[name]})
    shared = Renderer(str.title)
    for chat in (one, other, one):
        assert shared.digest(digest, chat) == Renderer(str.title).digest(digest, chat)  # type: ignore[arg-type]


def test_what_a_caller_does_to_its_list_is_nothing_to_others() -> None:
    shared = Renderer(str.title)
    shared.digest(DIGEST, reader()).clear()
    assert shared.digest(DIGEST, reader())
