"""The sentence that an article passes over and its opening needs: who "the Scottish boxer" is.

A scene or a common truth in front of the news often has the one name of its person or place. Where
the news behind it only describes that one, the sentence above has to be told first: without it the
news is about nobody. Such a pair reads better than the next sentence that stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizers.lead.draft import Draft, Fit
from summarizers.lead.fitness import patterns
from summarizers.lead.passing import is_on_first_names, meets_hidden
from summarizers.lead.support import UNIQUE, full_names

REACH = 3
"""Sentences above the opening among which the one that introduces is looked for."""
_NAME_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
# "Being able to use these to prepare a move": of what stands right above.
_BARE = re.compile(
    r"[^,;:\"“”]{0,80}\b(?:use|using|of|with|for|do|make|making|about|like|from) (?:these|those)"
    r"(?= (?:to|for|in|on|at|and|or|by|as)\b|[.,;:])"
)
_NO_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
    " July August September October November December Christmas Easter".split()
)
_PLACES = frozenset("city country nation state town region village family team".split())
# "The first two months", "the past week": of time, and no description.
_NO_EPITHET = frozenset(
    "first second third last next past whole entire new old same other federal local national"
    " current former final best most two three four five".split()
)


def introducer(draft: Draft, fit: Sequence[Fit], place: int) -> int | None:
    """The place of the sentence that has to stand above the opening at `place`, if any has to."""
    one, language = fit[place], draft.document.language
    if not one.index:
        return None
    above = place - 1
    if place and fit[above].index == one.index - 1 and language == "en" and _BARE.match(one.text):
        return _start(draft, fit, above)
    for above in range(place - 1, max(-1, place - 1 - REACH), -1):
        if _introduces(draft, fit[above].text, one.text, language):
            return _start(draft, fit, above)
    return None


def _start(draft: Draft, fit: Sequence[Fit], place: int) -> int | None:
    """The place from which the sentence at `place` can be read."""
    while place and fit[place].leans and fit[place].index:
        if fit[place - 1].index != fit[place].index - 1:
            return None
        place -= 1
    above = introducer(draft, fit, place)
    return place if above is None else above


def _introduces(draft: Draft, above: str, text: str, language: str) -> bool:
    known = draft.headline
    if language == "en" and is_on_first_names(text, [above], known):
        return True
    found = [m for p in patterns("epithet", language) if (m := p.match(text))]
    if language != "en":
        named = bool(_names(text)) or bool(draft.guide.words)
        return bool(found) and not named and bool(_names(above))
    found = [one for one in found if _is_description(one)]
    if any(meets_hidden(one, [above], known) for one in found):
        return True
    return bool(found) and not draft.guide.words and bool(_capitals(above) - _capitals(text))


def _is_description(found: re.Match[str]) -> bool:
    """Whether "the X" of a beginning describes somebody or something that is not named."""
    if found["front"] and _NAME_INSIDE.search(found["front"]):
        return False
    phrase = found["phrase"].split()
    if found["head"] in _PLACES:
        return bool(phrase) and not _NO_EPITHET & set(phrase)
    return found["head"] not in UNIQUE


def _names(text: str) -> frozenset[str]:
    return frozenset(full_names(text))


def _capitals(text: str) -> frozenset[str]:
    return frozenset(_NAME_INSIDE.findall(text)) - _NO_NAMES
