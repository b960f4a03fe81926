"""What the services need of the store for tastes, beside `ports`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.core.model.editions import Contents
from bot.core.model.tastes import Rule, Taste


class TasteMemory(Protocol):
    """What an edition needs: a chat's taste, and what its editions held."""

    async def taste(self, chat_id: int, now: datetime) -> Taste:
        """What the chat mutes, follows and leans to at `now`."""

    async def tastes(self, chat_ids: Collection[int], now: datetime) -> dict[int, Taste]:
        """The tastes of chats at `now`; those that have said nothing are left out."""

    async def contents(self, chat_id: int, second: int | None = None) -> Contents | None:
        """What the chat's edition of that second held, or its last edition."""

    async def contents_with(self, chat_id: int, story_id: int) -> Contents | None:
        """What the chat's last edition held in which this story stood."""

    async def keep_contents(self, chat_id: int, held: Contents) -> None:
        """Remember what an edition of this chat held."""


class TasteStore(Protocol):
    """Rules of chats, by their own id; see `bot.store.chats.taste_store`."""

    async def of(self, chat_id: int, now: datetime) -> Taste:
        """The saved rules that hold at `now`."""

    async def rule(self, chat_id: int, rule_id: int) -> Rule | None:
        """One rule of this chat, saved or not."""

    async def put(self, chat_id: int, rule: Rule, now: datetime) -> Rule | None:
        """Store a rule, one of the same thing made anew; None where the chat has too many."""

    async def set_saved(
        self, chat_id: int, rule_id: int, saved: bool, until: datetime | None
    ) -> Rule | None:
        """Let a rule hold until then, or not any more; None where the chat has no such rule."""

    async def remove(self, chat_id: int, rule_id: int) -> None:
        """Forget a rule; safe to repeat."""

    async def show_card(
        self, chat_id: int, message_id: int, story_id: int, now: datetime, place: int
    ) -> None:
        """Remember that this message of Telegram's chat shows this story of the place."""

    async def place_of_card(self, chat_id: int, message_id: int) -> int | None:
        """Whose story this message of Telegram's chat shows; None where that is not known."""

    async def vote(self, chat_id: int, message_id: int, vote: int) -> tuple[int, int] | None:
        """Set the vote (-1, 0, 1) on a card; its story, and the vote before."""
