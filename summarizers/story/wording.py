"""The wording of sentences in a story: the patterns of `story.toml`, by kind and language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from summarizers.facts.statements import statement
from summarizers.resources import load_toml

AT_START = (
    "contrast",
    "also",
    "explains",
    "refers",
    "stands_for",
    "label",
    "perfect",
    "verdict",
    "object",
)
"""Kinds that tell something at the start of a sentence only."""


def finds(kind: str, text: str, language: str) -> re.Match[str] | None:
    """The first place where a sentence is worded in this way ("contrast", "also"), if any."""
    return next(all_found(kind, text, language), None)


def all_found(kind: str, text: str, language: str) -> Iterator[re.Match[str]]:
    """All places where a sentence is worded in this way."""
    for pattern in _patterns(kind, language):
        if kind not in AT_START:
            yield from pattern.finditer(text)
        elif found := pattern.match(text):
            yield found


@cache
def _patterns(kind: str, language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rule["pattern"], re.IGNORECASE if kind == "explains" else re.NOFLAG)
        for rule in load_toml("story.toml")[kind]
        if rule["language"] == (language or "en")
    )


def explains(headline: str, language: str) -> bool:
    """Whether a headline is that of an analysis or a comment, which judges what it tells."""
    return "?" in headline or bool(finds("explains", headline, language))


def has_bare_pronoun(text: str, language: str) -> bool:
    """Whether "he" or "she" stands in front of any name: "To govern she needs the Greens"; or
    "him" beside the only one, which it cannot mean: "Helen Strand had sent him on"."""
    if finds("object", text, language):
        return True
    found = finds("pronoun", text, language)
    if found is None:
        return False
    first, *rest = text[: found.start()].split() or [""]
    opens = first[:1].isupper() and bool(statement(first, language).words)
    return not opens and not any(word.lstrip("\"'“‘(«„")[:1].isupper() for word in rest)
