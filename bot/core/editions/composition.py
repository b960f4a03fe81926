"""Stories in, an edition of finite length out: what is read, in which order, and what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypedDict, Unpack

from bot.core.editions import ranking
from bot.core.editions.lineup import LineUp, line_up
from bot.core.editions.telling import Tell, in_brief
from bot.core.model.articles import Story
from bot.core.model.chats import Shown
from bot.core.model.editions import MAX_REST, Digest, DigestStory, Headline, Why
from bot.core.model.tastes import NO_TASTE, Taste

OTHER = "other"


def section_of(story: DigestStory, wanted: Sequence[str] = ()) -> str:
    """The topic under which a story stands: the first of the chat's own, else its first."""
    own = [topic for topic in wanted if topic in story.topics]
    return (own or list(story.topics) or [OTHER])[0]


def _in_sections(stories: Sequence[DigestStory], wanted: Sequence[str]) -> tuple[DigestStory, ...]:
    """The stories by section: the reader's topics in the reader's order, then the others, each
    where its heaviest story would stand."""
    order: dict[str, list[DigestStory]] = {topic: [] for topic in wanted}
    for story in stories:
        order.setdefault(section_of(story, wanted), []).append(story)
    rest = order.pop(OTHER, [])
    return tuple(story for section in (*order.values(), rest) for story in section)


class DigestParts(TypedDict, total=False):
    """What goes into a Digest as it is."""

    missing: tuple[str, ...]
    next_at: datetime | None
    late_for: datetime | None
    query: str
    topic: str
    elsewhere: tuple[tuple[str, int], ...]


def compose(
    stories: Sequence[Story],
    *,
    now: datetime,
    limit: int = 8,
    bullets: int = 3,
    oldest: datetime | None = None,
    shown: Mapping[int, Shown] | None = None,
    topics: Sequence[str] = (),
    taste: Taste = NO_TASTE,
    half_life: float = ranking.HALF_LIFE_HOURS,
    **more: Unpack[DigestParts],
) -> Digest:
    """An edition of at most `limit` stories with `bullets` bullets each.

    Stories whose newest article came out before `oldest` are left out; those in `shown` come
    only with what is new, or not at all. `topics` are the chat's own, by which the sections are
    named. What the `taste` mutes is left out; what it follows comes first, and beyond the limit
    where need be (twice as many at most). `half_life` (hours) is that of weights.
    """
    line = line_up(stories, now, oldest=oldest, taste=taste, half_life=half_life)
    return compose_from(
        line, now=now, limit=limit, bullets=bullets, shown=shown, topics=topics, **more
    )


def compose_from(
    line: LineUp,
    *,
    now: datetime,
    limit: int,
    bullets: int,
    shown: Mapping[int, Shown] | None = None,
    topics: Sequence[str] = (),
    tell: Tell = in_brief,
    **more: Unpack[DigestParts],
) -> Digest:
    """The same of stories that are lined up already, perhaps for many chats; `tell` tells one."""
    taken = _taken(line, limit, bullets, shown or {}, tell)
    of = len(taken.chosen) + len(taken.rest)
    explained = [
        replace(
            told, why=_why(told, story, line, now, topics, place, of), followed=_eye(line, told.id)
        )
        for place, (told, story) in enumerate(taken.chosen, 1)
    ]
    return Digest(
        date=now,
        stories=_in_sections(explained, topics),
        article_count=taken.articles,
        rest=tuple(taken.rest),
        known=taken.known,
        muted=line.tasted.counts,
        **more,
    )


@dataclass(slots=True)
class _Taken:
    """Stories that are told, those for which there is no room, how many have nothing new, and the
    articles of the others."""

    chosen: list[tuple[DigestStory, Story]] = field(default_factory=list)
    rest: list[Headline] = field(default_factory=list)
    known: int = 0
    articles: int = 0


def _unseen(line: LineUp, place: int, shown: Mapping[int, Shown]) -> bool:
    """Whether nothing from this place on was shown before."""
    return not shown or all(one.story_id not in shown for one in line.bare[place:])


def _taken(
    line: LineUp, limit: int, bullets: int, shown: Mapping[int, Shown], tell: Tell
) -> _Taken:
    taken = _Taken()
    chosen, rest, followed = taken.chosen, taken.rest, line.tasted.followed
    for place, story in enumerate(line.order):
        before = shown.get(story.id)
        if len(rest) >= MAX_REST and len(chosen) >= limit and _unseen(line, place, shown):
            rest += line.bare[place:]  # most of a list: nothing is asked of it
            taken.articles += line.after[place]
            break
        room = len(chosen) < (2 * limit if story.id in followed else limit)
        told = tell(story, bullets, before) if room else None
        named = len(rest) < MAX_REST
        smaller = None if room else _headline(line, story, bullets, before, named, tell)
        if told:
            chosen.append((told, story))
        elif smaller:
            rest.append(smaller)
        else:
            taken.known += 1
            continue
        taken.articles += len(story.articles)
    return taken


def _headline(
    line: LineUp, story: Story, bullets: int, shown: Shown | None, named: bool, tell: Tell
) -> Headline | None:
    """A story for which there is no room; None where it has nothing new. Its headline is looked
    for where it is `named`, its bullets only where they decide whether it has something new."""
    if shown is None:
        return line.headline(story) if named else Headline(story.id, "")
    told = tell(story, bullets, shown)
    return Headline(story.id, told.title) if told else None


def _eye(line: LineUp, story_id: int) -> str:
    """What the reader keeps an eye on in a story; "" for nothing."""
    rule = line.tasted.followed.get(story_id)
    return (rule.title or rule.value) if rule else ""


def _why(
    told: DigestStory,
    story: Story,
    line: LineUp,
    now: datetime,
    topics: Sequence[str],
    place: int,
    of: int,
) -> Why:
    """How the story came here."""
    weight, tasted = ranking.weighed(story, now), line.tasted
    return Why(
        place=place,
        of=of,
        topic=section_of(told, topics),
        voices=ranking.many_voices(story),
        outlets=len({article.outlet for article in story.articles}),
        newest=ranking.newest(story),
        by_voices=round(weight.voices, 2),
        by_freshness=round(weight.freshness, 2),
        by_matter=round(weight.matter, 2),
        leaning=round(tasted.factors.get(story.id, 1.0), 2),
        followed=_eye(line, story.id),
        leanings=tuple((r.title, r.strength) for r in tasted.leanings.get(story.id, ())),
    )
