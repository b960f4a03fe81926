"""One article → its bullets, by whichever method."""

from __future__ import annotations

from summarizers.document import Bullet, Document

NEWS = "news"
"""Our own ranker, and the default."""


def summarize(
    text: str, title: str = "", language: str = "", selection: int = 3, method: str = NEWS
) -> list[Bullet]:
    """See `summarizers.summarize`."""
    from summarizers.text.sentences import parse

    document = parse(text, title, language)
    return summarize_document(document, selection, method)


def summarize_document(document: Document, selection: int = 3, method: str = NEWS) -> list[Bullet]:
    """At most `bullets` bullets of a document whose sentences are known.

    Raises ValueError for a method nobody knows.
    """
    if selection < 1 or not document.sentences:
        return []
    if method == NEWS:
        from summarizers.ranker.method import choose

        return choose(document, selection)
    return _classic(document, selection, method)


def _classic(document: Document, count: int, method: str) -> list[Bullet]:
    from summarizers.bullets import selection
    from summarizers.sumy import methods

    wanted = min(len(document.sentences), 3 * count + 5)
    ranked = methods.rank(document, method, wanted)
    return selection.from_ranking(document, (sentence.index for sentence in ranked), count)
