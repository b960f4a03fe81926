"""Plain words that stand for a command: "settings", "mute transfers", "news about the ferry".

>>> command_of("Mute transfers"), command_of("Einstellungen"), command_of("ferry")
(('mute', 'transfers'), ('settings', ''), None)
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from summarizers.text.fold import fold, folded_words

_MAX_CHARS = 120
_NUMBER = re.compile(r"#?\d{1,2}")
_ENDS = " .!?…"


def command_of(text: str) -> tuple[str, str] | None:
    """The command that a short text stands for, and what it is about as it was written; None for a
    text that only names something. "Why" asks about a number of the edition alone."""
    if len(text) > _MAX_CHARS:
        return None
    whole, before, articles = _phrases()
    if name := whole.get(tuple(folded_words(text))):
        return name, ""
    words = text.split()
    for many in range(min(len(words) - 1, _longest()), 0, -1):
        name = before.get(" ".join(fold(word) for word in words[:many]))
        some = many + (fold(words[many]) in articles and len(words) > many + 1)
        about = " ".join(words[some:]).strip(_ENDS)
        if name and about and (name != "why" or _NUMBER.fullmatch(about)):
            return name, about
    return None


@cache
def _phrases() -> tuple[Mapping[tuple[str, ...], str], Mapping[str, str], frozenset[str]]:
    data = tomllib.loads((files("bot.core") / "data" / "plain_commands.toml").read_text("utf-8"))
    whole = {
        tuple(folded_words(phrase)): name
        for name, phrases in data["whole"].items()
        for phrase in phrases
    }
    before = {fold(phrase): name for name, all_ in data["before"].items() for phrase in all_}
    return whole, before, frozenset(map(fold, data["articles"]))


@cache
def _longest() -> int:
    return max(len(phrase.split()) for phrase in _phrases()[1])
