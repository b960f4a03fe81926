"""Text → sentences with exact offsets, for many languages, in linear time.

Every line is a paragraph. Inside a line, regular expressions find the places where a sentence
might end; `summarizers.text.boundaries` decides on each of them.

>>> [s.text for s in split("Mr. Smith left the U.S. He is 5.5 ft. tall.", "en")]
['Mr. Smith left the U.S.', 'He is 5.5 ft. tall.']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

from summarizers.document import Document, Sentence
from summarizers.remembering import remembered
from summarizers.text.abbreviations import Rules, rules_for
from summarizers.text.boundaries import (
    MAX_LABEL_CHARS,
    Mark,
    ends_sentence,
    glued_ends,
    ideographic_ends,
    is_whole,
)
from summarizers.text.list_items import item_starts

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CLOSERS = r"\"'“”‘’„»«›‹)\]}」』）】》〉*_"
_IDEOGRAPHIC = "。！？｡؟۔।॥։။"
_IDEOGRAPHIC_CLOSERS = r"\"'”’」』）】》〉)\]"
_HAN = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_CAPITALS = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĘĚĞĢĪİĶŁŃŇŐŘŚŞŠŢŤŪŮŰŹŻŽȘȚΑ-ΫЀ-Я"
_ENDING = re.compile(rf"[.!?…。！？｡؟۔।॥։:;,،][{_CLOSERS}\s]*$")
_HEADING_LIMIT = 120
_TITLE_WORDS = 4  # of a title at least that is looked for: fewer may begin any sentence
_BELOW_TITLE = 3  # sentences that it is looked for in
_WORD, _TOLD_AGAIN = re.compile(r"[^\W\d_]{4,}"), 2  # words of a title that a text has again
_BEGINS_ANEW = re.compile(rf"[ \u00a0]+[{_CAPITALS}\"“„«][^\n]{{30}}")
# Sentence ends that some languages alone have.
_OWN_STOPS = {"ar": ":", "el": ";", "hy": ":"}
# In French, a space stands before the closing mark of a quote.
_SPACED_CLOSER = {"fr": r"\s»"}
# A short quote stays whole, and so does one that its speaker follows: „Ja. Nein“, sagte er. Not so
# in English and Turkish, where journalism quotes several sentences at a time.
_QUOTE = re.compile(
    r"(?<![^\s(\[–—:-])(?:[„“\"](?=\S)|«)(?:[^„«“”»\"]{1,200}[“”»\"]|[^„«“”»\"]{1,300}"
    r"(?:,[“”»\"]|[“”»\"]\s?[,a-zß-öø-ÿąćęłńóśźżğışа-яёіїєґ]))|,,[^„“”\"]{1,300}[“”]"
)
_IDEOGRAPHIC_QUOTE = re.compile(
    "《[^《》]{1,60}》|〈[^〈〉]{1,60}〉|「[^「」]{1,200}」|『[^『』]{1,200}』|“[^“”]{1,200}”"
    "|（[^（）]{1,100}）"
)


@remembered(16)  # an opened story's articles are gone through for figures, and for days
def split(text: str, language: str = "") -> tuple[Sentence, ...]:
    """The sentences of a text in reading order; `text == source[start:end]` for each.

    `language` is an ISO 639-1 code, "" when unknown. Paragraphs are separated by newlines; a
    line that is no sentence (short, and without closing punctuation) is flagged as a heading.
    Anything is taken, and takes time linear in its length.
    """
    found: list[Sentence] = []
    rules = rules_for(language, text)
    paragraph = -1
    for line in _LINE.finditer(text):
        spans = list(_spans(line.group(), rules))
        paragraph += bool(spans)
        heading = len(spans) == 1 and _is_heading(line.group())
        for start, end in spans:
            start, end = start + line.start(), end + line.start()
            found.append(Sentence(text[start:end], start, end, len(found), paragraph, heading))
    return tuple(found)


def first_sentences(text: str, language: str, count: int) -> list[str]:
    """The first `count` sentences, as `split` has them, without going through the rest."""
    rules = rules_for(language, text)
    lines = (line.group() for line in _LINE.finditer(text))
    found = (line[start:end] for line in lines for start, end in _spans(line, rules))
    return list(islice(found, count))


def parse(text: str, title: str = "", language: str = "") -> Document:
    """The text as a document: with its sentences, its title and its language.

    A title that is glued to the front of one of the first sentences is no part of it.
    """
    sentences = split(text, language)
    if len(title.split()) >= _TITLE_WORDS:
        first = (_without_title(one, title) for one in sentences[:_BELOW_TITLE])
        sentences = (*first, *sentences[_BELOW_TITLE:])
    return Document(text, sentences, title, language)


def _without_title(sentence: Sentence, title: str) -> Sentence:
    """A sentence without the title in front of it, where what follows begins as one, and has words
    of the title once more: "Trump meets Putin" may go on with "Monday"."""
    size = len(title)
    if not sentence.text.startswith(title) or not _BEGINS_ANEW.match(sentence.text, size):
        return sentence
    text = sentence.text[size:].lstrip()
    if len(set(_WORD.findall(title.lower())) & set(_WORD.findall(text.lower()))) < _TOLD_AGAIN:
        return sentence
    return replace(sentence, text=text, start=sentence.end - len(text))


def _spans(line: str, rules: Rules) -> Iterator[tuple[int, int]]:
    """Where the sentences of one line begin and end, without the space around them."""
    start = 0
    whole = _kept_whole(line, rules)
    for item in [*item_starts(line, rules.ordinals), len(line)]:
        for match in _candidates(rules.language).finditer(line, start, item):
            if match.end() >= item or _is_inside(match, whole):
                continue
            while start < match.start() and line[start].isspace():
                start += 1
            if _decides(line, start, match, rules):
                yield from _trimmed(line, start, match.end())
                start = match.end()
        yield from _trimmed(line, start, item)
        start = item


def _is_inside(match: re.Match[str], whole: list[tuple[int, int]]) -> bool:
    """Whether the candidate lies within a quote that is kept whole, short of its end."""
    place = bisect_right(whole, (match.start(), 0)) - 1
    return place >= 0 and match.end() < whole[place][1]


def _decides(line: str, start: int, match: re.Match[str], rules: Rules) -> bool:
    group = match.lastgroup or "spaced"
    if group == "spaced" and _ends_plainly(line, start, *match.span(), rules):
        return True
    mark = Mark(line, start, match.start(), match.end(group), match.end())
    if group == "ideographic":
        return ideographic_ends(mark)
    return glued_ends(mark, rules) if group == "glued" else ends_sentence(mark, rules)


def _ends_plainly(line: str, start: int, stop: int, end: int, rules: Rules) -> bool:
    """Whether a full stop stands between a word that nothing shortens and a capital: most sentences
    end so, and `ends_sentence` says so of these after many looks.

    The sentence begins at `start`, `line[stop:end]` is its mark with what closes it.
    """
    if end != stop + 1 or line[stop] != "." or stop - start < MAX_LABEL_CHARS:
        return False
    if line[end : end + 1] != " " or not line[end + 1 : end + 2].isupper():
        return False
    return is_whole(line[line.rfind(" ", start, stop) + 1 : stop], rules)


@cache
def _candidates(language: str) -> re.Pattern[str]:
    """What may end a sentence: before space; of itself, as 。 does; or glued to a capital.

    The closing quotes and the note numbers ([2]) behind it belong to the sentence.
    """
    stops = ".!?…" + _OWN_STOPS.get(language, "")
    closer = rf"(?:[\u00a0\u202f]?[{_CLOSERS}]|{_SPACED_CLOSER.get(language, '(?!)')})*+"
    # The first character comes first, and only where a run of them begins: that keeps it fast.
    return re.compile(
        rf"[{stops}{_IDEOGRAPHIC}](?<![{stops}{_IDEOGRAPHIC}]{{2}})(?:"
        rf"[{stops}]*(?:[ \u00a0][.…]+)*(?P<spaced>){closer}(?:\s?\[\d{{1,3}}\])*+(?=\s|$)"
        rf"|(?:(?<=[{_IDEOGRAPHIC}])[{_IDEOGRAPHIC}]*|(?<=[{_HAN}][!?])(?=[{_HAN}“「]))"
        rf"(?P<ideographic>)[{_IDEOGRAPHIC_CLOSERS}]*+"
        rf"|(?<=\w[.!?])(?P<glued>)[”»’]?(?=[“„«(]?[{_CAPITALS}]))"
    )


def _kept_whole(line: str, rules: Rules) -> list[tuple[int, int]]:
    """Quotes that no sentence ends in, save at their very end."""
    if rules.language in ("en", "tr"):
        return []
    pattern = _IDEOGRAPHIC_QUOTE if rules.language in ("zh", "ja") else _QUOTE
    return [match.span() for match in pattern.finditer(line)]


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
