"""How memory is given back: the C library's allocator, and Python's search for cycles."""

from __future__ import annotations

import contextlib
import ctypes
import gc

_MMAP_THRESHOLD, _TRIM_THRESHOLD, _ARENA_MAX = -3, -1, -8
"""Parameters of mallopt(3), as malloc.h of glibc numbers them."""
_LARGE_BYTES = 256 * 1024
_KEPT_BYTES = 1024 * 1024
_ARENAS = 2
_OLDEST, _OFTEN = 2, 4
_SPARED_TIMES = 1000
"""Full collections, which come each half a minute or so where an article a second does."""


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


class _Sparing:
    """Has full collections pass over what an earlier one found alive.

    Rings that become garbage among that are found by the first collection of `_SPARED_TIMES`,
    which looks through all: of what is alive for a moment hardly anything is left by then.
    """

    def __init__(self) -> None:
        self._times = 0

    def __call__(self, phase: str, info: dict[str, int]) -> None:
        """What `gc.callbacks` are given before and after each collection."""
        if info["generation"] != _OLDEST or phase != "stop":
            return
        self._times += 1
        if self._times % _SPARED_TIMES:
            gc.freeze()
        else:  # the next one looks through all, and is followed by as many that do not
            gc.unfreeze()


def spare_what_lasts() -> None:
    """Full collections pass over all that is there now (modules, classes, settings), and from now
    on over what each of them has found alive.

    They hold up everything else, a tenth of a second where hundreds of thousands of objects are
    looked through, such as lists of stories, and of these hardly one ever becomes garbage.
    """
    gc.collect()
    gc.freeze()
    gc.callbacks.append(_Sparing())
    youngest, middle, _ = gc.get_threshold()
    gc.set_threshold(youngest, middle, _OFTEN)  # each looks through the less
