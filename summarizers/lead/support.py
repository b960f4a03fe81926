"""Which earlier sentence a sentence leans on: by pronouns, link words, and "the X" of "an X".

What leans is taken with its support, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from summarizers.bullets import rules
from summarizers.lead.fitness import patterns

_NAMED_LATER = re.compile(r"(?:^|, |\bbut |\band )(?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+\b")
_EXPLAINS_ITSELF = re.compile(
    r"\W{0,2}(?:He|She|They|It|His|Her|Their) [^,.;]{3,90}, (?:but |yet |and )?"
    r"(?:[A-Z][\w'’-]+ ){1,3}[A-Z][\w'’-]+ "
)
# The head of "the attack", "these two suspects", "such a law": its last word before something
# that is no part of a noun phrase.
_DEFINITE = re.compile(
    r"\b(?P<word>[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ss]uch an?) "
    r"(?P<phrase>(?:[a-z][a-z'’-]+ ){0,2}?)(?P<head>[a-z]{3,})"
    r"(?= (?:was|were|is|are|has|have|had|will|would|can|could|may|might|must|also|said|says"
    r"|began|came|took|made|killed|left|struck|hit|happened|and|who|which|that|in|on|at|by|from"
    r"|to|after|before|with|for)\b|[.,;:]|$)"
)
# "An attack", "three masked attackers": the words behind an article or a number introduce a noun.
_INTRODUCES = re.compile(
    r"\b(?:an?|another|one|two|three|four|five|six|seven|eight|nine|ten|some|several|\d[\d,.]*)"
    r" ((?:[\w'’-]+ ){0,3}[\w'’-]+)",
    re.IGNORECASE,
)
# Nouns that everybody knows without an introduction.
_UNIQUE = frozenset(
    "police government president minister mayor city country world war internet economy weather"
    " state nation public press court media market year day week month morning evening night"
    " time end start rest first last whole number area country's people family team way case"
    " past future sun sea law army parliament senate house council city's town region".split()
)


def leans(text: str, index: int, language: str) -> bool:
    """Whether the sentence cannot be read without the one right above it.

    A pronoun that the same sentence explains leans on nothing, nor does the first sentence of an
    article that names somebody.
    """
    if any(pattern.match(text) for pattern in patterns("link", language)):
        return True
    if not rules.needs_context(text, language):
        return False
    if language == "en" and _EXPLAINS_ITSELF.match(text):
        return False
    return index > 0 or not _NAMED_LATER.search(text)


@lru_cache(maxsize=4096)
def _introduced(text: str) -> frozenset[str]:
    """The words of a sentence that may be nouns which it introduces, in lower case, singular."""
    phrases = (found[1] for found in _INTRODUCES.finditer(text))
    return frozenset(word.lower().rstrip("s") for phrase in phrases for word in phrase.split())


def introduced_at(text: str, index: int, before: Sequence[str], known: str) -> int | None:
    """Where the article first speaks of "an X" that this English sentence calls "the X".

    `before` are the sentences above it, `known` what a reader of the bullet has read: headline
    and chosen bullets. None when nothing is missing.
    """
    lowered = known.lower()
    for found in _DEFINITE.finditer(text):
        head = found["head"]
        if head in _UNIQUE or head in lowered:
            continue
        noun = head.rstrip("s")
        if noun in _introduced(text[: found.start()]):
            continue
        for place, sentence in enumerate(before[:index]):
            if noun in _introduced(sentence):
                return place
    return None
