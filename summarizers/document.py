"""The values that every summarising method shares: text in, spans of that text out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document: `text == document.text[start:end]`, offsets in characters.

    `paragraph` is the index of its paragraph, `index` its own place in the document;
    `heading` marks a line that stands alone without being a sentence.
    """

    text: str
    start: int
    end: int
    index: int = 0
    paragraph: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its sentences. `language` is an ISO 639-1 code, or "" when unknown."""

    text: str
    sentences: tuple[Sentence, ...]
    title: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Bullet:
    """What a reader gets of a sentence: the span itself, or it with whole phrases left out.

    `start` and `end` are character offsets, into the article's text, of the sentence that the
    bullet came from; of an article's only bullet, through the sentence that answers it, if any.
    """

    text: str
    start: int
    end: int
