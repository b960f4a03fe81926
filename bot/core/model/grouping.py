"""What is kept of the grouping of articles, so that a start need not work it out again."""

from __future__ import annotations

from typing import NamedTuple


class KeptArticle(NamedTuple):
    """An article's id, story and feed, and its record (`core.stories.records`), if one is kept."""

    id: int
    story_id: int
    feed_id: int
    record: bytes | None


class KeptCounts(NamedTuple):
    """Counts of words in all articles up to the one with the id `through`."""

    through: int
    counts: bytes
