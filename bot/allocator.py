"""How memory is given back: the C library's allocator, and Python's search for cycles."""

from __future__ import annotations

import contextlib
import ctypes
import gc
from collections.abc import Callable

_MMAP_THRESHOLD, _TRIM_THRESHOLD, _ARENA_MAX = -3, -1, -8
"""Parameters of mallopt(3), as malloc.h of glibc numbers them."""
_LARGE_BYTES = 256 * 1024
_KEPT_BYTES = 1024 * 1024
_ARENAS = 1  # what threads free serves all others; Python's lock lets hardly two allocate at once
_OLDEST, _OFTEN = 2, 4
_MOST_LOOKED_THROUGH = 25_000
"""Objects: a full collection takes some five milliseconds for them."""
_SPARED_TIMES = 100
"""Then all is looked through once: about once a day."""


def keep_heap_small() -> None:
    """Have blocks from 256 KB mapped each by itself, and at most 1 MB kept in reserve.

    Left alone, glibc takes the size of documents that come and go for a reason to keep them all
    on its heap, where one small value that lives on holds on to the megabytes around it. Elsewhere
    than with glibc this does nothing.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
        mallopt(_TRIM_THRESHOLD, _KEPT_BYTES)
        mallopt(_ARENA_MAX, _ARENAS)


def give_back(*forgets: Callable[[], object]) -> None:
    """Have caches forget what served for a moment, then give the system the pages back that lie
    free between what is in use on glibc's heap: some milliseconds, best beside the event loop.
    Elsewhere than with glibc nothing is given back."""
    for forget in forgets:
        forget()
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _lasting() -> int:
    """How many objects a full collection looks through.

    They are listed, counted and let go in one step of C: where another thread could run in between,
    a tuple that it just fills would be held by the list, too, and growing it fails (SystemError).
    """
    return next(map(len, map(gc.get_objects, (_OLDEST,))))


class _Sparing:
    """Has full collections pass over what an earlier one found alive, once that is much.

    What is alive for a moment, such as a connection, is passed over with the rest: rings among it
    that become garbage are found only when all is looked through, once in `_SPARED_TIMES`. So this
    is done as seldom as can be, for each time leaves some tens of kilobytes of them.
    """

    def __init__(self) -> None:
        self._times = 0

    def __call__(self, phase: str, info: dict[str, int]) -> None:
        """What `gc.callbacks` are given before and after each collection."""
        if info["generation"] != _OLDEST or phase != "stop":
            return
        if _lasting() < _MOST_LOOKED_THROUGH:
            return
        self._times += 1
        if self._times % _SPARED_TIMES:
            gc.freeze()
        else:  # the next one looks through all, and is followed by as many that do not
            gc.unfreeze()


def spare_what_lasts() -> None:
    """Full collections pass over all that is there now (modules, classes, settings), and from now
    on over what they have found alive, as soon as it is much.

    They hold up everything else, a tenth of a second where hundreds of thousands of objects are
    looked through, such as lists of stories, and of these hardly one ever becomes garbage.
    """
    gc.collect()
    gc.freeze()
    gc.callbacks.append(_Sparing())
    youngest, middle, _ = gc.get_threshold()
    gc.set_threshold(youngest, middle, _OFTEN)  # each looks through the less
