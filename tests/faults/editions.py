"""What the killed process has to deliver: shared by it and by the test that counts."""

from __future__ import annotations

CHATS = range(1, 9)
EDITIONS = 3
PARTS = 2
IN_FLIGHT = 4


def expected_texts() -> set[str]:
    """Every message: chat/edition/part."""
    return {f"{c}/{e}/{p}" for c in CHATS for e in range(EDITIONS) for p in range(PARTS)}


def used_by(edition: int) -> list[tuple[int, int]]:
    """The (story id, article id) pairs that an edition uses."""
    return [(edition, edition * 10), (edition, edition * 10 + 1)]
