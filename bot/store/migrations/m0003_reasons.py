"""Why feeds could not be read is kept as a key, no longer as a sentence."""

from __future__ import annotations

from collections.abc import Mapping


def statements(_: Mapping[str, str]) -> str:
    """SQL: the one sentence that is compared with becomes its key. The others are shown as they
    stand until their feed is polled again."""
    return """
UPDATE feeds SET error = 'merged'
    WHERE error = 'it has moved to an address that is read already'
"""
