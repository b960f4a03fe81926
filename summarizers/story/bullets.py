"""Several articles of one story → its bullets, each with the article that it came from.

What several outlets tell comes first and once, in the wording that holds most of it; then what
only one outlet says. `story_bullets` chooses among bullets that are there already, so that nothing
is summarised while a reader waits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from summarizers.bullets import rules
from summarizers.bullets.compression import Phrase, leave_out, opening, removable
from summarizers.document import Bullet
from summarizers.facts.statements import Statement, content_words, statement
from summarizers.story.coverage import (
    LENGTH,
    CoverageModel,
    OutletText,
    StorySentence,
    WordProbabilities,
    as_sentence,
    word_probabilities,
)
from summarizers.story.novelty import is_known, overlap, repeats
from summarizers.text.boilerplate import is_filler
from summarizers.text.datelines import without_dateline
from summarizers.text.sentences import split

SENTENCES = 20
"""How many sentences of an article `summarise_story` looks at."""
# All chosen by hand.
_USUAL_BULLETS = 3  # bullets; of more, the further ones may be about anything
_LEAD_PLACES = 2  # places of an article at which its lead stands
_MIN_WORDS = 3  # content words and figures; "It was a busy week" tells nothing beside others
_CANDIDATES_A_BULLET = 4  # candidates for each bullet that is wanted
_ECHO_SHARE, _MIN_ECHO_WORDS = 0.7, 2  # share of a bullet's weight in another, and words, at least
_LEAD_SHARE, _DENIAL_SHARE = (
    0.66,
    0.8,
)  # the same for two outlets' leads; and where one denies something
_EVENT_SHARE = 0.5  # the same for words that are no names: what happened, and not only to whom
_TOLD_SHARE = 0.5
"""Share of a bullet's statement in one bullet of another outlet from which that tells it too."""


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
        chosen = _ordered(_choose(articles, found, count, known), found, articles)
    return [StoryBullet(one.bullet, articles[one.article].id) for one in chosen]


def summarise_story(articles: Sequence[StoryArticle], count: int) -> list[StoryBullet]:
    """The same from the articles' texts: every sentence fit to be a bullet may become one."""
    return story_bullets([replace(a, bullets=_sentences(a)) for a in articles], count)


def _sentences(article: StoryArticle) -> tuple[Bullet, ...]:
    """The sentences of an article that may stand as bullets, datelines left out."""
    found = list[Bullet]()
    sentences = split(article.text, article.language)[:SENTENCES]
    for place, sentence in enumerate(sentences):
        text = sentence.text[opening(sentence.text, place, article.language) :]
        text = _shortened(text, article.language)
        if sentence.heading or rules.is_inside_quotation(sentences, place):
            continue
        if len(text) <= rules.MAX_BULLET_CHARS and not rules.is_refused(text):
            found.append(Bullet(text, sentence.start, sentence.end))
    return tuple(found)


def _shortened(text: str, language: str) -> str:
    """The sentence, or as much of it as fits a bullet once whole phrases are left out."""
    gone = list[Phrase]()
    wordy = rules.MAX_BULLET_CHARS < len(text) < 3 * rules.MAX_BULLET_CHARS
    phrases = removable(text, language) if wordy else []
    for phrase in sorted(phrases, key=lambda phrase: phrase.end - phrase.start):
        if all(phrase.end <= other.start or phrase.start >= other.end for other in gone):
            gone.append(phrase)
        if len(short := leave_out(text, gone)) <= rules.MAX_BULLET_CHARS:
            return short
    return text


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
    """The bullets that make the best account together, each with something of its own."""
    likely = word_probabilities(_outlets(articles, found))
    account = CoverageModel(likely, LENGTH * min(count, _USUAL_BULLETS))
    left, chosen = _best(found, account, count, known), list[_Candidate]()
    while left and len(chosen) < count:
        ready = [one for one in left if not one.needs_context or _support(one, chosen)]
        if not ready:
            break
        if chosen:
            best = max(ready, key=lambda one: account.with_sentence(one.content))
        else:
            best = _opening(ready, likely)
        account.add(best.content)
        chosen.append(best)
        left = [one for one in left if one is not best and not _echoes(one, best, likely.words)]
    return chosen


def _opening(ready: Sequence[_Candidate], likely: WordProbabilities) -> _Candidate:
    """The bullet that tells most of the story alone, from the start of an article if it can be."""
    account = CoverageModel(likely, LENGTH)
    early = [one for one in ready if one.place < _LEAD_PLACES]
    return max(early or ready, key=lambda one: account.with_sentence(one.content))


def _echoes(one: _Candidate, told: _Candidate, likely: Mapping[str, float]) -> bool:
    """Whether `one` tells mainly what a chosen bullet tells, figures or not.

    Names aside, words weigh as much as the story is about them: two accounts of its main event
    share those, however differently they are told.
    """
    if repeats(one.states, told.states) or _same_lead(one, told, likely):
        return True
    if one.needs_context or one.states.negated != told.states.negated:
        return False
    plain = one.states.words - one.states.names
    shared = plain & told.states.words
    enough = _ECHO_SHARE * _mass(plain, likely)
    return len(shared) >= _MIN_ECHO_WORDS and _mass(shared, likely) >= enough


def _same_lead(one: _Candidate, told: _Candidate, likely: Mapping[str, float]) -> bool:
    """Whether both are leads, of two articles: these tell the main event, mostly at less overlap
    than elsewhere. A denial among much that is shared stands in a clause on the side."""
    if one.needs_context or one.article == told.article or one.place or told.place:
        return False
    mine, theirs, names = one.states.words, told.states.words, one.states.names
    share = _LEAD_SHARE if one.states.negated == told.states.negated else _DENIAL_SHARE
    return _mass(mine & theirs, likely) >= share * _mass(mine, likely) and (
        _mass(mine & theirs - names, likely) >= _EVENT_SHARE * _mass(mine - names, likely)
    )


def _mass(words: Iterable[str], likely: Mapping[str, float]) -> float:
    return sum([likely[word] for word in words])


def _best(
    found: Sequence[_Candidate], account: CoverageModel, count: int, known: Sequence[Statement]
) -> list[_Candidate]:
    """The candidates that are worth most by themselves, among those that bring news."""
    telling = [one for one in found if one.needs_context or _says_enough(one.states)] or found
    ranked = sorted(telling, key=lambda one: -account.with_sentence(one.content))
    return [one for one in ranked if _is_news(one, (), known)][: _CANDIDATES_A_BULLET * count]


def _says_enough(states: Statement) -> bool:
    return len(states.words) + len(states.numbers) >= _MIN_WORDS


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


def _ordered(
    chosen: Sequence[_Candidate],
    found: Sequence[_Candidate],
    articles: Sequence[StoryArticle],
) -> list[_Candidate]:
    """The bullet that tells most, the common core, the rest; what needs another, behind it.

    Core and rest are each in the order in which their articles have them.
    """
    sizes = Counter(one.article for one in found)

    def key(one: _Candidate) -> tuple[bool, bool, float, int]:
        alone = not _is_shared(one, found, articles)
        return one is not chosen[0], alone, one.place / sizes[one.article], one.article

    ordered = sorted((one for one in chosen if not one.needs_context), key=key)
    for one in sorted((one for one in chosen if one.needs_context), key=lambda one: one.place):
        support = _support(one, ordered)
        ordered.insert(ordered.index(support) + 1 if support else len(ordered), one)
    return ordered


def _is_shared(
    one: _Candidate, found: Sequence[_Candidate], articles: Sequence[StoryArticle]
) -> bool:
    """Whether another outlet tells it too."""
    outlet = articles[one.article].outlet
    others = (other for other in found if articles[other.article].outlet != outlet)
    return any(overlap(one.states, other.states) >= _TOLD_SHARE for other in others)
