"""Functions that remember what they gave, until all are told to forget.

One story or article asks for the same sentences again and again, the next one for others: what is
remembered serves for seconds, and then only takes room. A large table that hardly anybody asks for
serves whoever does so, and takes room afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

_Given = TypeVar("_Given")
_ALL: list[_lru_cache_wrapper[Any]] = []
_SELDOM: dict[_lru_cache_wrapper[Any], int] = {}
"""How often each had been asked when all were last told to forget."""


def remembered(most: int) -> Callable[[Callable[..., _Given]], _lru_cache_wrapper[_Given]]:
    """A decorator like `functools.lru_cache`, for functions of texts: `most` results are kept."""

    def remember(function: Callable[..., _Given]) -> _lru_cache_wrapper[_Given]:
        kept = lru_cache(most)(function)
        _ALL.append(kept)
        return kept

    return remember


def seldom(function: Callable[[], _Given]) -> _lru_cache_wrapper[_Given]:
    """A decorator like `functools.cache`, for a large table: it is forgotten when nobody has asked
    for it since the time before."""
    kept = lru_cache(function)
    _SELDOM[kept] = 0
    return kept


def forget() -> None:
    """Empty all of them. Whoever is in the middle of a text works some of it out again."""
    for kept in _ALL:
        kept.cache_clear()
    for kept, before in _SELDOM.items():
        info = kept.cache_info()
        asked = info.hits + info.misses
        if asked == before:
            kept.cache_clear()
        _SELDOM[kept] = asked if asked != before else 0
