"""Which article of a story leads, and its order: the one that begins with the event, plainly.

Every headline is an outlet's own short version of the event, so a first bullet that holds the words
of many headlines, and of many other first bullets, tells it. Background is no account of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from summarizers.facts.loaded import is_loaded
from summarizers.facts.statements import content_words, statement
from summarizers.story.candidates import StoryCandidate
from summarizers.story.wording import explains, finds

_LOADED_COST, _QUOTED_COST = 0.1, 0.5  # what such a first bullet costs its article
_BRIEF, _BRIEF_COST = 9, 0.3  # spaces below which a first bullet says no more than a headline
_FRONTED_COST = 0.1  # of "One day after …," and "As the waters receded, …" in front of the news
_OLDER, _OLDER_COST = timedelta(hours=6), 0.25  # behind the newest article, and what that costs

_PLANNED_COST, _SAME_WORDS = 0.15, 3  # of what has happened by now; words that the two share
_SHARED_NUMBER_COST, _SHARED = 0.07, 2  # of each number that so many headlines have and it has not
_REACTION_COST = 0.35  # of how people took the event, where headlines tell the event itself
_FRONT_CHARS = 140  # of a first bullet, in which its main clause stands
_ORPHAN_COST = 0.4  # of "The story was soon picked up", where the article's beginning is left out
_ABOVE_COST = 0.15  # of an article whose first sentence is no bullet: a scene, a teaser
_STRAY_COST = 0.2  # of what has no word of its own headline: its event is another
_EXPLAINS_COST = 0.25  # of an analysis, which tells the event by the way
_EFFECT_COST, _FRONT_SHARE = 0.3, 0.4
QUOTES = ('"', "“", "„", "«", "»", "‘")
# "One day after she won the vote, Ana Roth met …", "… faulty before the ship ran aground".
_BACKGROUND = re.compile(
    r"^(?:[^\s,]+ ){0,4}(?:after|before|since|until|when|as|while|nach|vor|bevor|nachdem|après"
    r"|avant|depuis|lorsque|tras|después|antes|desde|cuando|dopo|prima|quando|depois|после|до"
    r"|когда)\b[^,]{5,140},|\b(?:before|bevor|ehe|avant que|antes de|prima che|прежде чем)\b.*$",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"\w+ (?:day|hour|week|night|morning)s? after [^,]{5,140},",
    re.IGNORECASE,
)
_SECOND_HAND_COST = 0.02
_AFTER = re.compile(
    r",? (?:after|nachdem|après que|después de que|luego de que|dopo che|depois (?:de )?que"
    r"|после того,? как) ",
    re.IGNORECASE,
)
# What somebody may do now is an effect; what somebody has done is the next event.
_MODAL = re.compile(
    r"\b(?:can|could|may|might|hopes?|braces?|faces?|prepares?|fears?|wonders?|können|dürfen|hoffen"
    r"|müssen|fürchten|peu(?:t|vent)|pourrai(?:t|ent)|espèrent|craignent|pueden?|podrán?|esperan"
    r"|temen|possono|può|sperano|temono|podem?|poderão|esperam|temem|мо(?:жет|гут)|надеются"
    r"|опасаются)\b",
    re.IGNORECASE,
)

# "Five-star", "20-year-old": a kind, and no figure of the event.
_COMPOUND = re.compile(r"\b\w+-(?=[a-z])\S+")


@dataclass(frozen=True, slots=True)
class Opening:
    """How one article begins: its first bullet with its content words, and its headline.

    `beginning` are the words of its first sentences; `above` is the text above the first bullet.
    """

    text: str
    headline: str
    language: str
    words: frozenset[str]
    published: datetime | None = None
    beginning: frozenset[str] = frozenset()
    above: str = ""


def plainest(
    openings: Mapping[int, Opening],
    headlines: Sequence[frozenset[str]],
    told: Sequence[frozenset[str]],
) -> int:
    """The key of the article that leads; the first of equals.

    `headlines` are the content words of every article's headline, and `told` the words of its text,
    those of articles without a bullet too; the keys of `openings` are places in `told`.
    """
    shared = _shared_numbers([one.headline for one in openings.values()])
    newest = max((one.published for one in openings.values() if one.published), default=None)

    def worth(number: int) -> float:
        one = openings[number]
        others = [other for key, other in openings.items() if key != number]
        cost = _wording_cost(one) + _OLDER_COST * _is_older(one, newest)
        cost += _PLANNED_COST * _is_planned(one, others)
        cost += _EXPLAINS_COST * explains(one.headline, one.language)
        cost += _SHARED_NUMBER_COST * len(shared - _numbers(one.text, one.language))
        cost += _EFFECT_COST * _tells_an_effect(one, headlines)
        heard = [words for place, words in enumerate(told) if place != number]
        return _heard(one, heard) * (1 - cost)

    return max(sorted(openings), key=worth)


def _heard(one: Opening, others: Sequence[frozenset[str]]) -> int:
    """How much of what one article begins with the others tell, in words: a longer beginning tells
    more."""
    return sum(len(one.beginning & words) for words in others)


def _wording_cost(one: Opening) -> float:
    """What it costs an article that its first bullet is loaded, quoted, brief or a scene."""
    cost = _LOADED_COST * is_loaded(one.text, one.language)
    cost += _QUOTED_COST * one.text.startswith(QUOTES)
    cost += _BRIEF_COST * (0 < one.text.count(" ") < _BRIEF)  # none: a script without spaces
    cost += _SECOND_HAND_COST * bool(finds("second_hand", one.text, one.language))
    cost += _REACTION_COST * tells_a_reaction(one.text, one.headline, one.language)
    cost += _ORPHAN_COST * _is_orphan(one) + _ABOVE_COST * bool(one.above.strip())
    cost += _STRAY_COST * one.words.isdisjoint(content_words(one.headline, one.language))
    return cost + _FRONTED_COST * bool(_BACKGROUND.match(one.text))


def tells_a_reaction(text: str, headline: str, language: str) -> bool:
    """Whether an account is of how people took what somebody said, by its bullet and headline."""
    front = text[:_FRONT_CHARS]
    return bool(finds("reaction", front, language) or finds("reaction", headline, language))


def _is_orphan(one: Opening) -> bool:
    """Whether it begins with a thing that its article introduced above."""
    if not one.above.strip():
        return False
    return bool(
        finds("stands_for", one.text, one.language) or finds("refers", one.text, one.language)
    )


def _shared_numbers(headlines: Sequence[str]) -> frozenset[float]:
    """The figures that several headlines have, which belong to the main fact."""
    plain = [_COMPOUND.sub("", text) for text in headlines]
    counts = Counter(value for text in plain for value in _numbers(text, "en"))
    return frozenset(value for value, times in counts.items() if times >= _SHARED)


def _numbers(text: str, language: str) -> frozenset[float]:
    return frozenset(value for value, _, _ in statement(text, language).numbers)


def _is_older(one: Opening, newest: datetime | None) -> bool:
    return bool(newest and one.published and newest - one.published >= _OLDER)


def _is_planned(one: Opening, others: Sequence[Opening]) -> bool:
    """Whether it begins with what is expected where another begins with what has happened."""
    if not finds("planned", one.text, one.language):
        return False
    return any(
        len(one.words & other.words) >= _SAME_WORDS
        and not finds("planned", other.text, other.language)
        for other in others
    )


def _tells_an_effect(one: Opening, headlines: Sequence[frozenset[str]]) -> bool:
    """Whether the event of the headlines stands in the background: "Owners can hope for cheaper
    loans after the bank cut its rate", "One day after she won the vote, Roth met the Greens"."""
    split, fronted = _AFTER.search(one.text), _FRONTED.match(one.text)
    if fronted:
        told = one.text[fronted.end() :]
    elif split and _MODAL.search(one.text, 0, split.start()):
        told = one.text[: split.start()]
    else:
        return False
    front = one.words & statement(told, one.language).words
    return sum(len(front & words) for words in headlines) < _FRONT_SHARE * sum(
        len(one.words & words) for words in headlines
    )


def in_reading_order(own: Sequence[StoryCandidate]) -> list[StoryCandidate]:
    """The leading article's chosen bullets, its main fact first, unless one sentence above that
    introduces it: behind it, it reads as another event. Several above are a scene."""
    above = [one for one in own if one.bullet.start < own[0].bullet.start]
    if len(above) != 1:
        return list(own)
    return sorted(own, key=lambda one: one.bullet.start)
