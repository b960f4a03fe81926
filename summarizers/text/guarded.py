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
from collections.abc import Iterable
from functools import cached_property

from summarizers.text.guards import number_of, that_may
from summarizers.text.literals import pieces


class Guarded:
    """A regular expression that says no fast: its methods do what those of `re.Pattern` do.

    It is compiled when it first may match.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self._flags = pattern, flags

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the start of `text`, if any."""
        number = self.number_from_start
        if number is not None and number not in that_may(text, number):
            return None
        return self.compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that is all of `text`, if it is one."""
        number = self.number_from_start
        if number is not None and number not in that_may(text, number):
            return None
        return self.compiled.fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in `text`, if any."""
        number = self.number_anywhere
        if number is not None and number not in that_may(text, number):
            return None
        return self.compiled.search(text)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.pattern, self._flags)

    # Each is read off when it is first asked for: most patterns are used in one way only.
    @cached_property
    def number_from_start(self) -> int | None:
        """Its number among the guards, for a text's start; None without a guard."""
        held = pieces(self.pattern, self._flags, from_start=True)
        return None if held is None else number_of(held)

    @cached_property
    def number_anywhere(self) -> int | None:
        """The same, looked for anywhere in a text."""
        held = pieces(self.pattern, self._flags)
        return None if held is None else number_of(held)


class AnyOf:
    """Several regular expressions at once, of which those alone are tried that may match.

    They are looked for `from_start` of a text, or anywhere in it.
    """

    def __init__(
        self, patterns: Iterable[str], flags: int = 0, *, from_start: bool = False
    ) -> None:
        self._from_start = from_start
        every = [Guarded(pattern, flags) for pattern in patterns]
        numbers = [one.number_from_start if from_start else one.number_anywhere for one in every]
        each = list(zip(numbers, every, strict=True))
        self._always = [one for number, one in each if number is None]
        self._by_number = {number: one for number, one in each if number is not None}
        self._numbers = frozenset(self._by_number)
        self._last = max(self._numbers, default=-1)

    def finds(self, text: str) -> bool:
        """Whether one of them matches."""
        for one in self._that_may(text):
            if (one.compiled.match if self._from_start else one.compiled.search)(text):
                return True
        return False

    def _that_may(self, text: str) -> Iterable[Guarded]:
        found = that_may(text, self._last)
        if found.isdisjoint(self._numbers):
            return self._always
        may = sorted(found & self._numbers)
        return [*self._always, *(self._by_number[number] for number in may)]
