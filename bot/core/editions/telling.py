"""One story as a reader is told of it: its clearest headline, the bullets of its outlets, and, when
it is opened, where they differ and how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.core.editions import ranking
from bot.core.editions.taste import leading
from bot.core.editions.telling_word import telling_word
from bot.core.model.articles import Article, Story
from bot.core.model.chats import Shown
from bot.core.model.editions import Cited, Coverage, DigestStory, Disagreement, TimelineEntry
from bot.core.text.citations import fragment_url
from summarizers.facts.loaded import is_loaded
from summarizers.facts.statements import content_words
from summarizers.story.bullets import StoryArticle, story_bullets
from summarizers.story.contradictions import contradictions
from summarizers.story.timeline import timeline
from summarizers.story.wording import explains
from summarizers.text.fold import folded_words

Tell = Callable[[Story, int, Shown | None], DigestStory | None]
"""Tells a story with up to so many bullets; with what was shown of it before, only what is new,
None where nothing is."""

_DIFFERENCES, _MOMENTS = 4, 6  # at most, of an opened story
_MOST_VOICES = 10
"""Articles of a story that are read for its bullets: what is compared of them grows with their
square, and hardly a story has more outlets of its own words."""
_TOPICS, _HASHTAGS = 3, 4  # of a story


def cited(article: Article, text: str, start: int, end: int) -> Cited:
    """Words of the article, with the link that opens the source at its sentence `start:end`."""
    url = fragment_url(article.url, article.text, start, end)
    return Cited(text, url, article.outlet, article.id)


def _voices(articles: Sequence[Article]) -> list[StoryArticle]:
    """The articles as the summariser takes them, by their place; reprints say nothing new, and of
    very many the first and the newest are heard."""
    own = [place for place, article in enumerate(articles) if article.independent or not place]
    heard = [*own[:1], *own[1:][1 - _MOST_VOICES :]]
    return [
        StoryArticle(
            id=place,
            outlet=articles[place].outlet,
            title=articles[place].title,
            text=articles[place].text,
            language=articles[place].language,
            bullets=articles[place].bullets,
            published=articles[place].published if ranking.is_dated(articles[place]) else None,
        )
        for place in heard
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
    opened = in_brief(story, bullets, shown)
    if opened is None or shown:
        return opened
    return replace(
        opened, differences=_differing(story.articles), timeline=_moments(story.articles)
    )


def in_brief(story: Story, bullets: int, shown: Shown | None) -> DigestStory | None:
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
    lead = _fitting(lead, chosen, fresh)
    word = telling_word([a.title for a in (lead, *story.articles)], lead.language)
    told = assembled(story, lead, chosen, word)
    return replace(told, new_since=shown.at) if shown else told


def assembled(story: Story, lead: Article, bullets: tuple[Cited, ...], word: str) -> DigestStory:
    """The story with this leading article, these bullets, and this word for a button; of its
    articles nothing is read but what lists hold."""
    return DigestStory(
        id=story.id,
        title=lead.title,
        url=lead.url,
        bullets=bullets,
        articles=coverage(story),
        topics=leading(a.topics for a in story.articles)[:_TOPICS],
        hashtags=leading(a.hashtags for a in story.articles)[:_HASHTAGS],
        language=lead.language,
        image=lead.image,
        word=word,
    )


def _fitting(lead: Article, chosen: Sequence[Cited], articles: Sequence[Article]) -> Article:
    """The article whose headline stands above these bullets: that of the first bullet, unless the
    clearest one's tells more than twice as much of that bullet, or as much where its own is loaded
    or a comment's."""
    if not chosen:
        return lead
    own = next(article for article in articles if article.id == chosen[0].article_id)
    if own.language != lead.language:
        return own
    first = frozenset(content_words(chosen[0].text, own.language))

    def told(article: Article) -> int:
        return len(first & frozenset(content_words(article.title, own.language)))

    if is_loaded(own.title, own.language) or explains(own.title, own.language):
        return own if told(own) > told(lead) else lead
    return own if 2 * told(own) >= told(lead) else lead


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
