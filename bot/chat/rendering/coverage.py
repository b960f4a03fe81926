"""Who tells a story, in words: independent voices are counted, reprints are not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.chat.rendering.rich_text import Rich, clip, join, link, moment, plain, raw
from bot.chat.rendering.texts import count, say, words
from bot.chat.rendering.times import age, ago, days_ago
from bot.core.editions.publishers import voices
from bot.core.model.editions import Coverage, DigestStory

_NAMED = 4  # other outlets that are named in an edition; the rest is a number
_LISTED = 12  # articles that are listed when a story is open
_NAME, _TITLE = 60, 200  # UTF-16 units


def _outlet(article: Coverage, language: str) -> str:
    return clip(article.outlet, _NAME) or say("outlet.unknown", language)


def _ago(article: Coverage, now: datetime, language: str) -> str:
    """How old an article is, as exactly as it is known: "2 h ago", "yesterday"."""
    if article.hour_known:
        return ago(article.date, now, language)
    return days_ago(article.date.astimezone(UTC).date(), now, language)


def lead(story: DigestStory) -> Coverage | None:
    """The article that the headline links to, or the first, or None where there is none."""
    linked = [article for article in story.articles if article.url == story.url]
    return next(iter(linked or story.articles), None)


def source(article: Coverage, now: datetime, language: str) -> str:
    """An article's outlet with its age: "Harbour Post, 2 h ago"."""
    return f"{_outlet(article, language)}, {_ago(article, now, language)}"


def _by_outlet(articles: Sequence[Coverage], but: str) -> dict[str, list[Coverage]]:
    groups: dict[str, list[Coverage]] = {}
    for article in articles:
        if article.outlet != but:
            groups.setdefault(article.outlet, []).append(article)
    return groups


def _named(groups: dict[str, list[Coverage]], now: datetime, language: str) -> str:
    said = []
    for articles in list(groups.values())[:_NAMED]:
        newest = max(articles, key=lambda article: article.date)
        many = f" ({len(articles)})" if len(articles) > 1 else ""
        old = age(newest.date, now, language) if newest.hour_known else _ago(newest, now, language)
        said.append(f"{_outlet(newest, language)} {old}{many}")
    rest = len(groups) - _NAMED
    more = [count("outlets.more", rest, language)] if rest > 0 else []
    return ", ".join([*said, *more])


def line(story: DigestStory, now: datetime, language: str) -> Rich:
    """One line for an edition: the source with its age, then the others, then reprints."""
    main = lead(story)
    if main is None:
        return raw("")
    first = plain(_outlet(main, language)) + raw(", ") + _counting(main, now, language)
    said = list[str]()
    others = _by_outlet([a for a in story.articles if a.independent], main.outlet)
    copies = _by_outlet([a for a in story.articles if not a.independent], main.outlet)
    copies = {outlet: rows for outlet, rows in copies.items() if outlet not in others}
    for key, groups in (("story.also", others), ("story.reprints", copies)):
        if groups:
            said.append(say(key, language, outlets=_named(groups, now, language)))
    return join([first, *map(plain, said)], " · ")


def _counting(article: Coverage, now: datetime, language: str) -> Rich:
    """The age, as the reader's own client counts on; in our words where it cannot."""
    words_alone = plain(_ago(article, now, language))
    known = article.hour_known and article.date <= now
    return moment(words_alone, article.date) if known else words_alone


def _listed(article: Coverage, first: bool, now: datetime, language: str) -> Rich:
    title = link(plain(clip(article.title, _TITLE) or _outlet(article, language)), article.url)
    notes = [_ago(article, now, language)]
    notes += [say("coverage.first", language)] if first else []
    # What came first is nobody's reprint, in whichever order the two were read.
    notes += [] if article.independent or first else [say("coverage.reprint", language)]
    return (
        plain(_outlet(article, language)) + raw(": ") + title + raw(", ") + plain(", ".join(notes))
    )


def all_lines(story: DigestStory, now: datetime, language: str) -> list[Rich]:
    """Every article of a story, oldest first and marked so, under a line that counts voices."""
    main = lead(story)
    if main is None:
        return []
    if len(story.articles) == 1:
        return [plain(source(main, now, language))]
    head = words(
        "coverage.head",
        language,
        articles=count("coverage.articles", len(story.articles), language),
        voices=count("coverage.voices", voices(story.articles), language),
    )
    lines = [
        _listed(article, at == 0, now, language)
        for at, article in enumerate(story.articles[:_LISTED])
    ]
    rest = len(story.articles) - _LISTED
    more = [plain(count("coverage.more", rest, language))] if rest > 0 else []
    return [head, *lines, *more]
