"""Only what a reader can read: stories in the chosen languages; those in others are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from bot.core.model.articles import Article, Story

OFFERED = ("en", "de", "es", "fr", "it", "pt", "ru")
"""Languages to choose from: those of the bundled sources and of the interface (ISO 639)."""

Elsewhere = tuple[tuple[str, int], ...]
"""How many stories there are in each other language, the most first."""


def base(language: str) -> str:
    """The language of a code with a region or a script: "pt" of "pt-BR"."""
    return language.replace("_", "-").partition("-")[0].lower()


def guessed(client: str) -> tuple[str, ...]:
    """What somebody reads whose client speaks this language: that, and English, in which most
    sources write; nothing is guessed of a language that is not offered."""
    code = base(client)
    return tuple(dict.fromkeys((code, "en"))) if code in OFFERED else ()


def readable(
    stories: Iterable[Story], reads: Collection[str], own_feeds: Collection[int] = ()
) -> tuple[list[Story], Elsewhere]:
    """The stories with their articles in these languages (none: all), and what is in others.

    An article of unknown language, or of a feed that the reader chose, is always readable.
    """
    if not reads:
        return list(stories), ()
    kept, others = list[Story](), Counter[str]()
    for story in stories:
        articles = tuple(one for one in story.articles if _reads(one, reads, own_feeds))
        if articles:
            whole = len(articles) == len(story.articles)
            kept.append(story if whole else replace(story, articles=articles))
        elif story.articles:
            others[base(story.articles[0].language)] += 1
    return kept, tuple(others.most_common())


def _reads(article: Article, reads: Collection[str], own_feeds: Collection[int]) -> bool:
    known = base(article.language)
    return not known or known in reads or article.feed_id in own_feeds
