"""sumy's methods behind one call, fed by our own sentences, words, stop words and stems.

sumy itself is imported on the first call only: with its dependencies it takes some 50 MB.
"""

from __future__ import annotations

from summarizers.document import Document, Sentence

METHODS: tuple[str, ...] = (
    "lexrank",
    "textrank",
    "lsa",
    "luhn",
    "sumbasic",
    "kl",
    "reduction",
    "edmundson",
)

SENTENCE_LIMIT = 150
"""How many sentences are looked at: most of these methods are quadratic, and news leads."""


def select(document: Document, method: str, count: int) -> list[Sentence]:
    """The `count` best sentences by one of sumy's methods, distinct, in reading order.

    Never raises for any document; where a method has nothing to go by (stop words only, a single
    sentence) the first sentences are the answer. Raises ValueError for an unknown method.
    """
    return sorted(rank(document, method, count), key=lambda sentence: sentence.start)


def rank(document: Document, method: str, count: int) -> list[Sentence]:
    """The same sentences as `select`, the best one first; ties go to the earlier sentence."""
    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}: choose one of {', '.join(METHODS)}")
    candidates = _candidates(document)
    if count < 1 or len(candidates) <= 1:
        return candidates[: max(count, 0)]
    from summarizers.sumy import adapters

    order = adapters.order(document, candidates, method, count)
    return [candidates[place] for place in order[:count]]


def _candidates(document: Document) -> list[Sentence]:
    """Up to SENTENCE_LIMIT distinct sentences; headings only where there is nothing else."""
    bodies = [sentence for sentence in document.sentences if not sentence.heading]
    distinct: dict[str, Sentence] = {}
    for sentence in bodies or document.sentences:
        distinct.setdefault(" ".join(sentence.text.lower().split()), sentence)
        if len(distinct) == SENTENCE_LIMIT:
            break
    return list(distinct.values())
