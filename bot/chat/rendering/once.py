"""What is drawn for many chats that are alike is drawn once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import UTC, datetime, timedelta
from typing import Generic, Protocol, TypeVar

Thing = TypeVar("Thing")
Drawn = TypeVar("Drawn")
_KEPT = 128  # editions, some 10 kB each
_KEPT_FOR = timedelta(minutes=1)  # for the others that are due now: ages are drawn, too
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Cache(Protocol):
    """A function that keeps what it gave, as `functools.lru_cache` makes one."""

    def cache_clear(self) -> None:
        """Let go of it."""


class Once(Generic[Thing, Drawn]):
    """Drawings of the things that were drawn last, for the ways in which they are drawn.

    A thing is known by what it is, not by what it holds: to compare editions takes as long as to
    draw them. `caches` hold parts of drawings, and are emptied with it.
    """

    def __init__(self, *caches: Cache) -> None:
        self._caches, self._emptied = caches, _LONG_AGO
        self._drawn = dict[tuple[int, Hashable], tuple[Thing, Drawn]]()  # the thing stays itself

    def of(self, thing: Thing, way: Hashable, draw: Callable[[], Drawn]) -> Drawn:
        """The drawing of a thing, made by `draw` where there is none."""
        key = id(thing), way
        known = self._drawn.get(key)
        if known is None:
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            known = self._drawn[key] = thing, draw()
        return known[1]

    def turn_over(self, now: datetime) -> None:
        """It is `now`: what was drawn for earlier editions no later one asks for, for ages have
        changed."""
        if now - self._emptied >= _KEPT_FOR:
            self._emptied = now
            self._drawn.clear()
            for cache in self._caches:
                cache.cache_clear()
