"""What the services need of what is stored of chats; `services.ports` has it with the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Protocol

from bot.core.model.chats import Chat, ManagedChannel, SettingsChange, Shown, Viewer
from bot.services.taste_ports import TasteMemory


class ChatStore(TasteMemory, Protocol):
    """Chats: their settings, and what they have been shown."""

    async def get(self, chat_id: int) -> Chat | None:
        """The chat's settings by its own id, or None for a chat we do not know."""

    async def places(self, telegram_id: int) -> list[Chat]:
        """The settings of a chat of Telegram's, and of each of its forum topics."""

    async def save(
        self,
        chat: Chat,
        *,
        before: Chat | None = None,
        at: datetime | None = None,
        undoes: int = 0,
    ) -> None:
        """Create or replace a chat's settings, with its topics and feeds.

        With what was `before`, the change can be taken back for a while from `at` on; `undoes` is
        the change that this takes back.
        """

    async def changes(self, chat_id: int, since: datetime) -> list[SettingsChange]:
        """The changes of a chat's settings since then, the newest first."""

    async def postpone(self, chat_id: int, next_due: datetime | None) -> None:
        """Its next edition comes then, and not when it was due."""

    async def heard(self, chat_id: int, now: datetime) -> None:
        """A reader has written or tapped there."""

    async def returned(self, chat_id: int) -> None:
        """What was missed in a pause has come, and the pause is over."""

    async def due(self, now: datetime, limit: int = 100) -> list[Chat]:
        """Active chats whose `next_due` has come, longest due first."""

    async def shown(self, chat_id: int, since: datetime, viewer: Viewer) -> dict[int, Shown]:
        """By story id: what this chat was shown since then; other copies of an article that the
        viewer may see count as shown with it."""

    async def shown_to(
        self, chat_ids: Collection[int], since: datetime, kept: dict[Any, Any] | None = None
    ) -> dict[int, dict[int, Shown]]:
        """The same of chats, each as it sees articles now; those without any are left out. `kept`
        holds from one call to the next what chats share, as it was stored at the first."""

    async def mark_shown(
        self, chat_id: int, pairs: Iterable[tuple[int, int]], now: datetime
    ) -> None:
        """Outside a planned slot: these (story id, article id) pairs were shown to the chat."""

    async def deactivate(self, telegram_id: int, reason: str, now: datetime) -> None:
        """It cannot be reached, in no topic: keep its settings, end its messages as GONE."""

    async def stop(self, chat_id: int, reason: str, now: datetime) -> None:
        """The same for one place alone: a chat without topics, or one topic."""

    async def sections(self, telegram_ids: Collection[int]) -> dict[int, dict[str, int]]:
        """By group and by topic of the news: the forum topic that its section of the group's
        editions goes to; groups that have none are left out."""

    async def move(self, old_id: int, new_id: int) -> None:
        """A group became a supergroup: settings, shown and unsent rows move; safe to repeat."""

    async def erase(self, telegram_id: int) -> None:
        """Delete every row that has to do with this chat and its topics, in every table."""

    async def count(self) -> int:
        """How many active chats there are."""


class ChannelStore(Protocol):
    """Which channels are managed from which private chats; a link proves no right."""

    async def link(self, chat_id: int, channel_id: int) -> ManagedChannel:
        """From this private chat the channel is managed; safe to repeat."""

    async def get(self, number: int, chat_id: int) -> ManagedChannel | None:
        """The link with this number, if it is this private chat's."""

    async def of(self, chat_id: int) -> list[ManagedChannel]:
        """The links of a private chat, the oldest first."""

    async def managers(self, channel_id: int) -> list[ManagedChannel]:
        """The links to a channel, the oldest first."""

    async def unlink(self, number: int) -> None:
        """The link ends; safe to repeat."""


class SectionStore(Protocol):
    """Which sections of a group's editions go to which of its forum topics."""

    async def sections(self, telegram_ids: Collection[int]) -> dict[int, dict[str, int]]:
        """By group and by topic of the news: the forum topic that its section goes to."""

    async def send_section(self, telegram_id: int, topic: str, thread_id: int) -> None:
        """The section of this topic goes to this forum topic, and to no other."""

    async def keep_section(self, telegram_id: int, topic: str, thread_id: int) -> None:
        """The section no longer goes to this forum topic; safe to repeat."""
