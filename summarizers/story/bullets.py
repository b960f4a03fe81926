"""Several articles of one story → its bullets, each with the article that it came from.

A story is told in one outlet's sentences, which stand together, unless another outlet adds a
turn: names, numbers, an event that nobody has told yet. The leading article is the one that holds
most of what all tell, in plain words. `story_bullets` chooses among bullets that are there already,
so that nothing is summarised while a reader waits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from summarizers.bullets import rules
from summarizers.document import Bullet
from summarizers.facts.loaded import is_loaded
from summarizers.facts.statements import Statement, content_words, statement
from summarizers.story.coverage import (
    LENGTH,
    CoverageModel,
    OutletText,
    StorySentence,
    as_sentence,
    word_probabilities,
)
from summarizers.story.echoes import echoes, fills
from summarizers.story.leading import Opening, plainest
from summarizers.story.novelty import is_known, repeats
from summarizers.story.superseded import Telling, plain
from summarizers.text.boilerplate import is_filler
from summarizers.text.datelines import without_dateline
from summarizers.text.sentences import parse

SENTENCES = 8
"""How many bullets of an article `summarise_story` chooses among."""
_USUAL_BULLETS = 3  # bullets; of more, the further ones may be about anything
_MIN_WORDS = 3  # content words and figures; "It was a busy week" tells nothing beside others
_TURN_PLACES = 4  # first bullets of another article among which a turn is looked for
_MIN_TURN_UNITS = 2  # new names and numbers that a turn brings
_CLEARLY = 1.1  # how much more than the leading article's next bullet a turn adds


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
    words: tuple[str, ...]
    content: StorySentence
    needs_context: bool


def story_bullets(
    articles: Sequence[StoryArticle], count: int, said: Sequence[str] = ()
) -> list[StoryBullet]:
    """At most `count` bullets of a story, in the order to read them.

    The first article counts as the leading one where nothing else decides. What `said` (bullets
    that the reader has seen) holds already is left out.
    """
    found = _candidates(articles)
    known = [statement(text, articles[0].language) for text in said] if articles else []
    if len(articles) == 1:
        chosen = _first(found, count, known)
    else:
        chosen = _choose(articles, found, count, known)
    return [StoryBullet(one.bullet, articles[one.article].id) for one in chosen]


def summarise_story(articles: Sequence[StoryArticle], count: int) -> list[StoryBullet]:
    """The same from the articles' texts: every sentence fit to be a bullet may become one."""
    return story_bullets([replace(a, bullets=_sentences(a)) for a in articles], count)


def _sentences(article: StoryArticle) -> tuple[Bullet, ...]:
    """The sentences of an article that may stand as bullets, its main fact first."""
    from summarizers.lead.method import choose

    return tuple(choose(parse(article.text, article.title, article.language), SENTENCES))


def _candidates(articles: Sequence[StoryArticle]) -> list[_Candidate]:
    return [
        _candidate(number, place, bullet, article.language)
        for number, article in enumerate(articles)
        for place, bullet in enumerate(article.bullets)
        if not is_filler(bullet.text)
    ]


def _candidate(article: int, place: int, bullet: Bullet, language: str) -> _Candidate:
    text = without_dateline(bullet.text)
    bullet = bullet if text == bullet.text else replace(bullet, text=text)
    words = content_words(bullet.text, language)
    return _Candidate(
        article=article,
        place=place,
        bullet=bullet,
        states=statement(bullet.text, language),
        words=words,
        content=as_sentence(words),
        needs_context=rules.needs_context(bullet.text, language),
    )


def _first(found: Sequence[_Candidate], count: int, known: Sequence[Statement]) -> list[_Candidate]:
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
    known: Sequence[Statement],
) -> list[_Candidate]:
    """The leading article's bullets in their order, and turns that others add, behind them."""
    likely = word_probabilities(_outlets(articles, found))
    fresh = [one for one in _plain(articles, found) if _is_news(one, (), known)]
    if not fresh:
        return []
    telling = [one for one in fresh if one.needs_context or one.states.size >= _MIN_WORDS] or fresh
    leading = _leading(articles, telling)
    account = CoverageModel(likely, LENGTH * min(count, _USUAL_BULLETS))
    own, turns = list[_Candidate](), list[_Candidate]()
    while len(own) + len(turns) < count:
        left = [one for one in telling if _adds(one, own + turns, likely.words)]
        following = next((one for one in left if one.article == leading), None)
        left = [one for one in left if not own or fills(one, own + turns, likely.words)]
        turn = _turn(left, own + turns, leading, articles) if own else None
        least = _CLEARLY * account.with_sentence(following.content) if following else 0.0
        if turn and len(turns) < count // 2 and account.with_sentence(turn.content) > least:
            taken = turn
        elif following or left:
            taken = following or max(left, key=lambda one: account.with_sentence(one.content))
        else:
            break
        _put(taken, own if taken.article == leading else turns)
        account.add(taken.content)
    return own + turns


def _plain(articles: Sequence[StoryArticle], found: Sequence[_Candidate]) -> list[_Candidate]:
    """See `superseded.plain`."""
    told = list[Telling]()
    for one in found:
        by, text = articles[one.article], one.bullet.text
        told.append(Telling(text, by.language, one.states, by.published, one.article))
    return [found[place] for place in plain(told)]


def _put(one: _Candidate, row: list[_Candidate]) -> None:
    """Append a bullet, or set it right behind the one that it leans on."""
    support = _support(one, row) if one.needs_context else None
    row.insert(row.index(support) + 1 if support else len(row), one)


def _adds(one: _Candidate, chosen: Sequence[_Candidate], likely: Mapping[str, float]) -> bool:
    """Whether a bullet can follow the chosen ones: nothing of it told, nothing missing."""
    if one in chosen or (one.needs_context and not _support(one, chosen)):
        return False
    return not any(echoes(one, told, likely) for told in chosen)


def _leading(articles: Sequence[StoryArticle], found: Sequence[_Candidate]) -> int:
    """The article that leads: see `leading.plainest`."""
    first = {one.article: one for one in reversed(found)}
    openings = {
        number: Opening(
            one.bullet.text,
            articles[number].title,
            articles[number].language,
            one.states.words,
            articles[number].published,
        )
        for number, one in first.items()
    }
    titles = [frozenset(content_words(one.title, one.language)) for one in articles]
    return plainest(openings, titles)


def _turn(
    left: Sequence[_Candidate],
    chosen: Sequence[_Candidate],
    leading: int,
    articles: Sequence[StoryArticle],
) -> _Candidate | None:
    """The early bullet of another article that brings most new names and numbers, plainly.

    Another outlet's lead is none: leads of one story tell its main event once more.
    """
    told = [one.states for one in chosen]
    headline = statement(articles[leading].title, articles[leading].language)
    names = headline.names.union(*(states.words for states in told))
    numbers = headline.numbers.union(*(states.numbers for states in told))

    def units(one: _Candidate) -> int:
        return len(one.states.newsworthy - names) + len(one.states.numbers - numbers)

    others = [
        one
        for one in left
        if one.article != leading
        and 0 < one.place < _TURN_PLACES
        and not one.needs_context
        and not is_loaded(one.bullet.text, articles[one.article].language)
    ]
    best = max(others, key=units, default=None)
    return best if best and units(best) >= _MIN_TURN_UNITS else None


def _outlets(articles: Sequence[StoryArticle], found: Sequence[_Candidate]) -> list[OutletText]:
    """The words of each outlet, however many articles it has of the story."""
    headlines: dict[str, frozenset[str]] = {}
    sentences: dict[str, list[tuple[str, ...]]] = {}
    for article in articles:
        words = frozenset(content_words(article.title, article.language))
        headlines[article.outlet] = headlines.get(article.outlet, frozenset()) | words
    for one in found:
        sentences.setdefault(articles[one.article].outlet, []).append(one.words)
    return [OutletText(words, tuple(sentences.get(name, ()))) for name, words in headlines.items()]


def _is_news(one: _Candidate, chosen: Sequence[_Candidate], known: Sequence[Statement]) -> bool:
    """Neither a repetition of a chosen bullet, figures or not, nor known from before."""
    if any(repeats(one.states, other.states) for other in chosen):
        return False
    return not (known and is_known(one.states, known))


def _support(one: _Candidate, chosen: Sequence[_Candidate]) -> _Candidate | None:
    """The chosen bullet right above `one` in its article, without which it cannot be read."""
    above = (one.article, one.place - 1)
    return next((other for other in chosen if (other.article, other.place) == above), None)
