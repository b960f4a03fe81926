"""What a reader looks for, keeps an eye on or mutes: words, "exact words", and -words without.

>>> parse_query('ferry "radar fault" -football')
Query(words=('ferry',), phrases=('radar fault',), without=('football',))

Words are compared as the search of the store does (`search_words`), so that what `/search` finds is
what `/mute` hides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.text.search_words import exact_needle, needles
from summarizers.text.fold import folded_runs, folded_words

MAX_WORDS = 8
MAX_LETTERS, MAX_ASKED = 64, 400  # characters: of one word, folded; of a whole question
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PIECE = re.compile(r'(?P<no>(?<!\S)[-−–])?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Query:
    """Folded words that must all stand in a text, phrases that must stand in it as they are (runs
    of letters with one space between), and words or phrases that must not."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is looked for: only to leave out is no question."""
        return bool(self.words or self.phrases)

    @property
    def plain(self) -> bool:
        """Whether it is words alone, which the store answers by itself."""
        return not (self.phrases or self.without)

    @property
    def asked(self) -> list[str]:
        """All words that a text must hold, those of the phrases included."""
        return [*self.words, *(word for phrase in self.phrases for word in phrase.split())]


def parse_query(text: str) -> Query:
    """What a reader's words ask for: at most eight words of 64 letters, of 400 characters.

    Clipped before and after folding, which makes eighteen letters of some. A quote that is not
    closed is a word like any other.
    """
    words, phrases, without = list[str](), list[str](), list[str]()
    for found in _PIECE.finditer(text[:MAX_ASKED].translate(_QUOTES)):
        phrase = " ".join(folded_runs(found["phrase"] or ""))
        if found["no"]:
            without.append(phrase or " ".join(folded_runs(found["word"] or "")))
        elif phrase:
            phrases.append(phrase[: MAX_LETTERS * 2])
        else:
            words += folded_words(found["word"] or "")
    return Query(
        tuple(word[:MAX_LETTERS] for word in words[:MAX_WORDS]),
        tuple(phrases[:MAX_WORDS]),
        tuple(filter(None, without))[:MAX_WORDS],
    )


def searchable(texts: Iterable[str]) -> str:
    """Texts as `holds` looks through them: their runs of letters, folded, a line for each."""
    return "\n".join(f" {' '.join(folded_runs(text))} " for text in texts)


def holds(query: Query, text: str) -> bool:
    """Whether a `searchable` text holds all that is asked for, and nothing that is not wanted."""
    if not query or unwanted(query, text):
        return False
    asked = (*needles(query.words), *map(exact_needle, query.phrases))
    return all(needle in text for needle in asked)


def unwanted(query: Query, text: str) -> bool:
    """Whether a `searchable` text holds one of the words that must not stand in it."""
    return any(exact_needle(phrase) in text for phrase in query.without)
