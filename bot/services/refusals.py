"""Why a wish cannot be met, as a value: the texts have the words for each key."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """`key` names the words that tell the reader; `detail` is what they are told of the case."""

    key: str
    detail: str = ""
