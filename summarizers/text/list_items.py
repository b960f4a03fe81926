"""Sentences that begin without a full stop before them: list items, bullets, picture credits."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BULLETS = "•◊▪■●◦‣⁃∙►▸▶"
_BULLET = re.compile(rf"[{_BULLETS}](?<=\s.)(?=\s?\w)")
_FIRST = re.compile(
    rf"\s*(?P<bullet>[{_BULLETS}]?)\s?(?P<value>\d{{1,3}}|a)(?P<close>\.\)|[.)])\s+\S"
)
# Words behind which "2." is an ordinal and no list mark, where ordinals are written so.
_BEFORE_ORDINAL = frozenset(
    """einer einem einen eines dieser dieses diesem diesen seine seiner seinen ihre ihrer ihren
    gegen nach über unter seit beim oder auch eller efter over under mellem dette denne deres hans
    hendes""".split()
)
_COLON = re.compile(r":(?=\s*\w)")
_CREDITS = frozenset(
    """photo photos image images picture pictures photograph video credit credits foto fotos bild
    bilder crédit crédits""".split()
)


def item_starts(line: str, ordinals: bool) -> list[int]:
    """Where, inside a line, list items and credits begin, in order; the line's own start left out.

    `ordinals` says that in this language "2." may be a word of the sentence ("the second").
    """
    places = {match.start() for match in _BULLET.finditer(line)}
    places.update(_numbered(line, ordinals))
    places.update(_credits(line))
    own = len(line) - len(line.lstrip())
    return sorted(place for place in places if place > own)


def _credits(line: str) -> Iterator[int]:
    """Where "Photo: …" and its like begin behind words that no mark closes off."""
    for colon in _COLON.finditer(line):
        head = line[max(0, colon.start() - 16) : colon.start()].rstrip()
        word = head.rpartition(" ")[2]
        before = head[: len(head) - len(word)].rstrip()[-1:]
        if word.lower() in _CREDITS and word[0].isupper() and before not in ",;:(":
            yield line.rindex(word, 0, colon.start())


def _numbered(line: str, ordinals: bool) -> Iterator[int]:
    """The second, third … item of a list that the line begins with: 1. … 2. …, or a) … b) …"""
    first = _FIRST.match(line)
    if first is None:
        return
    value, close, bullet = first["value"], first["close"], first["bullet"]
    closed = ordinals and value.isdigit() and close == "." and not bullet
    before = r"(?:(?<=[.!?;,:])|(?P<word>\b[^\W\d_]{4,}))\s+" if closed else r"(?P<word>)\s"
    place = first.end()
    while value not in ("z", "999"):
        value = str(int(value) + 1) if value.isdigit() else chr(ord(value) + 1)
        mark = rf"{re.escape(bullet)}\s?{value}{re.escape(close)}"
        following = re.compile(rf"{before}(?={mark}\s+\S)").search(line, place)
        if following is None or (following["word"] or "").lower() in _BEFORE_ORDINAL:
            return
        yield following.end()
        place = following.end() + len(value)
