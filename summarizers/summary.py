"""One article → its bullets, by whichever method."""

from __future__ import annotations

from summarizers.document import Bullet, Document

NEWS = "news"
"""Our own ranker, and the default."""


def summarize(
    text: str, title: str = "", language: str = "", bullets: int = 3, method: str = NEWS
) -> list[Bullet]:
    """See `summarizers.summarize`."""
    from summarizers.sentences import parse

    document = parse(text, title, language)
    return summarize_document(document, bullets, method)


def summarize_document(document: Document, bullets: int = 3, method: str = NEWS) -> list[Bullet]:
    """At most `bullets` bullets of a document whose sentences are known.

    Raises ValueError for a method nobody knows.
    """
    if bullets < 1 or not document.sentences:
        return []
    if method == NEWS:
        from summarizers.news import choose

        return choose(document, bullets)
    return _classic(document, bullets, method)


def _classic(document: Document, count: int, method: str) -> list[Bullet]:
    from summarizers import bullets, classic

    wanted = min(len(document.sentences), 3 * count + 5)
    ranked = classic.rank(document, method, wanted)
    return bullets.from_ranking(document, (sentence.index for sentence in ranked), count)
