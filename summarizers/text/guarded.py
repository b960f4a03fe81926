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
from functools import cached_property

from summarizers.text.literals import Pieces, pieces


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
        return pieces(self._pattern.pattern, self._flags, from_start=True)

    @cached_property
    def _anywhere(self) -> Pieces | None:
        return pieces(self._pattern.pattern, self._flags)
