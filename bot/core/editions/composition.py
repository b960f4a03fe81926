"""Stories in, an edition of finite length out: what is read, in which order, and what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import TypedDict, Unpack

from bot.core.editions import ranking
from bot.core.editions.publishers import voices
from bot.core.editions.taste import Judged, judged, leading
from bot.core.editions.telling_word import telling_word
from bot.core.model.articles import Article, Story
from bot.core.model.chats import Shown
from bot.core.model.editions import (
    MAX_REST,
    Cited,
    Coverage,
    Digest,
    DigestStory,
    Disagreement,
    Headline,
    TimelineEntry,
    Why,
)
from bot.core.model.tastes import NO_TASTE, Taste
from bot.core.text.citations import fragment_url
from summarizers.story.bullets import StoryArticle, story_bullets
from summarizers.story.contradictions import contradictions
from summarizers.story.timeline import timeline
from summarizers.text.fold import folded_words

OTHER = "other"
_DIFFERENCES, _MOMENTS = 4, 6  # at most, of an opened story
_TOPICS, _HASHTAGS = 3, 4  # of a story


def cited(article: Article, text: str, start: int, end: int) -> Cited:
    """Words of the article, with the link that opens the source at its sentence `start:end`."""
    url = fragment_url(article.url, article.text, start, end)
    return Cited(text, url, article.outlet, article.id)


def _voices(articles: Sequence[Article]) -> list[StoryArticle]:
    """The articles as the summariser takes them, by their place; reprints say nothing new."""
    return [
        StoryArticle(
            id=place,
            outlet=article.outlet,
            title=article.title,
            text=article.text,
            language=article.language,
            bullets=article.bullets,
            published=article.published if ranking.is_dated(article) else None,
        )
        for place, article in enumerate(articles)
        if article.independent or not place
    ]


def _told(articles: Sequence[Article], said: Sequence[str], limit: int) -> tuple[Cited, ...]:
    """The bullets of these articles, the leading one first, without what has been said."""
    chosen = story_bullets(_voices(articles), limit, said)
    return tuple(
        cited(articles[one.article_id], one.bullet.text, one.bullet.start, one.bullet.end)
        for one in chosen
    )


def lead_article(articles: Sequence[Article]) -> Article:
    """The article whose headline shares most words with the others': the clearest one.

    Ties go to the one with more bullets, then to the oldest.
    """
    if len(articles) == 1:
        return articles[0]
    return articles[_clearest(tuple((one.title, len(one.bullets)) for one in articles))]


@lru_cache(maxsize=8192)  # every list names its smaller stories
def _clearest(headlines: tuple[tuple[str, int], ...]) -> int:
    """The place of the leading one of headlines with the number of bullets below each."""
    titles = [set(folded_words(title)) for title, _ in headlines]

    def shared(index: int) -> tuple[float, int, int]:
        mine = titles[index]
        alike = sum(len(mine & other) / (len(mine | other) or 1) for other in titles)
        return round(alike, 6), headlines[index][1], -index

    return max(range(len(headlines)), key=shared)


def newest_lead(articles: Sequence[Article]) -> Article:
    """The article that leads a story which returns: the newest in its own words."""
    own = [article for article in articles if article.independent] or list(articles)
    return max(own, key=lambda article: (article.published, article.id))


def coverage(story: Story) -> tuple[Coverage, ...]:
    """Who tells the story, oldest first."""
    return tuple(
        Coverage(a.title, a.url, a.outlet, a.published, a.independent, a.id) for a in story.articles
    )


def open_story(story: Story, bullets: int = 8, shown: Shown | None = None) -> DigestStory | None:
    """A story ready to be read, with up to `bullets` bullets of all its outlets.

    With `shown`, only what is new since then is kept; None when nothing is. Without, it comes
    with the numbers in which the outlets differ, and with its timeline.
    """
    opened = _in_brief(story, bullets, shown)
    if opened is None or shown:
        return opened
    return replace(
        opened, differences=_differing(story.articles), timeline=_moments(story.articles)
    )


@lru_cache(maxsize=512)  # the same stories are told to everybody: their bullets are chosen once
def _in_brief(story: Story, bullets: int, shown: Shown | None) -> DigestStory | None:
    """The story as an edition has it."""
    old_ids = shown.article_ids if shown else frozenset()
    if all(article.id in old_ids for article in story.articles):
        return None
    new = [article for article in story.articles if article.id not in old_ids]
    lead = lead_article(story.articles) if len(new) == len(story.articles) else newest_lead(new)
    fresh = [lead, *(article for article in new if article.id != lead.id)]
    said = [b.text for a in story.articles if a.id in old_ids for b in a.bullets]
    chosen = _told(fresh, said, bullets)
    if shown and not chosen:
        return None
    return DigestStory(
        id=story.id,
        title=lead.title,
        url=lead.url,
        bullets=chosen,
        articles=coverage(story),
        topics=leading(a.topics for a in story.articles)[:_TOPICS],
        hashtags=leading(a.hashtags for a in story.articles)[:_HASHTAGS],
        language=lead.language,
        image=lead.image,
        new_since=shown.at if shown else None,
        word=telling_word([a.title for a in (lead, *story.articles)], lead.language),
    )


def _differing(articles: Sequence[Article]) -> tuple[Disagreement, ...]:
    """Where the outlets differ, at most a few lines of it."""
    return tuple(
        Disagreement(
            one.slot,
            tuple(cited(articles[v.article_id], v.text, v.start, v.end) for v in one.values),
        )
        for one in contradictions(_voices(articles))[:_DIFFERENCES]
    )


def _moments(articles: Sequence[Article]) -> tuple[TimelineEntry, ...]:
    """How it went, and what is to come; what happened on a single day has no history."""
    found = timeline(_voices(articles), _MOMENTS)
    happened = {one.date for one in found if not one.ahead}
    return tuple(
        TimelineEntry(
            one.date,
            one.precision,
            cited(articles[one.article_id], one.text, one.start, one.end),
            one.ahead,
        )
        for one in found
        if one.ahead or len(happened) > 1
    )


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
    seen, chosen, rest = shown or {}, list[DigestStory](), list[Headline]()
    fresh = [s for s in stories if oldest is None or ranking.newest(s) >= oldest]
    known, articles, tasted = 0, 0, judged(fresh, taste)
    for story in ordered(tasted, now, half_life):
        eye = tasted.followed.get(story.id)
        room = len(chosen) < (2 * limit if eye else limit)
        told = _in_brief(story, bullets, seen.get(story.id)) if room else None
        smaller = None if room else _headline(story, seen.get(story.id), len(rest) < MAX_REST)
        if told:
            chosen.append(_explained(told, story, tasted, now, topics))
        elif smaller:
            rest.append(smaller)
        else:
            known += 1
            continue
        articles += len(story.articles)
    return Digest(
        date=now,
        stories=_in_sections(_placed(chosen, len(chosen) + len(rest)), topics),
        article_count=articles,
        rest=tuple(rest),
        known=known,
        muted=tasted.counts,
        **more,
    )


def _headline(story: Story, shown: Shown | None, named: bool) -> Headline | None:
    """A story for which there is no room; None where it has nothing new. Its headline is looked
    for where it is `named`, its bullets only where they decide whether it has something new."""
    if shown is None:
        return Headline(story.id, lead_article(story.articles).title if named else "")
    told = _in_brief(story, 1, shown)
    return Headline(story.id, told.title) if told else None


def ordered(tasted: Judged, now: datetime, half_life: float) -> list[Story]:
    """What is followed first, then the rest, each heaviest first."""
    eyed = [story for story in tasted.stories if story.id in tasted.followed]
    others = [story for story in tasted.stories if story.id not in tasted.followed]
    parts = [ranking.best(part, now, tasted.factors, half_life) for part in (eyed, others)]
    return [story for part in parts for story in part]


def _explained(
    told: DigestStory, story: Story, tasted: Judged, now: datetime, topics: Sequence[str]
) -> DigestStory:
    """The story with how it came here."""
    weight, rule = ranking.weighed(story, now), tasted.followed.get(story.id)
    followed = (rule.title or rule.value) if rule else ""
    why = Why(
        place=0,
        of=0,
        topic=section_of(told, topics),
        voices=voices(story.articles),
        outlets=len({article.outlet for article in story.articles}),
        newest=ranking.newest(story),
        by_voices=round(weight.voices, 2),
        by_freshness=round(weight.freshness, 2),
        by_matter=round(weight.matter, 2),
        leaning=round(tasted.factors.get(story.id, 1.0), 2),
        followed=followed,
        leanings=tuple((r.title, r.strength) for r in tasted.leanings.get(story.id, ())),
    )
    return replace(told, followed=followed, why=why)


def _placed(chosen: Sequence[DigestStory], of: int) -> list[DigestStory]:
    """The stories with their place in the order of weights."""
    return [
        replace(one, why=replace(one.why, place=place, of=of)) if one.why else one
        for place, one in enumerate(chosen, 1)
    ]
