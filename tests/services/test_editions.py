"""From when on news are new to a chat."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from bot.core.model.chats import Chat, Schedule
from bot.services.editions import begins

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_an_edition_begins_where_the_last_one_ended_a_day_ago_at_least() -> None:
    assert begins(Chat(1), NOW) == NOW - timedelta(days=1)
    assert begins(Chat(1, last_edition_at=NOW - timedelta(hours=2)), NOW) == NOW - timedelta(days=1)
    assert begins(Chat(1, last_edition_at=NOW - timedelta(days=3)), NOW) == NOW - timedelta(days=3)
    assert begins(Chat(1, last_edition_at=NOW - timedelta(days=30)), NOW) > NOW - timedelta(days=5)


def test_a_weekly_edition_is_of_the_whole_week() -> None:
    weekly = Schedule((time(10),), (6,))
    assert begins(Chat(1, schedule=weekly), NOW) == NOW - timedelta(days=7)
    lately = NOW - timedelta(hours=1)
    assert begins(Chat(1, schedule=weekly, last_edition_at=lately), NOW) == NOW - timedelta(days=7)
