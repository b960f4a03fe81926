"""What was told of stories, as it is kept, so that a start need not tell them again."""

from __future__ import annotations

from typing import NamedTuple


class KeptTelling(NamedTuple):
    """What was told of a story with so many `bullets` (0: opened). `key` is a digest of all that
    it follows from, `told` its own words, `article_ids` are the articles that it tells of."""

    key: bytes
    story_id: int
    bullets: int
    told: str
    article_ids: tuple[int, ...] = ()
