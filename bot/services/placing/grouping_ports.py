"""What placing articles in stories needs of the store, beside the articles (`services.ports`)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Protocol

from bot.core.model.grouping import KeptArticle, KeptCounts


class GroupingStore(Protocol):
    """What grouping has worked out of the articles; all of it can be worked out again."""

    def kept(self, since: datetime, size: int = 1024) -> AsyncIterator[list[KeptArticle]]:
        """The articles first seen since then, by id, ascending, some at a time."""

    async def keep(self, records: Mapping[int, bytes]) -> None:
        """Keep records by the ids of their articles."""

    async def counts(self) -> dict[str, KeptCounts]:
        """The counts that were kept last, by name."""

    async def keep_counts(self, name: str, kept: KeptCounts) -> None:
        """Keep counts by a name."""
