"""Stories in, an edition of finite length out: what is read, in which order, and what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.editions import ranking
from bot.core.model.articles import Article, Story
from bot.core.model.chats import Shown
from bot.core.model.editions import (
    Cited,
    Coverage,
    Digest,
    DigestStory,
    Disagreement,
    TimelineEntry,
)
from bot.core.text.citations import fragment_url
from summarizers.story.bullets import StoryArticle, story_bullets
from summarizers.story.contradictions import contradictions
from summarizers.story.timeline import timeline
from summarizers.text.fold import folded_words

OTHER = "other"
_DIFFERENCES, _MOMENTS = 4, 6  # at most, of an opened story


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
    titles = [set(folded_words(article.title)) for article in articles]

    def shared(index: int) -> tuple[float, int, int]:
        mine = titles[index]
        alike = sum(len(mine & other) / (len(mine | other) or 1) for other in titles)
        return round(alike, 6), len(articles[index].bullets), -index

    return articles[max(range(len(articles)), key=shared)]


def coverage(story: Story) -> tuple[Coverage, ...]:
    """Who tells the story, oldest first."""
    return tuple(
        Coverage(a.title, a.url, a.outlet, a.published, a.independent, a.id) for a in story.articles
    )


def _common(values: Iterable[Sequence[str]], limit: int) -> tuple[str, ...]:
    counts: dict[str, float] = {}
    for row in values:
        for place, value in enumerate(row):
            counts[value] = counts.get(value, 0.0) + 1 - place / 100
    return tuple(sorted(counts, key=lambda value: -counts[value])[:limit])


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


def _in_brief(story: Story, bullets: int, shown: Shown | None) -> DigestStory | None:
    """The story as an edition has it."""
    old_ids = shown.article_ids if shown else frozenset()
    if all(article.id in old_ids for article in story.articles):
        return None
    lead = lead_article(story.articles)
    others = [article for article in story.articles if article.id != lead.id]
    fresh = [a for a in (lead, *others) if a.id not in old_ids]
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
        topics=_common((a.topics for a in story.articles), 3),
        hashtags=_common((a.hashtags for a in story.articles), 4),
        language=lead.language,
        image=lead.image,
        new_since=shown.at if shown else None,
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
    own = [topic for topic in story.topics if topic in wanted]
    return (own or list(story.topics) or [OTHER])[0]


def _in_sections(stories: Sequence[DigestStory], wanted: Sequence[str]) -> tuple[DigestStory, ...]:
    order: dict[str, list[DigestStory]] = {}
    for story in stories:  # a section stands where its heaviest story would
        order.setdefault(section_of(story, wanted), []).append(story)
    rest = order.pop(OTHER, [])
    return tuple(story for section in (*order.values(), rest) for story in section)


def compose(
    stories: Sequence[Story],
    *,
    now: datetime,
    limit: int = 8,
    bullets: int = 3,
    oldest: datetime | None = None,
    shown: Mapping[int, Shown] | None = None,
    topics: Sequence[str] = (),
    article_count: int = 0,
    missing: tuple[str, ...] = (),
    next_at: datetime | None = None,
    late_for: datetime | None = None,
    query: str = "",
) -> Digest:
    """An edition of at most `limit` stories with `bullets` bullets each.

    Stories whose newest article came out before `oldest` are left out; those in `shown` come
    only with what is new, or not at all. `topics` are the chat's own, by which the sections are
    named. The other arguments go into the Digest as they are.
    """
    seen, chosen = shown or {}, list[DigestStory]()
    fresh = [s for s in stories if oldest is None or ranking.newest(s) >= oldest]
    for story in ranking.best(fresh, now):
        if len(chosen) == limit:
            break
        if (opened := _in_brief(story, bullets, seen.get(story.id))) is not None:
            chosen.append(opened)
    return Digest(
        date=now,
        stories=_in_sections(chosen, topics),
        article_count=article_count or sum(len(story.articles) for story in fresh),
        missing=missing,
        next_at=next_at,
        late_for=late_for,
        query=query,
    )
