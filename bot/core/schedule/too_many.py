"""When a reader is asked, once, whether the editions are too many."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.model.chats import Chat, Schedule
from bot.core.schedule.wishes import WEEKLY_DAY

SILENCE = timedelta(days=7)
"""Without a tap or a word for that long, editions may be too many."""


def asks(chat: Chat, now: datetime) -> bool:
    """Whether to ask with the edition that comes at `now`: of a person alone, never twice."""
    heard = chat.heard_at or chat.created_at
    silent = heard is not None and now - heard >= SILENCE
    came = chat.last_edition_at is not None and bool(chat.schedule.times)
    return chat.kind == "private" and chat.asked_at is None and silent and came


def once_a_day(schedule: Schedule) -> Schedule:
    """The first hour of each day alone."""
    return replace(schedule, times=schedule.times[:1])


def once_a_week(schedule: Schedule) -> Schedule:
    """The first hour, on Sundays alone."""
    return Schedule(schedule.times[:1], (WEEKLY_DAY,))
