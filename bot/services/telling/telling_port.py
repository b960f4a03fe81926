"""What telling stories needs of the store, beside the articles (`services.ports`)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.model.tellings import KeptTelling


class TellingStore(Protocol):
    """What was told of stories; all of it can be told again. A story that changes is forgotten."""

    async def kept(self, keys: Collection[bytes], version: int) -> dict[bytes, str]:
        """What this version told, by key; other keys are left out."""

    async def keep(self, told: Sequence[KeptTelling], version: int) -> None:
        """Keep what this version told, in the place of what another one did; nothing of articles
        that are not in their story any more."""

    async def untold(
        self,
        since: datetime,
        until: datetime,
        bullets: int,
        version: int,
        limit: int,
        without: Collection[int] = (),
    ) -> list[tuple[int, datetime]]:
        """Public stories of which this version has told nobody with so many bullets: their ids, and
        when an article of them was seen, between these times; the newest first, `without` some."""
