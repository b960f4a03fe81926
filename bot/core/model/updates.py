"""Updates as they came from Telegram, waiting to be handled."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update whose turn has not come: `body` is its JSON.

    `chat_id` is the chat in whose order it stands; an update without a chat stands alone, in a
    chat of its own whose number no other update has.
    """

    id: int
    chat_id: int
    body: str
