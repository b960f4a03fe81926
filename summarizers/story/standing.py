"""Whether a reader of what is told understands another outlet's bullet.

It may name nobody and nothing that only its own article has introduced. What its article calls the
event ("the decision") is known where the event is told.
"""

from __future__ import annotations

import re

from summarizers.facts.statements import statement
from summarizers.lead.support import Introductions, Need
from summarizers.remembering import remembered
from summarizers.story.candidates import StoryCandidate
from summarizers.story.known import Known
from summarizers.story.wording import all_found, finds, has_bare_pronoun

# "The Joint Chiefs of Staff (JCS)": who reads "JCS" has to have read that.
_ABBREVIATION = re.compile(r"\(([A-ZА-ЯЁÄÖÜ]{2,8})\)")
# "An effort by Sen. Rand Paul Tuesday": the day is no part of the name.
_WEEKDAY = re.compile(r"(?<=\w) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_CAPITAL = re.compile(r"\b[^\W\d_a-zß-öø-ÿа-яё]\w+")
# What an article calls the event that its first sentence has told.
_ACTS = frozenset(
    "decision decisions move ruling order vote announcement agreement measure measures mandate"
    " requirement guidance outage verdict sentence attack crash shooting explosion strike"
    " lawsuit suit indictment probe bill law legislation deal plan package proposal"
    " study".split()
)
_SAME_EVENT = 0.6  # weighed share of what stands above a bullet that is told: it is of one event
_KNOWN_TO_ALL = frozenset(
    "police government president minister mayor country world war economy nation public court"
    " market weather first last".split()
)


def stands_alone(one: StoryCandidate, told: Known) -> bool:
    """Whether a reader of what is told, but not of this article, knows of whom a bullet tells."""
    text = one.bullet.text
    if finds("contrast", text, told.language) or finds("label", text, told.language):
        return False
    for short in _ABBREVIATION.findall(one.above):
        if re.search(rf"\b{short}\b", text) and short not in told.text:
            return False
    if has_bare_pronoun(text, told.language):
        return False
    found = finds("stands_for", text, told.language)
    if found and not _knows(found, told) and found["head"] not in acts(one, told):
        return False
    return all(
        _is_met(need, text, told) or need.word in acts(one, told)
        for need in _needs(one.above, text, told.language)
    )


def _is_met(need: Need, text: str, told: Known) -> bool:
    """Whether what a sentence speaks of is told, or named there: "The judge, James Boas, said"."""
    if need.is_met(told.text, ()) or statement(need.word, told.language).words & told.words:
        return True
    return bool(re.search(rf"\b{re.escape(need.word)}, [A-ZА-ЯЁÄÖÜ]", text))


def acts(one: StoryCandidate, told: Known) -> frozenset[str]:
    """The nouns by which a bullet may speak of what stands above it, where that is told."""
    above = statement(f"{one.headline}. {one.above}", told.language).words
    return _ACTS if above and told.share(above) >= _SAME_EVENT else frozenset()


@remembered(512)
def _needs(above: str, text: str, language: str) -> tuple[Need, ...]:
    """What a sentence speaks of that the text above it introduces."""
    return Introductions([_WEEKDAY.sub("", above), text], language).needs(text, 1)


def names_others(one: StoryCandidate, told: Known) -> bool:
    """Whether it has names, none of which is told: of the same kind of event, elsewhere."""
    capitals = statement(" ".join(_CAPITAL.findall(one.bullet.text)), told.language).words
    return bool(one.states.names) and capitals.isdisjoint(told.words)


def refers(one: StoryCandidate, told: Known) -> bool:
    """Whether a bullet begins with "the X", or speaks of "this X", of which nothing is told."""
    text = one.bullet.text
    found = [*all_found("refers", text, told.language), *all_found("these", text, told.language)]
    return any(
        not _knows(each, told, text[: each.start()], _KNOWN_TO_ALL)
        and each["head"] not in acts(one, told)
        for each in found
    )


def _knows(
    found: re.Match[str], told: Known, before: str = "", known: frozenset[str] = frozenset()
) -> bool:
    """Whether the noun of a match is told, stands before it, or is among those that are known."""
    if found["head"] in known:
        return True
    words = statement(found["head"], told.language).words
    if not words:  # "report", which counts for nothing in what a sentence states
        return bool(re.search(rf"\b{re.escape(found['head'])}\b", f"{told.text} {before}"))
    if words & told.words:
        return True
    return bool(before and words & statement(before, told.language).words)
