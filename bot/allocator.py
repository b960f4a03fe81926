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


def spare_what_is_loaded() -> None:
    """Full collections pass over all that is there now: modules, classes, settings.

    They hold up everything else, a tenth of a second where hundreds of thousands of objects are
    looked through, and of these hardly one ever becomes garbage.
    """
    gc.collect()
    gc.freeze()
