"""An article scored: the chances that an editor takes its sentences, words and word pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from summarizers.arrays import Floats
from summarizers.bullets.compression import opening
from summarizers.document import Document
from summarizers.ranker import bigrams, features
from summarizers.ranker.counts import WordCounts, count
from summarizers.ranker.forest import probability
from summarizers.ranker.model import Model
from summarizers.ranker.tokenized import TokenizedArticle, considered, read, word_list
from summarizers.text.tokens import stem

MIN_LENGTH_TOKENS, MAX_LENGTH_TOKENS = 20.0, 75.0
"""Between these the guessed length of a summary is kept, in tokens."""
TITLE_LOG_ODDS = np.float32(1.4)
"""Log-odds that a word gains by standing in the headline; fitted on leads and round-ups."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An article with what the model says of it.

    `sentences` are log-odds, `words` and `links` (of the pairs) probabilities, `length` tokens.
    """

    article: TokenizedArticle
    counts: WordCounts
    bigrams: bigrams.Pairs
    sentences: Floats
    words: Floats
    links: Floats
    length: float


def score(document: Document, model: Model) -> Scored | None:
    """The document scored, or None when it has no words at all."""
    article = read(document, bodies(document), model.lexicon)
    if not article.word.size:
        return None
    counts, found = count(article), bigrams.find(article)
    sentences = model.sentence.predict(features.sentence_columns(article, counts))
    guess = float(model.length.predict(features.length_columns(article, counts))[0])
    length = min(max(guess, MIN_LENGTH_TOKENS), MAX_LENGTH_TOKENS)
    columns = features.word_columns(article, counts, sentences, length)
    words = probability(
        model.word.predict(columns) + TITLE_LOG_ODDS * titled(document, article, counts)
    )
    columns = bigrams.pair_columns(article, counts, found, words, sentences, length)
    links = probability(model.pair.predict(columns))
    return Scored(article, counts, found, sentences, words, links, length)


def titled(document: Document, article: TokenizedArticle, counts: WordCounts) -> Floats:
    """1 for each word of the headline that is no stop word; one cut from the text is none."""
    title = " ".join(document.title.split())
    if not title or title in document.text:
        return np.zeros(len(article.words), dtype=np.float32)
    named = set(stem(word_list(title), article.lexicon.language))
    there = np.array([word in named and len(word) > 1 for word in article.words], dtype=np.float32)
    return there * (1 - counts.stop)


def bodies(document: Document) -> tuple[str, ...]:
    """The considered sentences without their datelines and connectives."""
    return tuple(
        sentence.text[opening(sentence.text, place, document.language) :]
        for place, sentence in enumerate(considered(document))
    )
