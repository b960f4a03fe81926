"""Article address + sentence → the link that opens the source at that very sentence.

Built by the text fragment specification of the WICG
(https://wicg.github.io/scroll-to-text-fragment/): `#:~:text=[prefix-,]start[,end][,-suffix]`.
A browser looks for the first place where the words of `start` stand, whole words and in any case,
and marks from there to the first `end` behind it.

>>> fragment_url("https://example.org/a", "It rained. The ferry sank.", 11, 26)
'https://example.org/a#:~:text=The%20ferry%20sank'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

# Links should stay under this: two dozen of them share one message.
_MAX_LINK_CHARS = 300
_DIRECTIVE = "#:~:text="
# A sentence is quoted whole where that fits, for teasers and captions often share its ends with
# it. Else its two ends are: as much of each, counted in letters (an ideograph counts as three),
# as fits; the last pair of weights is taken even if it does not.
_WEIGHTS = ((90, 30), (60, 24), (40, 20), (26, 18), (18, 12), (12, 8))
# How many words before or behind tell two equal places apart.
_CONTEXT_WORDS = 3
# An end longer than this fits into no link; where a text repeats itself, looking on takes seconds.
_MAX_END_WORDS = 40

_LINE_END = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_IDEOGRAPHS = "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
# Words are what stands between spaces. A run of ideographs, which has none, is cut only where a
# word surely ends: at punctuation, at figures and Latin letters, and behind a Japanese particle
# that a kanji follows.
_CHUNK = re.compile(r"[^\s、。，；：！？「」『』（）《》〈〉【】—–]+")
_LETTER, _PART = re.compile(r"\w"), re.compile(r"\S+")
_TURKISH = {0x130: "i", 0x131: "i"}  # the only letters that patterns fold otherwise
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_NUMBER = re.compile(r"[^\w\s]?\s*\d{1,3}[.)]\s+(?=\w)")
_PHRASE = re.compile(
    f"(?<=[をはがにでもと])(?=[\u30a1-\u30fa{_HAN}])|(?<=[{_HAN}])(?=[0-9A-Za-z(])"
    f"|(?<=[0-9A-Za-z)%])(?=[{_HAN}])"
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Quote:
    """What a fragment quotes: spans of the article's text."""

    start: Span
    end: Span | None = None
    prefix: Span | None = None
    suffix: Span | None = None


def fragment_url(url: str, text: str, start: int, end: int) -> str:
    """The address that opens `url` at the sentence `text[start:end]`, scrolled to and marked.

    `text` is the article as paragraphs separated by newlines; the link quotes only words of the
    paragraph in which the span begins, as few as tell the place apart. An existing fragment is
    kept, an existing text directive replaced. A span without a single word gives the bare `url`.
    """
    address = url.partition(":~:")[0]
    line = _first_line(text, start, end)
    # The number of a list item may be none of the page's text.
    number = _NUMBER.match(text, *line)
    words = list(_words(text, number.end() if number else line[0], line[1]))
    if not words:
        return address
    room = _MAX_LINK_CHARS - len(address) - len(_DIRECTIVE)
    directive = _DIRECTIVE.removeprefix("#") if "#" in address else _DIRECTIVE
    return address + directive + _written(text, _choose(text, words, room))


def _written(text: str, quoted: _Quote) -> str:
    parts = [_encoded(text, quoted.start)]
    if quoted.prefix:
        parts.insert(0, _encoded(text, quoted.prefix) + "-")
    if quoted.end:
        parts.append(_encoded(text, quoted.end))
    if quoted.suffix:
        parts.append("-" + _encoded(text, quoted.suffix))
    return ",".join(parts)


def _choose(text: str, words: list[Span], room: int) -> _Quote:
    """A quotation that a search from the top of the text finds at these words first.

    The whole sentence if it fits into `room` (characters, encoded), else its two ends.
    """
    whole = (words[0][0], words[-1][1])
    if len(_encoded(text, whole)) > room:
        for start_weight, end_weight in _WEIGHTS:
            size = _opening_size(text, words, start_weight)
            if size == len(words):
                continue
            quoted = _ends(text, words, size, end_weight)
            if len(_written(text, quoted)) <= room or start_weight == _WEIGHTS[-1][0]:
                return quoted
    return _Quote(whole) if _is_first(text, whole) else _with_context(text, whole)


def _ends(text: str, words: list[Span], size: int, end_weight: int) -> _Quote:
    """The first `size` words, and enough of the last ones to occur nowhere in between."""
    rest = words[size:]
    opening = (words[0][0], words[size - 1][1])
    for first in reversed(rest[-_MAX_END_WORDS:]):
        closing = (first[0], rest[-1][1])
        heavy = _weight(text[slice(*closing)]) >= end_weight
        if heavy and _is_first(text, closing, rest[0][0]):
            return _Quote(opening, closing)
    return _Quote(opening, (rest[0][0], rest[-1][1]))


def _opening_size(text: str, words: list[Span], weight: int) -> int:
    """How many of the first words it takes to be long enough and at no earlier place."""
    for size in range(1, min(len(words), _MAX_END_WORDS)):
        span = (words[0][0], words[size - 1][1])
        if _weight(text[slice(*span)]) >= weight and _is_first(text, span):
            return size
    return len(words)


def _with_context(text: str, span: Span) -> _Quote:
    """The words with those behind or before them, whichever makes their place the first."""
    start, end = span
    line_start, line_end = _line_around(text, start)
    behind = list(_words(text, end, line_end))[:_CONTEXT_WORDS]
    before = list(_words(text, line_start, start)) or list(_last_line(text, line_start))
    if behind and _is_first(text, (start, behind[-1][1])):
        return _Quote(span, suffix=(end, behind[-1][1]))
    for size in range(_CONTEXT_WORDS, len(before) + 1, _CONTEXT_WORDS):
        if _is_first(text, (before[-size][0], end)):
            return _Quote(span, prefix=(before[-size][0], start))
    return _Quote(span)


def _last_line(text: str, end: int) -> Iterator[Span]:
    """The words of the last paragraph before this place."""
    stop = len(text[:end].rstrip())
    return _words(text, _line_around(text, max(0, stop - 1))[0], stop)


def _is_first(text: str, span: Span, since: int = 0) -> bool:
    """Whether a browser that reads from `since` on comes upon these words here: whole words, in
    any case and spacing."""
    spaced = not _IDEOGRAPH.match(text, span[0])
    if not (spaced and _cuts_a_word(text, span)) and _holds_a_new_word(text, span, since):
        return True
    words = r"\s+".join(re.escape(part) for part in text[slice(*span)].split())
    if spaced:
        words = rf"(?<!\w){words}(?!\w)"
    match = re.compile(words, re.IGNORECASE).search(text, since)
    return match is not None and match.start() == span[0]


def _cuts_a_word(text: str, span: Span) -> bool:
    start, end = span
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    return bool(_LETTER.match(before) or _LETTER.match(behind))


def _holds_a_new_word(text: str, span: Span, since: int) -> bool:
    """Whether one of the words stands nowhere before its place: then they do not all stand before.
    This most often saves making a pattern of them, which takes a millisecond."""
    before = _folded(text[since : span[0]])
    for part in _PART.finditer(text, *span):
        if _folded(part[0]) not in before + _folded(text[span[0] : part.end() - 1]):
            return True
    return False


def _folded(text: str) -> str:
    """The same for any two texts that patterns take for one in any case."""
    return text.translate(_TURKISH).casefold()


def _first_line(text: str, start: int, end: int) -> Span:
    """The part of the span that lies in its first paragraph."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    line_end = _LINE_END.search(text, start, end)
    return start, line_end.start() if line_end else end


def _line_around(text: str, place: int) -> Span:
    """Where the paragraph that holds this place begins and ends."""
    starts = [match.end() for match in _LINE_END.finditer(text, 0, place)]
    line_end = _LINE_END.search(text, place)
    return (starts[-1] if starts else 0), (line_end.start() if line_end else len(text))


def _words(text: str, start: int, end: int) -> Iterator[Span]:
    """The words in a part of the text, without the punctuation around them."""
    for chunk in _CHUNK.finditer(text, start, end):
        cuts = [match.start() for match in _PHRASE.finditer(text, chunk.start(), chunk.end())]
        for begin, stop in zip([chunk.start(), *cuts], [*cuts, chunk.end()], strict=True):
            yield from _trimmed(text, begin, stop)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The span from its first to its last letter, digit or vowel sign; nothing if it has none."""
    while start < end and unicodedata.category(text[start])[0] not in "LN":
        start += 1
    while end > start and unicodedata.category(text[end - 1])[0] not in "LNM":
        end -= 1
    if start < end:
        yield start, end


def _weight(part: str) -> int:
    return len(part) + 2 * len(_IDEOGRAPH.findall(part))


def _encoded(text: str, span: Span) -> str:
    """The quoted words with single spaces, percent-encoded; `-` too, which would be syntax."""
    return _quoted(" ".join(text[slice(*span)].split()))


@lru_cache(maxsize=64)  # words are encoded to see whether they fit, and to be written
def _quoted(words: str) -> str:
    return quote(words, safe="", errors="replace").replace("-", "%2D")
