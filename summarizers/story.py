"""Several articles of one story → its bullets, each with the article that it came from.

What several outlets tell comes first and once, in the wording that holds most of it; then what
only one outlet says. Only bullets that are there already are chosen from, so that nothing is
summarised while a reader waits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from summarizers import hygiene
from summarizers.document import Bullet
from summarizers.novelty import is_known, overlap, repeats
from summarizers.statements import Statement, statement

_TOLD = 0.5
"""Share of a bullet's statement in one bullet of another outlet from which that tells it too."""
_LENGTH = 6.0  # words that a bullet is taken to be longer, so that short ones do not win by that
_LEAD = 0.15  # how much more an article's first bullet is worth than its fifth
_PLACES = 5


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """One outlet's article of a story: its text, and the bullets that were made of it.

    `bullets` are in reading order; `language` is an ISO 639-1 code, "" when unknown; `published`
    is None when nobody knows.
    """

    id: int
    outlet: str
    title: str
    text: str
    language: str = ""
    bullets: tuple[Bullet, ...] = ()
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoryBullet:
    """A bullet of a story; `start` and `end` of it are offsets into that article's text."""

    bullet: Bullet
    article_id: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    article: int
    place: int
    bullet: Bullet
    states: Statement
    leans: bool
    tellers: int


def story_bullets(
    articles: Sequence[StoryArticle], count: int, said: Sequence[str] = ()
) -> list[StoryBullet]:
    """At most `count` bullets of a story, in the order to read them.

    The first article counts as the leading one where nothing else decides. What `said` (bullets
    that the reader has seen) holds already is left out.
    """
    found = _candidates(articles)
    if len(articles) == 1:
        chosen = _first(found, count, _said(articles, said))
    else:
        chosen = _ordered(_choose(articles, found, count, _said(articles, said)), found)
    return [StoryBullet(one.bullet, articles[one.article].id) for one in chosen]


def _said(articles: Sequence[StoryArticle], said: Sequence[str]) -> list[Statement]:
    language = articles[0].language if articles else ""
    return [statement(text, language) for text in said]


def _candidates(articles: Sequence[StoryArticle]) -> list[_Candidate]:
    stated = [[statement(b.text, a.language) for b in a.bullets] for a in articles]
    found = list[_Candidate]()
    for number, article in enumerate(articles):
        for place, bullet in enumerate(article.bullets):
            if hygiene.is_furniture(bullet.text):
                continue
            mine = stated[number][place]
            tellers = {article.outlet} | {
                other.outlet
                for other, theirs in zip(articles, stated, strict=True)
                if any(overlap(mine, one) >= _TOLD for one in theirs)
            }
            leans = hygiene.dangles(bullet.text, article.language)
            found.append(_Candidate(number, place, bullet, mine, leans, len(tellers)))
    return found


def _first(found: Sequence[_Candidate], count: int, known: list[Statement]) -> list[_Candidate]:
    """The first distinct bullets of the only article."""
    chosen = list[_Candidate]()
    for one in found:
        if len(chosen) < count and _is_news(one, chosen, known):
            chosen.append(one)
    return chosen


def _choose(
    articles: Sequence[StoryArticle],
    found: Sequence[_Candidate],
    count: int,
    known: list[Statement],
) -> list[_Candidate]:
    """The bullets with the most of what the outlets share, each bringing something of its own."""
    worth = _worth(articles, found)
    left, chosen, covered = list(found), list[_Candidate](), set[str]()
    while left and len(chosen) < count:
        left = [one for one in left if _is_news(one, chosen, known)]
        ready = [one for one in left if not one.leans or _support(one, chosen)]
        if not ready:
            break
        best = max(ready, key=lambda one: _gain(one, worth, covered))
        chosen.append(best)
        covered |= best.states.words
        left.remove(best)
    return chosen


def _worth(articles: Sequence[StoryArticle], found: Sequence[_Candidate]) -> dict[str, float]:
    """For each word, which share of the outlets uses it, squared: what is common weighs most."""
    told = Counter[str]()
    outlets = dict[str, set[str]]()
    for one in found:
        outlets.setdefault(articles[one.article].outlet, set()).update(one.states.words)
    for article in articles:
        title = statement(article.title, article.language)
        outlets.setdefault(article.outlet, set()).update(title.words)
    for words in outlets.values():
        told.update(words)
    return {word: (times / len(outlets)) ** 2 for word, times in told.items()}


def _gain(one: _Candidate, worth: dict[str, float], covered: set[str]) -> float:
    mass = sum(worth[word] for word in one.states.words - covered)
    lead = 1 + _LEAD * max(0, _PLACES - one.place) / _PLACES
    return lead * mass / (len(one.states.words) + _LENGTH)


def _is_news(one: _Candidate, chosen: Sequence[_Candidate], known: list[Statement]) -> bool:
    """Neither a repetition of a chosen bullet, figures or not, nor known from before."""
    return not any(repeats(one.states, other.states) for other in chosen) and not (
        known and is_known(one.states, known)
    )


def _support(one: _Candidate, chosen: Sequence[_Candidate]) -> _Candidate | None:
    """The chosen bullet right above `one` in its article, without which it cannot be read."""
    above = (one.article, one.place - 1)
    return next((other for other in chosen if (other.article, other.place) == above), None)


def _ordered(chosen: Sequence[_Candidate], found: Sequence[_Candidate]) -> list[_Candidate]:
    """The common core first, each part as the articles order it; what leans, behind its support."""
    sizes = Counter(one.article for one in found)

    def key(one: _Candidate) -> tuple[bool, float, int]:
        return one.tellers < 2, one.place / sizes[one.article], one.article

    ordered = sorted((one for one in chosen if not one.leans), key=key)
    for one in sorted((one for one in chosen if one.leans), key=lambda one: one.place):
        support = _support(one, ordered)
        ordered.insert(ordered.index(support) + 1 if support else len(ordered), one)
    return ordered
