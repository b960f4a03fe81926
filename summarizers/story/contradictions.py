"""Where outlets differ: numbers of one and the same thing that cannot both be right.

A thing is known by what is counted and what befell it ("people killed") and by the sentences it
stands in, which must tell of one event. What an outlet gives two numbers for tells nothing, nor
does a number that the other's rounding ("about 200", "more than a million") allows for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations

from summarizers.facts import numerals, quantities
from summarizers.facts.numerals import Numeral
from summarizers.facts.quantities import Quantity
from summarizers.facts.statements import Statement, content_words, statement
from summarizers.story.bullets import StoryArticle
from summarizers.story.novelty import overlap
from summarizers.text.sentences import split
from summarizers.text.tokens import LETTERS

SENTENCES = 12
"""How many sentences of an article are looked at; further down stands what was before."""
# All chosen by hand.
_MAX_SENTENCE_CHARS = 800  # what is longer is no sentence but a table
_LIKE_SHARE = 0.25  # least share of the shorter sentence in the other where they share a name
_LIKE_SHARE_NAMELESS = 0.45  # the same where they share none
_MIN_SHARED_WORDS = 2  # words that they share besides the counted thing
_MAX_RATIO = 3.0  # times: numbers further apart than that count different things
_AROUND_CHARS = 45  # characters on each side that are the near surroundings of a number
_LIKE_SHARE_AROUND = 0.5
_TOUCHING_WORDS = 3  # content words on each side, of which one must be the same
_MAX_APART = timedelta(hours=24)  # articles further apart in time differ because things changed

_NAMING_WORDS = 3  # words that name what a sum or a share is of
_WORD = re.compile(rf"{LETTERS}(?:['’-]{LETTERS})*")
_PLACE = re.compile(r"(?:In|At|Near|Im|En|À|A) ([A-ZÀ-Þ][\w'’-]+)")
_ONE_OF = re.compile(
    r"\b(?:includ(?:ing|es)|plus|besides|(?:as well as|along with)|excluding|not counting)"
    r" (?:the |a |an |its |his |her )?(?:\w+ )?(?:gunman|shooter|attacker|assailant|suspect|bomber"
    r"|driver|pilot|perpetrator|killer|himself|herself)\b"
)
Slot = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Value:
    """One outlet's number: `text` as written, in the sentence `start:end` of its article."""

    text: str
    outlet: str
    article_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What is counted ("people killed"), and each outlet's value of it, in the articles' order."""

    slot: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class _Mention:
    article: StoryArticle
    quantity: Quantity
    sentence: str
    start: int
    end: int
    states: Statement
    scope: frozenset[str]


def contradictions(articles: Sequence[StoryArticle]) -> list[Contradiction]:
    """The numbers in which the outlets of a story contradict each other, most telling first."""
    slots: dict[Slot, list[_Mention]] = {}
    for article in articles:
        for mention in _mentions(article):
            one = mention.quantity
            slots.setdefault((one.kind, one.noun, one.event), []).append(mention)
    found = list[Contradiction]()
    for slot, mentions in slots.items():
        firm = _firm(mentions)
        told = _contradicting(slot, firm)
        if told:
            found.append(Contradiction(_named(slot, told), tuple(_value(one) for one in told)))
    return found


def _mentions(article: StoryArticle) -> Iterator[_Mention]:
    for sentence in split(article.text, article.language)[:SENTENCES]:
        if sentence.heading or len(sentence.text) > _MAX_SENTENCE_CHARS:
            continue
        for quantity in quantities.find(sentence.text, article.language):
            states = statement(sentence.text, article.language)
            scope = quantities.scope(sentence.text, article.language)
            yield _Mention(
                article, quantity, sentence.text, sentence.start, sentence.end, states, scope
            )


def _firm(mentions: Sequence[_Mention]) -> list[_Mention]:
    """The first mention of each outlet that gives one number only."""
    by_outlet: dict[str, list[_Mention]] = {}
    for mention in mentions:
        by_outlet.setdefault(mention.article.outlet, []).append(mention)
    return [
        group[0]
        for group in by_outlet.values()
        if all(one.quantity.number.allows(group[0].quantity.number) for one in group)
    ]


def _contradicting(slot: Slot, firm: Sequence[_Mention]) -> list[_Mention]:
    """Those of the mentions that tell of the same as one that contradicts them."""
    told = list[_Mention]()
    for one, other in combinations(firm, 2):
        if _contradict(one, other) and _same_thing(slot, one, other):
            told += [mention for mention in (one, other) if mention not in told]
    return [mention for mention in firm if mention in told]


def _contradict(one: _Mention, other: _Mention) -> bool:
    """Whether two numbers cannot both be right, and yet are near enough to mean the same."""
    mine, theirs = one.quantity.number, other.quantity.number
    if mine.allows(theirs) or _sums_up(one, theirs) or _sums_up(other, mine):
        return False
    if abs(mine.value - theirs.value) == 1 and (_counts_in(one) or _counts_in(other)):
        return False
    small, large = sorted((mine.value, theirs.value))
    return small > 0 and large <= _MAX_RATIO * small


def _counts_in(mention: _Mention) -> bool:
    """Whether a sentence says that one more or less is counted: "four, including the gunman"."""
    return bool(_ONE_OF.search(mention.sentence, mention.quantity.end))


def _sums_up(one: _Mention, whole: Numeral) -> bool:
    """Whether two numbers of the sentence make the other's: "2.5 million to A, 1.5 to B"."""
    values = [number.value for number in numerals.find(one.sentence, one.article.language)]
    return any(whole.low <= a + b <= whole.high for a, b in combinations(values, 2))


def _same_thing(slot: Slot, one: _Mention, other: _Mention) -> bool:
    """Whether two sentences tell of one event, as far as their words tell."""
    if _apart(one.article, other.article) or one.scope != other.scope:
        return False
    if _elsewhere(one, other) or _elsewhere(other, one) or _written(one) != _written(other):
        return False
    kind, noun, event = slot
    mine, theirs = _besides(one, slot), _besides(other, slot)
    shared = len(mine.words & theirs.words)
    likeness = max(overlap(mine, theirs), overlap(theirs, mine))
    common = mine.names & theirs.names
    if mine.names and theirs.names and not common:
        return False
    if shared < _MIN_SHARED_WORDS or likeness < (_LIKE_SHARE if common else _LIKE_SHARE_NAMELESS):
        return False
    return (kind == "count" and event != "") or _alike_nearby(one, other, noun)


def _apart(one: StoryArticle, other: StoryArticle) -> bool:
    if one.published is None or other.published is None:
        return False
    return abs(one.published - other.published) > _MAX_APART


def _elsewhere(one: _Mention, other: _Mention) -> bool:
    """Whether a sentence opens with a place that the other does not name: "In Alexandria, …"."""
    match = _PLACE.match(one.sentence)
    return match is not None and match[1] not in other.sentence


def _written(mention: _Mention) -> bool:
    """Whether the number is a part of a compound: "the 16-year-old", not "was 16 years old"."""
    return "-" in mention.sentence[mention.quantity.number.end : mention.quantity.end]


def _besides(mention: _Mention, slot: Slot) -> Statement:
    """What the sentence states besides the slot itself."""
    text, language = mention.states, mention.article.language
    own = statement(f"{mention.quantity.words} {slot[1]} {slot[2]} people", language).words
    return replace(text, words=text.words - own, names=text.names - own)


def _alike_nearby(one: _Mention, other: _Mention, noun: str) -> bool:
    """Whether the words around the numbers are much the same, those next to them above all."""
    reach = 1 if noun == "people" else _TOUCHING_WORDS
    if not _touching(one, reach) & _touching(other, reach):
        return False
    mine, theirs = _around(one), _around(other)
    if len(mine.words & theirs.words) < _MIN_SHARED_WORDS:
        return False
    return max(overlap(mine, theirs), overlap(theirs, mine)) >= _LIKE_SHARE_AROUND


def _touching(mention: _Mention, reach: int) -> set[str]:
    """The content words next to a quantity and its noun, `reach` on each side."""
    text, language = mention.sentence, mention.article.language
    end = mention.quantity.end + len(mention.quantity.words)
    before = content_words(text[: mention.quantity.start], language)
    return {*before[-reach:], *content_words(text[end:], language)[:reach]}


def _around(mention: _Mention) -> Statement:
    """What the words within `_AROUND_CHARS` characters of a quantity state."""
    text = mention.sentence
    start = max(0, mention.quantity.start - _AROUND_CHARS)
    end = min(len(text), mention.quantity.end + _AROUND_CHARS)
    start = text.find(" ", start) if start else 0
    end = text.rfind(" ", 0, end) if end < len(text) else end
    return statement(text[start:end], mention.article.language)


def _value(one: _Mention) -> Value:
    text = one.sentence[one.quantity.start : one.quantity.end]
    return Value(text, one.article.outlet, one.article.id, one.start, one.end)


def _named(slot: Slot, told: Sequence[_Mention]) -> str:
    """The slot in words: what is counted and what befell it, as an outlet writes it.

    Where only a unit is known ("$3 million"), the nearest words that both sentences have.
    """
    kind, noun, event = slot
    if kind != "count":
        return _surroundings(told[0], told[1])
    if noun == "people" and event:
        return f"{noun} {event}"
    written = next((one.quantity.words for one in told if one.quantity.words), noun)
    return " ".join(word for word in (written, event) if word)


def _surroundings(one: _Mention, other: _Mention) -> str:
    start, end = one.quantity.start, one.quantity.end
    shared = list[tuple[int, int, str]]()
    for match in _WORD.finditer(one.sentence):
        key = content_words(match.group(), one.article.language)
        if key and key[0] in other.states.words:
            away = max(start - match.end(), match.start() - end)
            shared.append((away, match.start(), match.group()))
    nearest = sorted(sorted(shared)[:_NAMING_WORDS], key=lambda word: word[1])
    return " ".join(word for _, _, word in nearest)
