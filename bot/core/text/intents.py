"""What a reader wants who writes plain words: help, the news, an end; else they look for something.

>>> intent_of("Danke schön!")
<Intent.THANKS: 'thanks'>
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files

from summarizers.text.fold import folded_words

MAX_INTENT_CHARS = 40


class Intent(StrEnum):
    """A wish that plain words can name, as `data/intents.toml` lists it."""

    HELP = "help"
    HELLO = "hello"
    THANKS = "thanks"
    NEWS = "news"
    STOP = "stop"
    FINE = "fine"  # nothing but to be heard: "ok", "good night"


def intent_of(text: str) -> Intent | None:
    """The wish that the whole text names, in any language of the interface; else None."""
    if len(text) > MAX_INTENT_CHARS:
        return None
    if text.strip() and not any(letter.isalnum() for letter in text):
        return Intent.HELP if "?" in text else Intent.FINE  # signs and smileys alone
    return _phrases().get(tuple(folded_words(text)))


@cache
def _phrases() -> dict[tuple[str, ...], Intent]:
    table = tomllib.loads((files("bot.core") / "data" / "intents.toml").read_text("utf-8"))
    return {
        tuple(folded_words(phrase)): Intent(name)
        for name, phrases in table.items()
        for phrase in phrases
    }
