"""Text → sentences with exact offsets, for many languages, in linear time.

Every line is a paragraph. Inside a line, a regular expression finds the places where a sentence
might end and `summarizers.boundaries` decides on each of them.

>>> [s.text for s in split("Mr. Smith left the U.S. He is 5.5 ft. tall.", "en")]
['Mr. Smith left the U.S.', 'He is 5.5 ft. tall.']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizers.boundaries import Mark, Rules, ends_sentence, rules_for
from summarizers.document import Document, Sentence
from summarizers.words import base_language

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CLOSERS = r"\"'“”‘’„»«›‹)\]}」』）】》〉*_"
_CANDIDATE = re.compile(
    rf"(?<![.!?…])([.!?…]+(?:[ \u00a0][.!?…]+)*)[{_CLOSERS}]*+(?=\s|$)"
    rf"|([。！？｡؟۔।॥։]+)[{_CLOSERS}]*+"
)
_ENDING = re.compile(rf"[.!?…。！？｡؟۔।॥։:;,،][{_CLOSERS}\s]*$")
_HEADING_LIMIT = 120


def split(text: str, language: str = "") -> tuple[Sentence, ...]:
    """The sentences of a text in reading order; `text == source[start:end]` for each.

    `language` is an ISO 639-1 code, "" when unknown. Paragraphs are separated by newlines; a
    line that is no sentence (short, and without closing punctuation) is flagged as a heading.
    Anything is taken, and takes time linear in its length.
    """
    found: list[Sentence] = []
    rules = rules_for(base_language(language))
    paragraph = -1
    for line in _LINE.finditer(text):
        spans = list(_spans(line.group(), rules))
        paragraph += bool(spans)
        heading = len(spans) == 1 and _is_heading(line.group())
        for start, end in spans:
            start, end = start + line.start(), end + line.start()
            found.append(Sentence(text[start:end], start, end, len(found), paragraph, heading))
    return tuple(found)


def parse(text: str, title: str = "", language: str = "") -> Document:
    """The text as a document: with its sentences, its title and its language."""
    return Document(text, split(text, language), title, language)


def _spans(line: str, rules: Rules) -> Iterator[tuple[int, int]]:
    """Where the sentences of one line begin and end, without the space around them."""
    start = 0
    for match in _CANDIDATE.finditer(line):
        if match.start() < start:
            continue
        group = 1 if match.group(1) else 2
        mark = Mark(line, start, match.start(), match.end(group), match.end())
        if match.group(2) or ends_sentence(mark, rules):
            yield from _trimmed(line, start, match.end())
            start = match.end()
            while start < len(line) and line[start].isspace():
                start += 1
    yield from _trimmed(line, start, len(line))


def _trimmed(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without white space at its ends, unless nothing is left."""
    piece = line[start:end]
    body = piece.strip()
    if body:
        begin = start + len(piece) - len(piece.lstrip())
        yield begin, begin + len(body)


def _is_heading(line: str) -> bool:
    """Whether a line is too short, and too open at its end, to be a sentence."""
    return len(line) <= _HEADING_LIMIT and not _ENDING.search(line)
