"""Our own ranker for news: early and central sentences first."""

from __future__ import annotations

import math
import re
from collections import Counter

from summarizers import bullets
from summarizers.document import Bullet, Document

_WORD = re.compile(r"[^\W_]+")
MAX_SENTENCES = 150


def choose(document: Document, count: int) -> list[Bullet]:
    """At most `count` bullets of the document."""
    values = scores(document)
    order = sorted(range(len(values)), key=lambda i: -values[i])
    return bullets.from_ranking(document, order, count)


def scores(document: Document) -> list[float]:
    """How much each sentence (of the first 150) deserves to be a bullet; higher is better."""
    bags = [Counter(_WORD.findall(sentence.text.lower())) for sentence in document.sentences][
        :MAX_SENTENCES
    ]
    total: Counter[str] = Counter()
    for bag in bags:
        total.update(bag.keys())
    return [
        sum(math.log1p(total[word]) for word in bag if len(word) > 3) / (5 + bag.total())
        + 2 * math.exp(-index / 4)
        for index, bag in enumerate(bags)
    ]
