"""Text → words: tokens, stop words and stems, the same for every summarising method.

>>> tokens("The U.S. paid $1,000 for 5G; don’t ask.")
['The', 'U.S.', 'paid', '$1,000', 'for', '5G', "don't", 'ask']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from threading import get_ident
from typing import Any

# Vowel signs of Indic scripts, Thai and Arabic are no letters to Python, yet stand inside words.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d"
)
_IDEOGRAPHS = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_LETTER = rf"(?:[^\W_{_IDEOGRAPHS}]|[{_MARKS}])"
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}"
    rf"|[$€£¥₹]?\d+(?:[.,:]\d+)+%?"
    rf"|[$€£¥₹]\d+%?|\d+%"
    rf"|{_LETTER}+(?:['’\-.&]{_LETTER}+)*"
    rf"|[{_IDEOGRAPHS}]+"
)
_IDEOGRAPH_RUN = re.compile(rf"[{_IDEOGRAPHS}]")

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
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if len(token) > 1 and _IDEOGRAPH_RUN.match(token):
            found += [token[i : i + 2] for i in range(len(token) - 1)]
        else:
            found.append(token.replace("’", "'") if "’" in token else token)
    return found


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


def base_language(language: str) -> str:
    """The ISO 639-1 code without region, script or case: "pt-BR" gives "pt"."""
    return re.split("[-_]", language.strip().lower(), maxsplit=1)[0]


def _stemmed(words: list[str], name: str) -> list[str]:
    stemmer = _stemmer(name, get_ident())
    try:
        stems: list[str] = stemmer.stemWords(words)
    except UnicodeEncodeError:  # lone surrogates, which no encoder takes
        stems = stemmer.stemWords([word.encode("utf-8", "replace").decode() for word in words])
    return stems


@lru_cache(maxsize=64)
def _stemmer(name: str, _thread: int) -> Any:
    """A stemmer for one thread alone: it is not safe to share."""
    import Stemmer

    return Stemmer.Stemmer(name)
