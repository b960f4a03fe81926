"""Stories in, an edition of finite length out: what is read, in which order, and what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.core import ranking
from bot.core.citations import fragment_url
from bot.core.models import Article, Cited, Coverage, Digest, DigestStory, Shown, Story
from bot.core.words import folded_words
from summarizers.document import Bullet
from summarizers.story import StoryArticle, story_bullets

OTHER = "other"


def cited(article: Article, bullet: Bullet) -> Cited:
    """A bullet of the article, with the link that opens the source at its sentence."""
    url = fragment_url(article.url, article.text, bullet.start, bullet.end)
    return Cited(bullet.text, url, article.outlet, article.id)


def _told(articles: Sequence[Article], said: Sequence[str], limit: int) -> tuple[Cited, ...]:
    """The bullets of these articles, the leading one first, without what has been said."""
    voices = [a for place, a in enumerate(articles) if a.independent or not place]
    by_place = [
        StoryArticle(place, a.outlet, a.title, a.text, a.language, a.bullets, a.published)
        for place, a in enumerate(voices)
    ]
    chosen = story_bullets(by_place, limit, said)
    return tuple(cited(voices[one.article_id], one.bullet) for one in chosen)


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

    With `shown`, only what is new since then is kept; None when nothing is.
    """
    lead = lead_article(story.articles)
    old_ids = shown.article_ids if shown else frozenset()
    others = [article for article in story.articles if article.id != lead.id]
    said = [b.text for a in story.articles if a.id in old_ids for b in a.bullets]
    fresh = [a for a in (lead, *others) if a.id not in old_ids]
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
        if (opened := open_story(story, bullets, seen.get(story.id))) is not None:
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
