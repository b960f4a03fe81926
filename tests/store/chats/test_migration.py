"""A group that became a supergroup: one chat under two ids, made one again.

That its messages and what it was shown move along is in `test_chat_store`.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.core.model.chats import Chat, Schedule
from bot.store import Stores
from bot.store.chats.migration import merged

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
DAY = timedelta(days=1)
OLD, NEW = -500, -1_001_234_567_890_123
MORNINGS, EVENINGS = Schedule((time(7, 30),)), Schedule((time(18),))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"timezone": "Europe/Rome"}, {}, {"timezone": "Europe/Rome"}),
        ({"timezone": "Europe/Rome"}, {"timezone": "UTC"}, {"timezone": "UTC"}),
        ({"topics": ("a", "b")}, {"topics": ("c", "b")}, {"topics": ("c", "b", "a")}),
        ({"feed_ids": (1, 2)}, {"feed_ids": (2, 3)}, {"feed_ids": (2, 3, 1)}),
        (
            {"schedule": MORNINGS, "next_due": NOW},
            {"next_due": None},
            {"schedule": MORNINGS, "next_due": NOW},
        ),
        (
            {"schedule": MORNINGS, "next_due": NOW},
            {"schedule": EVENINGS, "next_due": NOW + DAY},
            {"schedule": EVENINGS, "next_due": NOW + DAY},
        ),
        ({"active": True}, {"active": False}, {"active": True}),
        (
            {"created_at": NOW - DAY, "last_edition_at": NOW},
            {"created_at": NOW, "last_edition_at": NOW - DAY},
            {"created_at": NOW - DAY, "last_edition_at": NOW},
        ),
    ],
)
def test_what_the_new_id_has_not_set_is_taken_from_the_old(
    old: dict[str, object], new: dict[str, object], expected: dict[str, object]
) -> None:
    made = merged(Chat(OLD, **old), Chat(NEW, **new))  # type: ignore[arg-type]
    assert made == Chat(NEW, **expected)  # type: ignore[arg-type]


async def test_settings_move_once_however_often_the_move_is_told(stores: Stores) -> None:
    await stores.chats.save(Chat(OLD, kind="group", topics=("world",)))
    for _ in range(2):
        await stores.chats.move(OLD, NEW)
    moved = await stores.chats.get(NEW)
    assert moved is not None
    assert (moved.kind, moved.topics) == ("supergroup", ("world",))
    assert await stores.chats.get(OLD) is None


@pytest.mark.parametrize("to", [OLD, 0])
async def test_a_move_to_itself_or_to_nowhere_changes_nothing(stores: Stores, to: int) -> None:
    await stores.chats.save(Chat(OLD, kind="group", topics=("world",)))
    await stores.chats.move(OLD, to)
    left = await stores.chats.get(OLD)
    assert left is not None and left.topics == ("world",)
    assert await stores.chats.count() == 1


async def test_a_chat_that_nobody_knows_moves_without_a_trace(stores: Stores) -> None:
    await stores.chats.move(OLD, NEW)
    assert await stores.chats.count() == 0
