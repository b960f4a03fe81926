"""Editions before their stories are told. Those of chats that wish the same are made once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.editions.composition import DigestParts, compose_from
from bot.core.editions.lineup import LineUp
from bot.core.editions.needed_texts import needed_of
from bot.core.editions.telling import Tell
from bot.core.model.chats import Chat, Shown
from bot.core.model.editions import Digest
from bot.services.telling.story_teller import Asked, StoryTeller

_KEPT = 256  # editions, some 20 kB each beside the stories that they share


@dataclass(frozen=True, slots=True)
class EditionDraft:
    """An edition before its stories are told; `whole` says that they come with their texts."""

    chat: Chat
    limit: int
    line: LineUp
    shown: Mapping[int, Shown]
    parts: DigestParts
    whole: bool = False

    def key(self) -> tuple[Any, ...]:
        """The same for drafts that become the same edition of one moment. A line-up stands for the
        choice that it was made for: what a taste or an own feed has a part in is of one chat."""
        shown, order = self.shown, self.line.order
        known = frozenset([shown[one.id] for one in order if one.id in shown] if shown else [])
        wished = self.limit, self.chat.bullets, self.chat.topics, self.whole
        return id(self.line), known, wished, tuple(sorted(self.parts.items()))

    def asks(self) -> list[Asked]:
        """The stories that have to be told."""
        viewer, bullets = self.chat.viewer, self.chat.bullets
        return [
            Asked(story, bullets, self.shown.get(story.id), viewer, self.whole)
            for story in needed_of(self.line, self.limit, self.shown)
        ]

    def composed(self, now: datetime, tell: Tell) -> Digest:
        """The edition."""
        return compose_from(
            self.line,
            now=now,
            limit=self.limit,
            bullets=self.chat.bullets,
            shown=self.shown,
            topics=self.chat.topics,
            tell=tell,
            **self.parts,
        )


Made = dict[tuple[Any, ...], tuple[EditionDraft, Digest]]
"""Editions by what they follow from, each with its draft, so that its line-up stays."""


async def finished(
    drafts: Sequence[EditionDraft], now: datetime, teller: StoryTeller, made: Made
) -> list[Digest]:
    """The editions of these drafts, in their order: what was `made` before is the same object, and
    what is made now is there afterwards."""
    if len(made) > _KEPT:
        made.clear()
    keys = [(now, *one.key()) for one in drafts]
    teller.turn_over(now)
    new = {key: one for key, one in zip(keys, drafts, strict=True) if key not in made}
    # Beside the event loop: of chats that were shown much, no two ask for the same.
    asked = await asyncio.to_thread(lambda: [one for each in new.values() for one in each.asks()])
    tell = await teller.ready(asked)
    made |= await asyncio.to_thread(
        lambda: {key: (one, one.composed(now, tell)) for key, one in new.items()}
    )
    return [made[key][1] for key in keys]
