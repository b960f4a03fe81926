"""The language of a document, English being recognised where none is given."""

from __future__ import annotations

from summarizers.document import Document
from summarizers.text.tokens import base_language

_COMMON = frozenset(
    {"the", "of", "and", "to", "in", "that", "for", "was", "with", "his", "said", "is"}
) | frozenset("you your are from have this they their been which will were it".split())


def with_language(document: Document) -> Document:
    """The document with its base language, English being recognised where none is given."""
    language = base_language(document.language) or _guess(document.text)
    if language == document.language:
        return document
    return Document(document.text, document.sentences, document.title, language)


def _guess(text: str) -> str:
    """ "en" when every eighth word or more is one of the commonest English ones, else ""."""
    words = text[:1500].lower().split()
    common = sum(word in _COMMON for word in words)
    return "en" if common * 8 >= len(words) > 0 else ""
