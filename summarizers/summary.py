"""One article → its bullets, by whichever method."""

from __future__ import annotations

from summarizers.document import Bullet, Document

NEWS = "news"
"""Our own method, and the default."""


def summarize(
    text: str,
    title: str = "",
    language: str = "",
    bullets: int = 3,
    method: str = NEWS,
    standfirst: str = "",
) -> list[Bullet]:
    """See `summarizers.summarize`."""
    from summarizers.text.sentences import parse

    document = parse(text, title, language)
    return summarize_document(document, bullets, method, standfirst)


def summarize_document(
    document: Document, bullets: int = 3, method: str = NEWS, standfirst: str = ""
) -> list[Bullet]:
    """At most `bullets` bullets of a document whose sentences are known.

    Raises ValueError for a method nobody knows.
    """
    if bullets < 1 or not document.sentences:
        return []
    if method == NEWS:
        from summarizers.lead.method import choose
        from summarizers.text.language import with_language

        return choose(with_language(document), bullets, standfirst)
    return _by_sumy(document, bullets, method)


def _by_sumy(document: Document, count: int, method: str) -> list[Bullet]:
    from summarizers.bullets import selection
    from summarizers.sumy import methods

    wanted = min(len(document.sentences), 3 * count + 5)
    ranked = methods.rank(document, method, wanted)
    return selection.from_ranking(document, (sentence.index for sentence in ranked), count)
