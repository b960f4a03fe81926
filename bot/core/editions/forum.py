"""An edition of a forum group, taken apart: sections that have a forum topic go there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core.editions.composition import section_of
from bot.core.model.editions import Digest, DigestStory

Part = tuple[int | None, Digest]
"""A forum topic (None: the group itself), and what goes there."""


def by_thread(digest: Digest, followed: Sequence[str], sections: Mapping[str, int]) -> list[Part]:
    """The parts of an edition: the group's own first, then each forum topic's in the order of its
    first story. `sections` says by topic which forum topic has its section.

    What is said of the edition as a whole stays with the group; where no story stays there, the
    group itself gets nothing, and the smaller stories wait for the next edition.
    """
    there = dict[int | None, list[DigestStory]]()
    for story in digest.stories:
        there.setdefault(sections.get(section_of(story, followed)), []).append(story)
    here = there.pop(None, [])
    parts = [(thread, _part(digest, stories)) for thread, stories in there.items()]
    if not parts:
        return [(None, digest)]
    gone = sum(part.article_count for _, part in parts)
    whole = replace(digest, stories=tuple(here), article_count=max(0, digest.article_count - gone))
    return [(None, whole), *parts] if here else list(parts)


def _part(digest: Digest, stories: Sequence[DigestStory]) -> Digest:
    count = sum(len(story.articles) for story in stories)
    return replace(
        digest,
        stories=tuple(stories),
        article_count=count,
        rest=(),
        finished=(),
        missing=(),
        elsewhere=(),
    )
