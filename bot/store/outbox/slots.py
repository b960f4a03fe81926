"""The name of a slot among the messages of one chat of Telegram's."""

from __future__ import annotations


def slot_in(key: str, thread_id: int | None) -> str:
    """The slot's key, told apart from that of the same hour in another forum topic."""
    return key if thread_id is None else f"{key} in topic {thread_id}"
