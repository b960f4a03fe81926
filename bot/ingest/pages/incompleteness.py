"""Why a page's text is not its whole article: a paywall, a wall of consent, or nothing there.

Pages that are no article at all are told by `bot.ingest.pages.walls`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

_LITTLE = 1500
"""Below so many characters of text, a page that speaks of subscribing has kept the rest back."""

_LOCKED_LITTLE = 3000
"""The same for a page whose structured data says that its article is not free."""

_QUOTES = frozenset('"“”„«»「')
"""What somebody says of a membership is no word of the page's own."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")
_SHARE = 0.3
"""Above this share of consent talk, a short text is the wall and not an article."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = tomllib.loads(files("bot.ingest").joinpath("data/problems.toml").read_text("utf-8"))
    return {kind: re.compile("|".join(found), re.I) for kind, found in table.items()}


def problem(text: str, lines: Iterable[str], locked: bool = False) -> str | None:
    """Why `text` is not a page's article: "paywall", "consent", "empty"; None where it is.

    `lines` are all the page's lines, the chosen ones too; `locked` says that the page declares
    its article not to be free.
    """
    patterns = _patterns()
    if not text.strip():
        said = " \n ".join(lines)[:20_000]
        kinds = [kind for kind in ("paywall", "consent") if patterns[kind].search(said)]
        return kinds[0] if kinds and len(said) > 40 else "empty"
    if len(text) < _LITTLE:
        if _talks_of(patterns["consent"], text):
            return "consent"
        calls = (line for line in lines if len(line) < 400 and line[:1] not in _QUOTES)
        if any(patterns["paywall"].search(line) for line in calls):
            return "paywall"
    return "paywall" if locked and len(text) < _LOCKED_LITTLE else None


def _talks_of(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the sentences in which the pattern is found make up much of the text."""
    parts = _SENTENCE.split(text)
    return sum(len(part) for part in parts if pattern.search(part)) > _SHARE * len(text)


def declared_locked(article: dict[str, Any], meta: dict[str, str]) -> bool:
    """Whether structured data or meta elements say that the article is not free to read."""
    free = article.get("isAccessibleForFree")
    if free is False or str(free).strip().lower() in {"false", "http://schema.org/false"}:
        return True
    return meta.get("article:content_tier", "").lower() in {"locked", "metered"}
