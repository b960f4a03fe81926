"""How long an edition is: three lengths to choose from, and a reading time that is filled.

>>> LENGTHS[Length.MEDIUM]
(8, 3)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from bot.core.model.editions import Digest, DigestStory, Headline
from summarizers.text.fold import fold

WORDS_A_MINUTE = 220
"""Silent reading of news prose: Brysbaert 2019 (238), a little slower."""
MAX_MINUTES = 30
STORIES_A_MINUTE = 6
"""More than anybody reads: a story has some fifty words."""
_TITLE_WORDS, _BULLET_WORDS = 10, 24  # of an ordinary headline and bullet


class Length(StrEnum):
    """The lengths that a reader chooses from."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


LENGTHS: Mapping[Length, tuple[int, int]] = {
    Length.SHORT: (5, 2),
    Length.MEDIUM: (8, 3),
    Length.LONG: (15, 4),
}
"""Stories of an edition, and bullets of each."""


def length_of(stories: int) -> Length:
    """The length that comes nearest to this number of stories."""
    return min(LENGTHS, key=lambda length: abs(LENGTHS[length][0] - stories))


def usual_minutes(length: Length) -> int:
    """About how long an edition of this length takes to read."""
    stories, bullets = LENGTHS[length]
    return max(1, round(stories * (_TITLE_WORDS + bullets * _BULLET_WORDS) / WORDS_A_MINUTE))


def words_of(story: DigestStory) -> int:
    """The words of a story that are read: its headline and its bullets."""
    return sum(len(text.split()) for text in (story.title, *(b.text for b in story.bullets)))


def reading_minutes(stories: Sequence[DigestStory]) -> int:
    """How long stories take to read, in whole minutes, at least one."""
    return max(1, round(sum(map(words_of, stories)) / WORDS_A_MINUTE))


_MINUTES = re.compile(
    r"(?:\w+\s+)?(\d{1,2})\s*-?\s*(?:m|min|mins|minutes?|minuten?|minutos?|минут[аы]?|мин|м)\.?"
)


def minutes_from(words: str) -> int | None:
    """The reading time that somebody asks for: "3m", "in 5 minutes", "5 минут"; else None."""
    found = _MINUTES.fullmatch(fold(words)) if len(words) < 40 else None
    minutes = int(found[1]) if found else 0
    return min(minutes, MAX_MINUTES) or None


def fill(digest: Digest, minutes: int) -> Digest:
    """The edition cut to this reading time: stories in the order of their weight, as they fit.

    The heaviest story always stays; those for which there is no time are among the rest.
    """
    left, kept = minutes * WORDS_A_MINUTE, set[int]()
    for story in sorted(digest.stories, key=_place):
        if not kept or words_of(story) <= left:
            kept.add(story.id)
            left -= words_of(story)
    over = [story for story in sorted(digest.stories, key=_place) if story.id not in kept]
    rest = tuple(Headline(story.id, story.title) for story in over)
    told = tuple(story for story in digest.stories if story.id in kept)
    return replace(digest, stories=told, rest=(*rest, *digest.rest))


def _place(story: DigestStory) -> int:
    """Where the story stands in the order of weights."""
    return story.why.place if story.why else 0
