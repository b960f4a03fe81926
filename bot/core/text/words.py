"""Words, compared as a reader would: blind to case, accents and width."""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")


def fold(text: str) -> str:
    """Lower case without accents ("Zürich" -> "zurich"), compatibility forms resolved."""
    spread = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def folded_words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return _TOKEN.findall(fold(text))
