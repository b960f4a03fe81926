"""Which of many patterns may match a text: asked once for all of them.

Each pattern with a guard has a number here, under which stand the pieces that
`summarizers.text.literals` reads off it. One look at a text's beginning, at its words and at some
parts of it gives the numbers of the few patterns that are worth a try.

>>> guards = PatternIndex()
>>> photo, ox = (guards.add(pieces(one)) for one in (r"\\bphoto by", r"\\box\\b"))
>>> guards.signs("A photo by Ann").numbers == {photo}
True
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from summarizers.remembering import remembered
from summarizers.text.literals import HEAD, KEY, START, Pieces, plain
from summarizers.text.tokens import runs


@dataclass(frozen=True, slots=True)
class Signs:
    """The `numbers` of the patterns below `known` that may match a text."""

    known: int
    numbers: frozenset[int]


class PatternIndex:
    """The pieces of patterns, and who has them. Patterns are only added, from any thread: texts
    looked at meanwhile know how many patterns they were asked about."""

    def __init__(self) -> None:
        self._known, self._adding = 0, Lock()
        self._heads = dict[str, list[int]]()
        self._starts = dict[str, list[int]]()
        self._parts = dict[str, list[int]]()
        self._wide_parts = dict[str, list[int]]()

    def add(self, held: Pieces) -> int:
        """The number of a pattern whose matches have these pieces."""
        with self._adding:
            number = self._known
            for head in held.heads:
                self._heads.setdefault(head, []).append(number)
            for start in held.starts:
                self._starts.setdefault(start, []).append(number)
            for part in held.parts:
                parts = self._parts if part.isascii() else self._wide_parts
                parts.setdefault(part, []).append(number)
            self._known += 1
        return number

    def signs(self, text: str) -> Signs:
        """What the text says of the patterns that are known by now."""
        known, lower = self._known, plain(text)
        words = runs(lower)
        found = [self._parts[part] for part in tuple(self._parts) if part in lower]
        if not lower.isascii():
            found += [self._wide_parts[part] for part in tuple(self._wide_parts) if part in lower]
        starts = {word[:START] for word in words}
        found += [self._starts[start] for start in starts if start in self._starts]
        begin = lower.find(words[0]) if words else 0
        heads = [lower[begin : begin + size] for size in range(KEY, HEAD + 1)]
        found += [self._heads[head] for head in heads if head in self._heads]
        return Signs(known, frozenset().union(*found))


_GUARDS = PatternIndex()


def number_of(held: Pieces) -> int:
    """The number of a pattern with these pieces among all of this process."""
    return _GUARDS.add(held)


@remembered(64)  # each sentence is asked about by one pattern after the other
def _signs(text: str) -> Signs:
    return _GUARDS.signs(text)


def that_may(text: str, last: int) -> frozenset[int]:
    """The numbers of the patterns of this process that may match a text, of all up to `last` at
    least: the text is looked at once more for one that was added behind its first look."""
    found = _signs(text)
    return (found if last < found.known else _GUARDS.signs(text)).numbers
