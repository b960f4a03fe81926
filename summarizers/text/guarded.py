"""Regular expressions with a guard: each is tried only where it may match.

Hardly a sentence is a caption, a teaser or a credit, and a pattern of a hundred branches takes its
time to say so. Its guard, read off the pattern itself by `summarizers.text.literals`, looks for
what no match does without.

>>> photo = Guarded("(?:photo|picture) by [a-z]")
>>> bool(photo.match("photo by ann")), photo.match("an ox"), photo.search("by ann")
(True, None, None)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from summarizers.text.literals import KEY, Pieces, pieces, plain


class Guarded:
    """A regular expression that says no fast: its methods do what those of `re.Pattern` do."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern, self._flags = re.compile(pattern, flags), flags

    @property
    def pattern(self) -> str:
        """The pattern as written."""
        return self._pattern.pattern

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the start of `text`, if any."""
        guard = self._from_start
        return None if guard and not guard.are_in(text) else self._pattern.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that is all of `text`, if it is one."""
        guard = self._from_start
        return None if guard and not guard.are_in(text) else self._pattern.fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in `text`, if any."""
        guard = self._anywhere
        return None if guard and not guard.are_in(text) else self._pattern.search(text)

    # Each is read off when it is first asked for: most patterns are used in one way only.
    @cached_property
    def _from_start(self) -> Pieces | None:
        held = pieces(self._pattern.pattern, self._flags, from_start=True)
        return None if held and held.is_short() else held

    @cached_property
    def _anywhere(self) -> Pieces | None:
        return pieces(self._pattern.pattern, self._flags)


class AnyOf:
    """Several regular expressions at once, of which those alone are tried that may match.

    They are looked for `from_start` of a text, or anywhere in it.
    """

    def __init__(
        self, patterns: Iterable[str], flags: int = 0, *, from_start: bool = False
    ) -> None:
        self._always = list[re.Pattern[str]]()
        self._by_head = dict[str, list[tuple[str, re.Pattern[str]]]]()
        self._by_start = dict[str, list[re.Pattern[str]]]()
        self._by_part = list[tuple[str, re.Pattern[str]]]()
        self._by_wide_part = list[tuple[str, re.Pattern[str]]]()
        self._from_start = from_start
        for pattern in patterns:
            self._add(re.compile(pattern, flags), pieces(pattern, flags, from_start=from_start))
        self._starts = frozenset(self._by_start)

    def finds(self, text: str) -> bool:
        """Whether one of them matches."""
        if self._from_start:
            return any(pattern.match(text) for pattern in self._that_may(text))
        return any(pattern.search(text) for pattern in self._that_may(text))

    def _add(self, pattern: re.Pattern[str], held: Pieces | None) -> None:
        if held is None:
            self._always.append(pattern)
            return
        for key, heads in held.heads.items():
            self._by_head.setdefault(key, []).extend((head, pattern) for head in heads)
        for start in held.starts:
            self._by_start.setdefault(start, []).append(pattern)
        for part in held.parts:
            (self._by_part if part.isascii() else self._by_wide_part).append((part, pattern))

    def _that_may(self, text: str) -> Iterator[re.Pattern[str]]:
        lower, begin, starts = plain(text)
        yield from self._always
        for head, pattern in self._by_head.get(lower[begin : begin + KEY], ()):
            if lower.startswith(head, begin):
                yield pattern
        for start in starts & self._starts:
            yield from self._by_start[start]
        for part, pattern in self._by_part:
            if part in lower:
                yield pattern
        if not lower.isascii():
            yield from (pattern for part, pattern in self._by_wide_part if part in lower)
