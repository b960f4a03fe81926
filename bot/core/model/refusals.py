"""Why a wish cannot be met, as a value: the texts have the words for each key."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.model.reasons import Unreadable


@dataclass(frozen=True, slots=True)
class Refusal:
    """`key` names the words that tell the reader; `detail` is what they are told of the case, or
    `why` something could not be read."""

    key: str
    detail: str = ""
    why: Unreadable | None = None
