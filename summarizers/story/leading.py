"""Which article of a story leads: the one that begins with the event, in plain words.

Every headline is an outlet's own short version of the event, so a first bullet that holds the words
of many headlines, and of many other first bullets, tells it. Background is no account of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from summarizers.facts.loaded import is_loaded
from summarizers.facts.statements import content_words, statement
from summarizers.story.coverage import LENGTH

_HEADLINE_WEIGHT = 1.0  # of a headline's word beside one that another outlet begins with
_LOADED_COST, _QUOTED_COST = 0.1, 0.3  # what such a first bullet costs its article
_BRIEF, _BRIEF_COST = 6, 0.3  # spaces below which a first bullet says no more than a headline
_OLDER, _OLDER_COST = timedelta(hours=6), 0.25  # behind the newest article, and what that costs
QUOTES = ('"', "“", "„", "«", "‘")
# "One day after she won the vote, Ana Roth met …", "… faulty before the ship ran aground".
_BACKGROUND = re.compile(
    r"^(?:[^\s,]+ ){0,4}(?:after|before|since|until|when|as|while|nach|vor|bevor|nachdem|après"
    r"|avant|depuis|lorsque|tras|después|antes|desde|cuando|dopo|prima|quando|depois|после|до"
    r"|когда)\b[^,]{5,140},|\b(?:before|bevor|ehe|avant que|antes de|prima che|прежде чем)\b.*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """How one article begins: its first bullet with its content words, and its headline."""

    text: str
    headline: str
    language: str
    words: frozenset[str]
    published: datetime | None = None


def plainest(openings: Mapping[int, Opening], headlines: Sequence[frozenset[str]]) -> int:
    """The key of the article that leads; the first of equals.

    `headlines` are the content words of every article's headline, those of articles without a
    bullet too.
    """
    begin = {
        number: one.words | set(content_words(one.headline, one.language))
        for number, one in openings.items()
    }

    newest = max((one.published for one in openings.values() if one.published), default=None)

    def worth(number: int) -> float:
        one = openings[number]
        heard = sum(len(one.words & begin[other]) for other in begin if other != number)
        told = one.words & foreground(one.text, one.language)
        promised = sum(len(told & words) for words in headlines)
        cost = _LOADED_COST * is_loaded(one.text, one.language)
        cost += _QUOTED_COST * one.text.startswith(QUOTES)
        cost += _BRIEF_COST * (0 < one.text.count(" ") < _BRIEF)  # none: a script without spaces
        cost += _OLDER_COST * _is_older(one, newest)
        weight = heard + _HEADLINE_WEIGHT * promised
        return weight / (len(one.words) + LENGTH) * (1 - cost)

    return max(sorted(begin), key=worth)


def _is_older(one: Opening, newest: datetime | None) -> bool:
    return bool(newest and one.published and newest - one.published >= _OLDER)


def foreground(text: str, language: str) -> frozenset[str]:
    """The content words of what a sentence tells, without those of what came before it."""
    return statement(_BACKGROUND.sub("", text), language).words
