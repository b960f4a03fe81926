"""How often each word of an article stands in each of its sentences: what all features count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from summarizers.arrays import Floats, Ints
from summarizers.ranker.matrix import each
from summarizers.ranker.tokenized import TokenizedArticle


@dataclass(frozen=True, slots=True)
class WordCounts:
    """The different (word, sentence) pairs, sorted by word and then sentence, with their counts.

    `bounds` is where each word's pairs begin; `rarity`, `taken` and `stop` are the lexicon's;
    `digit` is 1 for numbers. `quotes` has the number of quotation marks in each sentence.
    """

    word: Ints
    sentence: Ints
    times: Floats
    bounds: Ints
    frequency: Floats
    spread: Floats
    rarity: Floats
    taken: Floats
    stop: Floats
    digit: Floats
    quotes: Floats


def count(article: TokenizedArticle) -> WordCounts:
    """The counts that all features share."""
    each_cell = np.bincount(article.word * article.size + article.sentence)
    cell = np.flatnonzero(each_cell)
    word, sentence = cell // article.size, cell % article.size
    spread = np.bincount(word, minlength=len(article.words))
    rarity, taken, stop = article.lexicon.look_up(article.words)
    return WordCounts(
        word=word,
        sentence=sentence,
        times=each_cell[cell].astype(np.float32),
        bounds=np.cumsum(spread) - spread,
        frequency=np.bincount(article.word).astype(np.float32),
        spread=spread.astype(np.float32),
        rarity=rarity,
        taken=taken,
        stop=stop,
        digit=each(str.isdigit, article.words),
        quotes=np.array([_quote_marks(text) for text in article.texts], dtype=np.float32),
    )


def _quote_marks(text: str) -> int:
    marks = text.count('"')
    return marks if text.isascii() else marks + text.count("“") + text.count("”")
