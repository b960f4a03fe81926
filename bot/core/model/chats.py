"""Chats: their settings, their slots, and what they have been shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from hashlib import blake2b
from typing import Any, TypedDict


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a chat's digests come: local times of day, on these weekdays (Monday is 0)."""

    times: tuple[time, ...] = ()
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Local time in which nothing is sent: from `begins` to `ends`, over midnight where that is
    the earlier one."""

    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class Viewer:
    """For whose eyes articles are looked up: those of the bundled feeds, and those of `feed_ids`,
    the feeds that the reader follows. The articles of all other feeds do not exist for them."""

    feed_ids: frozenset[int] = frozenset()


PUBLIC = Viewer()
"""One who follows no feed: sees the articles of the bundled feeds alone."""


_TOPICS_FROM = 2**62 + 2**61


def place_number(telegram_id: int, thread_id: int | None) -> int:
    """The id of a chat, or of one forum topic of it: a number (of 61 hashed bits) that no chat of
    Telegram's has, whose ids stay below 2^52."""
    if thread_id is None:
        return telegram_id
    place = blake2b(f"{telegram_id} {thread_id}".encode(), digest_size=8).digest()
    return _TOPICS_FROM + int.from_bytes(place, "big") % 2**61


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat's settings, and nothing else of it: no name, no message text is ever kept.

    Each forum topic of a group is a chat of its own with its own `id`; of what is no topic that is
    Telegram's id. `telegram_id` is Telegram's, None where `id` is.
    `timezone` is an IANA name, None until the chat has set one. `topics` are names from
    topics.toml; `feed_ids` the chat's own feeds. `next_due` is the next slot (UTC), kept so that
    what is due is a query; None when nothing is scheduled. `only_feeds` says that nothing but
    the chat's own feeds is wanted where no topic is chosen. `thread_id` is the forum topic.

    `language` is that of the interface, `language_chosen` whether it was chosen by hand. `reads`
    are the languages of the news (ISO 639 codes), none for all. Nothing comes in `quiet` hours, nor
    before `paused_until`; `away_since` is when the pause began, until what was missed has come.
    `heard_at` is when a reader last wrote or tapped (to half a day), `asked_at` when the chat was
    asked whether it gets too much. `admins_ask` leaves whole editions of a group to be asked for
    by its administrators. `pictures` says that the lead story comes with its picture,
    `hears_operator` that a channel takes messages of those who run the bot.
    """

    id: int
    kind: str = "private"
    timezone: str | None = None
    language: str = "en"
    topics: tuple[str, ...] = ()
    feed_ids: tuple[int, ...] = ()
    schedule: Schedule = Schedule()
    next_due: datetime | None = None
    last_edition_at: datetime | None = None
    active: bool = True
    stories: int = 8
    bullets: int = 3
    thread_id: int | None = None
    created_at: datetime | None = None
    only_feeds: bool = False
    telegram_id: int | None = None
    language_chosen: bool = False
    reads: tuple[str, ...] = ()
    quiet: QuietHours | None = None
    paused_until: datetime | None = None
    away_since: datetime | None = None
    heard_at: datetime | None = None
    asked_at: datetime | None = None
    admins_ask: bool = False
    pictures: bool = False
    hears_operator: bool = False

    @property
    def wants_everything(self) -> bool:
        """Whether no topic is chosen, so that all of them come, besides feeds of its own."""
        return not self.topics and not (self.only_feeds and self.feed_ids)

    @property
    def viewer(self) -> Viewer:
        """What the chat may see now; a feed that it no longer follows is gone from its sight."""
        return Viewer(frozenset(self.feed_ids))


class ChatChanges(TypedDict, total=False):
    """The fields of a `Chat` that readers change."""

    topics: tuple[str, ...]
    feed_ids: tuple[int, ...]
    only_feeds: bool
    admins_ask: bool
    schedule: Schedule
    timezone: str | None
    language: str
    active: bool
    language_chosen: bool
    reads: tuple[str, ...]
    quiet: QuietHours | None
    paused_until: datetime | None
    away_since: datetime | None
    stories: int
    bullets: int
    pictures: bool
    hears_operator: bool


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """A change of a chat's settings that can be taken back: `before` holds the fields of `Chat`
    that it changed, as they were; `undone` says that it has been taken back."""

    id: int
    at: datetime
    before: Mapping[str, Any] = field(default_factory=dict)
    undone: bool = False


@dataclass(frozen=True, slots=True)
class ManagedChannel:
    """That a channel is set up from a private chat: `number` stands for it in that chat's buttons.
    Neither its title nor anybody's rights are kept: Telegram is asked each time."""

    number: int
    chat_id: int
    channel_id: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One planned edition of one chat. `key` is its local date and hour ("2026-11-23T07:30"):
    a slot planned twice is one slot, and a daylight-saving change never makes two of one."""

    chat_id: int
    key: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """That a chat has been shown these articles of a story, last at `at`."""

    story_id: int
    at: datetime
    article_ids: frozenset[int]
