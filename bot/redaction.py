"""Hiding secrets, for every room of the bot. What a secret looks like is said in `config`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from config.secrets import redacted

__all__ = ["redacted", "redacted_deeply"]


def redacted_deeply(value: Any, known: Collection[str] = ()) -> Any:
    """`value` with every text in its mappings and lists redacted; numbers and None as they are.

    Anything else is told by its `str`, which may hold a secret too.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return {
            redacted(str(key), known): redacted_deeply(one, known) for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [redacted_deeply(one, known) for one in value]
    return redacted(value if isinstance(value, str) else str(value), known)
