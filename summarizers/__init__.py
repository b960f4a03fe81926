"""Text in, bullets out. Pure: no input or output, no clock, no network, no chat.

>>> summarize("The bridge was closed on Monday after an inspector found cracks.")[0].start
0
"""

from __future__ import annotations

from summarizers.document import Bullet, Document, Sentence

__all__ = ["Bullet", "Document", "Sentence", "summarize"]


def summarize(
    text: str,
    title: str = "",
    language: str = "",
    bullets: int = 3,
    method: str = "news",
    standfirst: str = "",
) -> list[Bullet]:
    """At most `bullets` verbatim bullets of an article, its main fact first.

    `language` is an ISO 639-1 code, or "" when unknown; `method` is "news" or one of sumy's by
    name (`summarizers.sumy.methods.METHODS`); `standfirst` is the page's own summary of itself,
    where there is one: it guides the choice and is never quoted. Empty or
    unusable text gives an empty list, never an exception; an unknown method raises ValueError.
    """
    from summarizers.summary import summarize as run

    return run(text, title, language, bullets, method, standfirst)
