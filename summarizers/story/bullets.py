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
from functools import partial

from summarizers.document import Bullet
from summarizers.facts.statements import Statement, content_words, statement
from summarizers.story.answered import (
    answer_to,
    denial,
    is_answered_by,
    place_behind,
    unanswered,
    with_answer,
)
from summarizers.story.candidates import ABOVE_CHARS, StoryCandidate, candidate, is_cut, support
from summarizers.story.coverage import (
    OutletText,
    opening_of,
    tell_of_one_matter,
    word_probabilities,
    words_told,
)
from summarizers.story.echoes import echoes, goes_on
from summarizers.story.filling import best_filling
from summarizers.story.known import Known
from summarizers.story.leading import Opening, in_reading_order, plainest
from summarizers.story.novelty import is_known, repeats
from summarizers.story.retelling import shares_quotation
from summarizers.story.superseded import Telling, plain
from summarizers.story.turns import best_turn
from summarizers.story.wording import finds
from summarizers.text.boilerplate import is_filler
from summarizers.text.datelines import without_dateline
from summarizers.text.sentences import parse, split
from summarizers.text.tokens import base_language

SENTENCES = 8
"""How many bullets of an article `summarise_story` chooses among."""
_USUAL_BULLETS = 3  # bullets; of more, the further ones may be about anything
_MIN_WORDS = 3  # content words and figures; "It was a busy week" tells nothing


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
    if count == 1:
        chosen = [with_answer(one, found, base_language(one.language) or "en") for one in chosen]
    return [StoryBullet(one.bullet, articles[one.article].id) for one in chosen]


def summarise_story(articles: Sequence[StoryArticle], count: int) -> list[StoryBullet]:
    """The same from the articles' texts: every sentence fit to be a bullet may become one."""
    return story_bullets([replace(a, bullets=_sentences(a)) for a in articles], count)


def _sentences(article: StoryArticle) -> tuple[Bullet, ...]:
    """The sentences of an article that may stand as bullets, its main fact first."""
    from summarizers.lead.method import choose

    return tuple(choose(parse(article.text, article.title, article.language), SENTENCES))


def _candidates(articles: Sequence[StoryArticle]) -> list[StoryCandidate]:
    found = [
        (candidate(number, place, bullet, by.language, by.title, by.text), is_cut(bullet, by.text))
        for number, by in enumerate(articles)
        for place, bullet in enumerate(by.bullets)
        if not is_filler(bullet.text)
    ]
    whole = [one for one, cut in found if not cut]
    return whole or [one for one, _ in found]


def _first(
    found: Sequence[StoryCandidate], count: int, known: Sequence[Statement]
) -> list[StoryCandidate]:
    """The only article's first distinct bullets; the last place is for none that waits, nor for
    what answers such a one or its answers."""
    chosen, waits = list[StoryCandidate](), list[StoryCandidate]()
    for one in found:
        if len(chosen) == count:
            break
        if is_answered_by(waits, one):
            waits.append(one)
            continue
        if not (is_answered_by(chosen, one) or _is_news(one, chosen, known)):
            continue
        last = chosen and len(chosen) == count - 1
        (waits if last and answer_to(one, found) else chosen).append(one)
    return chosen


def _choose(
    articles: Sequence[StoryArticle],
    found: Sequence[StoryCandidate],
    count: int,
    known: Sequence[Statement],
) -> list[StoryCandidate]:
    """The leading article's bullets in their order, and turns that others add, behind them."""
    likely = word_probabilities(_outlets(articles, found))
    fresh = [one for one in found if _is_news(one, (), known)]
    if not fresh:
        return []
    plain = [one for one in _plain(articles, fresh) if _tells(one)]
    opening = [one for one in _first_of_each(fresh) if one in plain and not one.needs_context]
    telling = plain if opening else fresh
    leading = _leading(articles, opening or fresh)
    first = [one for one in telling if one.article == leading]
    close = {number for number, by in enumerate(articles) if _are_near(articles[leading], by)}
    near = [one for one in telling if one.article in close]
    others = [one for one in near if one.article != leading]
    own, turns = list[StoryCandidate](), list[StoryCandidate]()
    while len(own) + len(turns) < count:
        chosen = own + turns
        if answer := unanswered(chosen, fresh):
            row = own if answer.article == leading else turns
            row.insert(place_behind(answer, row), answer)
            continue
        told = _told(articles[leading], chosen, likely)
        last = len(chosen) == count - 1 and bool(chosen)
        if last and (denied := denial(chosen, fresh, told)):
            _put(denied, own if denied.article == leading else turns)
            continue
        adds = partial(_adds, chosen=chosen, likely=likely, answered=fresh if last else ())
        following = next(filter(adds, first), None)
        room = own and len(turns) < max(1, count // 2)
        taken = best_turn(others, following, told, adds) if room else None
        taken = taken or following
        if taken is None:
            brief = count <= _USUAL_BULLETS
            left = list(filter(adds, near if brief else telling))
            taken = best_filling(left, chosen, told, brief=brief)
        taken = taken or denial(chosen, fresh, told)
        if taken is None:
            break
        _put(taken, own if taken.article == leading else turns)
    return in_reading_order(own) + turns


def _first_of_each(found: Sequence[StoryCandidate]) -> list[StoryCandidate]:
    """The first bullet of each article."""
    return list({one.article: one for one in reversed(found)}.values())


def _tells(one: StoryCandidate) -> bool:
    """Whether a bullet says enough to stand beside others, and more than what to think of them."""
    if finds("verdict", one.bullet.text, one.language):
        return False
    if one.needs_context or len(one.states.words) >= _MIN_WORDS:
        return True
    return one.states.size >= _MIN_WORDS


def _are_near(leading: StoryArticle, other: StoryArticle) -> bool:
    """Whether two articles begin with one matter; of two languages nobody knows."""
    if base_language(leading.language) != base_language(other.language):
        return True
    mine, theirs = (opening_of(by.text, by.language) for by in (leading, other))
    return tell_of_one_matter(mine, theirs, leading.language)


def _told(
    leading: StoryArticle, chosen: Sequence[StoryCandidate], likely: Mapping[str, float]
) -> Known:
    texts = (leading.title, *(one.bullet.text for one in chosen))
    return Known.of(texts, base_language(leading.language) or "en", likely)


def _plain(
    articles: Sequence[StoryArticle], found: Sequence[StoryCandidate]
) -> list[StoryCandidate]:
    """See `superseded.plain`."""
    told = list[Telling]()
    for one in found:
        by, text = articles[one.article], one.bullet.text
        told.append(Telling(text, by.language, one.states, by.published, one.article))
    return [found[place] for place in plain(told)]


def _put(one: StoryCandidate, row: list[StoryCandidate]) -> None:
    """Append a bullet, or set it right behind the one that it leans on."""
    above = support(one, row) if one.needs_context else None
    row.insert(row.index(above) + 1 if above else len(row), one)


def _adds(
    one: StoryCandidate,
    chosen: Sequence[StoryCandidate],
    likely: Mapping[str, float],
    answered: Sequence[StoryCandidate],
) -> bool:
    """Whether a bullet can follow: nothing of it told, nothing missing, no answer among these."""
    if answer_to(one, answered):
        return False
    if one in chosen or (one.needs_context and not support(one, chosen)):
        return False
    others = [told for told in chosen if told.article != one.article]
    if any(shares_quotation(one.bullet.text, told.bullet.text) for told in others):
        return False
    return not any(echoes(one, told, likely) and not goes_on(one, told) for told in chosen)


def _leading(articles: Sequence[StoryArticle], found: Sequence[StoryCandidate]) -> int:
    """The article that leads: see `leading.plainest`."""
    first = {one.article: one for one in _first_of_each(found)}
    openings = {
        number: Opening(
            one.bullet.text,
            articles[number].title,
            articles[number].language,
            one.states.words,
            articles[number].published,
            words_told(opening_of(articles[number].text, one.language), one.language),
            _unsaid(articles[number], one),
        )
        for number, one in first.items()
    }
    titles = [frozenset(content_words(one.title, one.language)) for one in articles]
    told = [words_told(one.text[:ABOVE_CHARS], one.language) for one in articles]
    return plainest(openings, titles, told)


def _unsaid(by: StoryArticle, one: StoryCandidate) -> str:
    """What stands above an article's first bullet and is none: no dateline or heading, nor a
    sentence that follows as a later bullet."""
    start = one.bullet.start
    above = without_dateline(by.text[: one.bullet.end].lstrip())
    if above.startswith(one.bullet.text) or any(other.end <= start for other in by.bullets):
        return ""
    return "" if all(line.heading for line in split(one.above, by.language)) else one.above


def _outlets(articles: Sequence[StoryArticle], found: Sequence[StoryCandidate]) -> list[OutletText]:
    """The words of each outlet, however many articles it has of the story."""
    headlines: dict[str, frozenset[str]] = {}
    sentences: dict[str, list[tuple[str, ...]]] = {}
    for article in articles:
        words = frozenset(content_words(article.title, article.language))
        headlines[article.outlet] = headlines.get(article.outlet, frozenset()) | words
    for one in found:
        sentences.setdefault(articles[one.article].outlet, []).append(one.words)
    return [OutletText(words, tuple(sentences.get(name, ()))) for name, words in headlines.items()]


def _is_news(
    one: StoryCandidate, chosen: Sequence[StoryCandidate], known: Sequence[Statement]
) -> bool:
    """Neither a repetition of a chosen bullet, figures or not, nor known from before."""
    if any(repeats(one.states, other.states) for other in chosen):
        return False
    return not (known and is_known(one.states, known))
