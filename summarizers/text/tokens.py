"""Text → words: tokens, stop words and stems, the same for every summarising method.

>>> tokens("The U.S. paid $1,000 for 5G; don’t ask.")
['The', 'U.S.', 'paid', '$1,000', 'for', '5G', "don't", 'ask']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from threading import get_ident
from typing import Any

from summarizers.remembering import remembered

# Vowel signs of Indic scripts, Thai, Lao, Burmese and Khmer, the points of Hebrew and Arabic, and
# the strokes of kana are no letters to Python, yet stand inside words.
_SIGNS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1"
    "\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u3099\u309a"
)
_JOINERS = "\u200c\u200d"
_IDEOGRAPHS = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"

# What other modules build their own patterns of: a word is one thing everywhere.
RUN = r"[^\W_]+"
"""Letters and digits in a row, of a script whose letters are all letters to Python."""
MARKED_RUN = rf"(?:[^\W_]++|[{_SIGNS}]++)++"
"""Letters and digits in a row, with the signs that stand inside words, in any script."""
LETTERS = r"[^\W\d_]+"
"""Letters in a row."""
APOSTROPHE_WORD = rf"{RUN}(?:['’]{RUN})*"
"""A run, or several with apostrophes between them: "don't", "l'été"."""
HYPHEN_WORD = rf"{RUN}(?:['’-]{RUN})*"
"""The same with hyphens too: "state-run"."""
WORD = re.compile(MARKED_RUN)
_RUN = re.compile(RUN)
_SPACED = bytes(code if chr(code).isalnum() else ord(" ") for code in range(256))
"""Bytes of ASCII, with a space for all that is no letter and no digit."""

_FIGURES = (
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[$€£¥₹]?\d+(?:[.,:]\d+)+%?"  # $1,000  12.5%  07:30
    r"|[$€£¥₹]\d+%?|\d+%"  # €5  12%
)
_LETTER = rf"(?:[^\W_{_IDEOGRAPHS}]|[{_SIGNS}{_JOINERS}])"
_TOKEN = re.compile(
    rf"{_FIGURES}|{_LETTER}+(?:['’\-.&]{_LETTER}+)*|[{_IDEOGRAPHS}]+",
)
_IDEOGRAPH_RUN = re.compile(rf"[{_IDEOGRAPHS}]")
# The same for a text without such signs and ideographs, in a quarter of the time.
_SIGNED = re.compile("[\u0300-\u036f\u0483-\u0487\u0590-\u1dff\u200c\u200d\u3000-\U0010ffff]")
_PLAIN_TOKEN = re.compile(rf"{_FIGURES}|{RUN}(?:['’\-.&]{RUN})*")

_STEMMERS = {
    "ar": "arabic",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


def tokens(text: str) -> list[str]:
    """The words of a text in order, as written, with every apostrophe made straight.

    Kept whole: 5G, G20, COVID-19, U.S., $1,000, 12.5%, 07:30, don't. Chinese and Japanese, which
    put no spaces between words, come as overlapping pairs of characters.
    """
    if text.isascii() or not _SIGNED.search(text):
        return spelled(text.replace("’", "'"), _PLAIN_TOKEN)
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if len(token) > 1 and _IDEOGRAPH_RUN.match(token):
            found += [token[i : i + 2] for i in range(len(token) - 1)]
        else:
            found.append(token.replace("’", "'") if "’" in token else token)
    return found


def spelled(text: str, pattern: re.Pattern[str]) -> list[str]:
    """All that a pattern of words finds in a text, which takes letters in a row as one word. No
    word holds a space, and most stand between two, with one mark behind them at most: for those no
    pattern is needed."""
    found: list[str] = []
    for chunk in text.split():
        if chunk.isalpha():
            found.append(chunk)
        elif chunk[-1] in ",.;:!?" and chunk[:-1].isalpha():
            found.append(chunk[:-1])
        else:
            found += pattern.findall(chunk)
    return found


def runs(text: str) -> list[str]:
    """All that RUN finds in a text, in a fifth of the time where that is plain."""
    if not text.isascii():
        return _RUN.findall(text)
    return text.encode("ascii").translate(_SPACED).decode("ascii").split()


@cache
def stop_words(language: str) -> frozenset[str]:
    """The words of a language that carry no subject, in lower case; empty where we have no list.

    `language` is an ISO 639-1 code, with or without a region ("pt", "pt-BR").
    """
    path = files("summarizers") / "data" / "stopwords" / f"{base_language(language)}.txt"
    if not language.isascii() or not path.is_file():
        return frozenset()
    return frozenset(path.read_text(encoding="utf-8").split())


def stem(words: Iterable[str], language: str) -> list[str]:
    """The words in lower case, cut to their Snowball stems where the language has a stemmer."""
    lowered = list(map(str.lower, words))
    name = _STEMMERS.get(base_language(language))
    return _stemmed(lowered, name) if name else lowered


@remembered(256)
def base_language(language: str) -> str:
    """The ISO 639-1 code without region, script or case: "pt-BR" gives "pt"."""
    return re.split("[-_]", language.strip().lower(), maxsplit=1)[0]


def stem_word(lowered: str, language: str) -> str:
    """The stem of one word in lower case, as `stem` has it."""
    name = _STEMMERS.get(base_language(language))
    if name is None:
        return lowered
    if lowered.isascii():
        stemmed: str = _stemmer(name, get_ident()).stemWord(lowered)
        return stemmed
    return _stemmed([lowered], name)[0]


def _stemmed(words: list[str], name: str) -> list[str]:
    stemmer = _stemmer(name, get_ident())
    try:
        stems: list[str] = stemmer.stemWords(words)
    except UnicodeEncodeError:  # lone surrogates, which no encoder takes
        stems = stemmer.stemWords([word.encode("utf-8", "replace").decode() for word in words])
    return stems


@remembered(64)
def _stemmer(name: str, _thread: int) -> Any:
    """A stemmer for one thread alone: it is not safe to share.

    It keeps no words. The library's own ten thousand would be 3 MB for each language and thread,
    and save a fifth of a microsecond a word.
    """
    import Stemmer

    return Stemmer.Stemmer(name, 0)
