"""A document as arrays: the tokens, words and word pairs of its first sentences, with their places.

Everything that the ranker's features count is laid out here once, so that features are a few
numpy operations each rather than loops over words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import ne
from typing import TYPE_CHECKING

from summarizers.document import Document, Sentence
from summarizers.ranker.lexicon import Lexicon
from summarizers.text.tokens import stem

if TYPE_CHECKING:
    from summarizers.arrays import Floats, Ints


SENTENCES = 60
"""How many sentences of an article are looked at; news says what matters before that."""
_MAX_TOKENS = 3000
_MAX_SENTENCE_CHARS = 1500
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_PLAIN = re.compile(r"[A-Za-z0-9]+")
"""Finds the same in plain ASCII, twice as fast."""


@dataclass(frozen=True, slots=True)
class TokenizedArticle:
    """The considered sentences of a document, and its tokens as parallel arrays.

    For each token: `word` (an index into `words`), `sentence` (an index into `sentences`), `place`
    (in its sentence, from 0) and `capital` (1 when it has a capital letter). `words` numbers the
    stems in order of first appearance; `first` is the index of each one's first token. For each
    sentence: `lengths` in tokens and `starts`, the index of its first token.
    """

    sentences: tuple[Sentence, ...]
    texts: tuple[str, ...]
    words: dict[str, int]
    word: Ints
    sentence: Ints
    place: Ints
    capital: Floats
    first: Ints
    lengths: Ints
    starts: Ints
    lexicon: Lexicon

    @property
    def size(self) -> int:
        """How many sentences are considered."""
        return len(self.sentences)


def read(document: Document, texts: tuple[str, ...], lexicon: Lexicon) -> TokenizedArticle:
    """The article of a document; `texts` are its considered sentences, datelines taken off."""
    import numpy as np

    found: list[str] = []
    lengths: list[int] = []
    for text in texts:
        words = word_list(text[:_MAX_SENTENCE_CHARS])
        found += words
        lengths.append(len(words))
    ids: dict[str, int] = {}
    places = np.array([ids.setdefault(word, len(ids)) for word in found], dtype=np.int64)
    numbers: dict[str, int] = {}
    stems = [numbers.setdefault(key, len(numbers)) for key in stem(ids, lexicon.language)]
    lower = map(str.lower, ids)
    capital = np.fromiter(map(ne, ids, lower), dtype=np.float32, count=len(ids))
    word = np.array(stems, dtype=np.int64)[places]
    sizes = np.array(lengths, dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    sentence = np.repeat(np.arange(len(sizes)), sizes)
    return TokenizedArticle(
        sentences=considered(document)[: len(texts)],
        texts=texts,
        words=numbers,
        word=word,
        sentence=sentence,
        place=np.arange(word.size) - starts[sentence],
        capital=capital[places],
        first=_first_tokens(word, len(numbers)),
        lengths=sizes,
        starts=starts,
        lexicon=lexicon,
    )


def considered(document: Document) -> tuple[Sentence, ...]:
    """The sentences that may become bullets: the first 60, some 3,000 words.

    Headings are none, unless there is nothing else.
    """
    kept: list[Sentence] = []
    letters = 0
    headings = all(sentence.heading for sentence in document.sentences)
    for sentence in document.sentences:
        if sentence.heading and not headings:
            continue
        letters += min(len(sentence.text), _MAX_SENTENCE_CHARS)
        if len(kept) >= SENTENCES or (kept and letters > 6 * _MAX_TOKENS):
            break
        kept.append(sentence)
    return tuple(kept)


def word_list(text: str) -> list[str]:
    """The tokens that `read` finds in a piece of text."""
    return (_PLAIN if text.isascii() else _WORD).findall(text)


def word_offsets(text: str) -> list[int]:
    """Where the tokens of a piece of text begin."""
    pattern = _PLAIN if text.isascii() else _WORD
    return [match.start() for match in pattern.finditer(text[:_MAX_SENTENCE_CHARS])]


def _first_tokens(word: Ints, count: int) -> Ints:
    import numpy as np

    first = np.full(count, word.size, dtype=np.int64)
    first[word[::-1]] = np.arange(word.size)[::-1]
    return first
